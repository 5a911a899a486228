// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;

/**
 * The files of a pack on their way into the zip: each is written once, front to back, to a temporary folder and
 * digested on the way, since the zip's headers and the manifests need digests before content. Several may be open at
 * once. Closing deletes the folder. Not thread-safe.
 */
final class PackFiles implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** The zip before it is whole. */
    static final String ZIP = "zip";

    private final Path folder;
    private final FileChannel held;
    private final SortedMap<String, Facts> facts = new TreeMap<>();
    private int made;

    /** What is known of a finished file. */
    record Facts(Path file, long size, long crc, String sha256, String sha512) {
    }

    /** @param beside the folder that takes the temporary one: same disk, so a full one shows early */
    PackFiles(Path beside) throws IOException {
        folder = Files.createTempDirectory(beside, PackLeftovers.PREFIX);
        held = PackLeftovers.hold(folder);
    }

    /**
     * @param name path in the pack, below the top folder
     * @return a buffered stream; the file is known once it is closed
     */
    OutputStream create(String name) throws IOException {
        Path file = folder.resolve(Integer.toString(made++));
        return new Digesting(name, file, new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER));
    }

    /** Writes a small file. */
    void put(String name, byte[] content) throws IOException {
        try (OutputStream out = create(name)) {
            out.write(content);
        }
    }

    /** @return where to put the zip together: on the disk of its target, and gone with this folder */
    Path part() {
        return folder.resolve(ZIP);
    }

    /** @return finished files by name */
    SortedMap<String, Facts> all() {
        return facts;
    }

    /**
     * Writes the zip and gives up each temporary file as soon as it is in it.
     *
     * @param top    name of the folder in the zip that takes all files
     * @param target must not exist
     */
    void zip(String top, Path target, Progress progress) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            List<ZipLayout.Entry> entries = new ArrayList<>();
            progress.task("files into the pack", facts.values().stream().mapToLong(Facts::size).sum());
            for (var one : facts.entrySet()) {
                Facts f = one.getValue();
                ZipLayout.Entry entry =
                        new ZipLayout.Entry(top + "/" + one.getKey(), f.size(), f.crc(), out.position());
                entries.add(entry);
                ZipLayout.writeFully(out, ZipLayout.local(entry));
                copy(f, out, progress);
                Files.delete(f.file());
            }
            long directory = out.position();
            for (ZipLayout.Entry entry : entries) {
                ZipLayout.writeFully(out, ZipLayout.central(entry));
            }
            long end = out.position();
            ZipLayout.writeFully(out, ZipLayout.end(entries, directory, end - directory));
            out.force(true);
        }
    }

    private static void copy(Facts f, FileChannel out, Progress progress) throws IOException {
        try (FileChannel in = FileChannel.open(f.file())) {
            long at = 0;
            while (at < f.size()) {
                progress.check();
                long n = in.transferTo(at, Math.min(1 << 20, f.size() - at), out);
                if (n <= 0) {
                    throw new IOException("a temporary file of the pack was cut off");
                }
                at += n;
                progress.advance(n);
            }
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (int i = 0; i < made; i++) {
            try {
                Files.deleteIfExists(folder.resolve(Integer.toString(i)));
            } catch (IOException e) {
                first = e;
            }
        }
        try {
            Files.deleteIfExists(part());
            held.close();
            Files.deleteIfExists(folder.resolve(PackLeftovers.LOCK));
            Files.deleteIfExists(folder);
            PackLeftovers.release(folder);
        } catch (IOException e) {
            first = first == null ? e : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private final class Digesting extends FilterOutputStream {

        private final String name;
        private final Path file;
        private final MessageDigest sha256 = Hash.newDigest();
        private final MessageDigest sha512;
        private final CRC32 crc = new CRC32();
        private long size;
        private boolean closed;

        Digesting(String name, Path file, OutputStream out) {
            super(out);
            this.name = name;
            this.file = file;
            try {
                this.sha512 = MessageDigest.getInstance("SHA-512");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java platform lacks SHA-512", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
            sha256.update(b, off, len);
            sha512.update(b, off, len);
            crc.update(b, off, len);
            size += len;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            super.close();
            HexFormat hex = HexFormat.of();
            Facts known = new Facts(file, size, crc.getValue(), hex.formatHex(sha256.digest()),
                    hex.formatHex(sha512.digest()));
            if (facts.put(name, known) != null) {
                throw new IOException("the pack would hold " + name + " twice");
            }
        }
    }
}
