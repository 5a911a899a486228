// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Takes the reply of a time stamp authority, with its digest, into a finished pack. Nothing else in it changes. */
public final class StampedPack {

    private StampedPack() {
    }

    /**
     * @param pack a pack, signed or not
     * @return the query that it holds for a time stamp authority, DER
     * @throws IOException          when the file can't be read
     * @throws TracebinderException when the file is no pack, or its query is not for it
     */
    public static byte[] query(Path pack) throws IOException, TracebinderException {
        try (PackArchive archive = new PackArchive(pack.toAbsolutePath())) {
            byte[] query = TimeStamp.query(archive.small(entry(archive, PackNames.TAGS_256), 1 << 20));
            if (!Arrays.equals(query, archive.small(entry(archive, PackNames.STAMP_QUERY), 1 << 20))) {
                throw new TracebinderException("the pack is damaged: " + PackNames.STAMP_QUERY
                        + " asks for a stamp over something else");
            }
            return query;
        } catch (BadFormException e) {
            throw new TracebinderException("the file is no pack: " + e.getMessage(), e);
        }
    }

    private static String top(PackArchive archive) {
        String first = archive.entries().isEmpty() ? "/" : archive.entries().get(0).name();
        return first.substring(0, first.indexOf('/') + 1);
    }

    private static ZipLayout.Entry entry(PackArchive archive, String name) throws TracebinderException {
        ZipLayout.Entry entry = archive.entry(top(archive) + name);
        if (entry == null) {
            throw new TracebinderException("the file is no pack: it has no " + name);
        }
        return entry;
    }

    /**
     * Puts a reply into a pack as {@code signature/tagmanifest-sha256.tsr}. When it fails the pack is as it was.
     *
     * @param pack     a pack without one
     * @param reply    DER, as the authority gave it (RFC 3161)
     * @param progress asked per 64 KiB
     * @return what the time stamp says
     * @throws IOException          when the disk is full or the pack can't be written
     * @throws TracebinderException when the file is no sound pack, has a time stamp already, or the reply is not for it
     */
    public static TimeStamp.Stamp add(Path pack, byte[] reply, Progress progress)
            throws IOException, TracebinderException {
        Path target = pack.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            TimeStamp.Stamp stamp;
            try (PackArchive archive = new PackArchive(target)) {
                String problem = archive.layoutProblem(progress);
                problem = problem == null ? archive.contentProblem(progress) : problem;
                if (problem != null) {
                    throw new TracebinderException("the pack is damaged: " + problem);
                }
                String top = top(archive);
                ZipLayout.Entry tags = entry(archive, PackNames.TAGS_256);
                if (archive.entry(top + PackNames.STAMP) != null) {
                    throw new TracebinderException("the pack has a time stamp already");
                }
                stamp = TimeStamp.check(reply, archive.small(tags, 1 << 20));
                write(archive, top, reply, part, progress);
            } catch (BadFormException e) {
                throw new TracebinderException("the file is no pack: " + e.getMessage(), e);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return stamp;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(PackArchive archive, String top, byte[] reply, Path part, Progress progress)
            throws IOException {
        SortedMap<String, byte[]> more = new TreeMap<>();
        more.put(top + PackNames.STAMP, reply);
        more.put(top + PackNames.STAMP_DIGEST, (Hash.of(reply) + "  " + PackNames.STAMP + "\n").getBytes(US_ASCII));
        List<ZipLayout.Entry> entries = new ArrayList<>();
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (ZipLayout.Entry e : archive.entries()) {
                while (!more.isEmpty() && e.name().compareTo(more.firstKey()) > 0) {
                    String name = more.firstKey();
                    add(entries, out, name, more.remove(name));
                }
                ZipLayout.Entry moved = new ZipLayout.Entry(e.name(), e.size(), e.crc(), out.position());
                entries.add(moved);
                ZipLayout.writeFully(out, ZipLayout.local(moved));
                copy(archive, e, out, progress);
            }
            for (Map.Entry<String, byte[]> last : more.entrySet()) {
                add(entries, out, last.getKey(), last.getValue());
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

    private static void add(List<ZipLayout.Entry> entries, FileChannel out, String name, byte[] content)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipLayout.Entry entry = new ZipLayout.Entry(name, content.length, crc.getValue(), out.position());
        entries.add(entry);
        ZipLayout.writeFully(out, ZipLayout.local(entry));
        ZipLayout.writeFully(out, content);
    }

    private static void copy(PackArchive archive, ZipLayout.Entry entry, FileChannel out, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = archive.open(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                progress.check();
                ByteBuffer some = ByteBuffer.wrap(buffer, 0, n);
                while (some.hasRemaining()) {
                    out.write(some);
                }
            }
        }
    }
}
