// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.tracebinder.core.Progress;
import org.tracebinder.pack.JsonTree.BadFormException;

/**
 * Reads the zip of a pack. Entries are found through the directory; {@link #layoutProblem} then computes the one layout
 * that a pack with these entries has and compares it with the file. Nothing is ever unpacked, names never reach a file
 * system. Limits: one million entries, 256 MiB of directory. One thread.
 */
final class PackArchive implements AutoCloseable {

    static final int MAX_ENTRIES = 1_000_000;
    private static final long MAX_DIRECTORY = 1L << 28;
    private static final long MAX32 = 0xFFFFFFFFL;

    private final FileChannel file;
    private final long length;
    private final List<ZipLayout.Entry> entries = new ArrayList<>();
    private final Map<String, ZipLayout.Entry> byName = new HashMap<>();
    private long directoryOffset;

    /**
     * @throws BadFormException when the entries can't even be found
     * @throws IOException      when the file can't be read
     */
    PackArchive(Path zip) throws IOException, BadFormException {
        file = FileChannel.open(zip);
        try {
            length = file.size();
            readDirectory();
        } catch (IOException | BadFormException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** @return entries in the order of the directory */
    List<ZipLayout.Entry> entries() {
        return entries;
    }

    /** @return the entry, or null */
    ZipLayout.Entry entry(String name) {
        return byName.get(name);
    }

    private void readDirectory() throws IOException, BadFormException {
        if (length < ZipLayout.END_LENGTH) {
            throw new BadFormException("the file is too short for a zip");
        }
        long endAt = length - ZipLayout.END_LENGTH;
        ByteBuffer end = read(endAt, ZipLayout.END_LENGTH);
        if (end.getInt(0) != ZipLayout.END) {
            throw new BadFormException("the zip does not end with its end record: cut off, extended or commented");
        }
        long count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        directoryOffset = Integer.toUnsignedLong(end.getInt(16));
        long locatorAt = endAt - ZipLayout.LOCATOR64_LENGTH;
        if (locatorAt >= ZipLayout.END64_LENGTH
                && read(locatorAt, ZipLayout.LOCATOR64_LENGTH).getInt(0) == ZipLayout.LOCATOR64) {
            ByteBuffer end64 = read(locatorAt - ZipLayout.END64_LENGTH, ZipLayout.END64_LENGTH);
            if (end64.getInt(0) != ZipLayout.END64) {
                throw new BadFormException("the end record for large files is not where it belongs");
            }
            count = end64.getLong(32);
            size = end64.getLong(40);
            directoryOffset = end64.getLong(48);
        }
        if (count < 0 || count > MAX_ENTRIES || size < 0 || size > MAX_DIRECTORY || directoryOffset < 0
                || directoryOffset > length - size) {
            throw new BadFormException("the end record of the zip names an impossible directory");
        }
        ByteBuffer directory = read(directoryOffset, (int) size);
        for (long i = 0; i < count; i++) {
            entries.add(readEntry(directory));
        }
        if (directory.hasRemaining()) {
            throw new BadFormException("the zip's directory holds more than its entries");
        }
    }

    private ZipLayout.Entry readEntry(ByteBuffer in) throws BadFormException {
        int at = in.position();
        if (in.remaining() < 46 || in.getInt(at) != ZipLayout.CENTRAL) {
            throw new BadFormException("entry " + (entries.size() + 1) + " of the zip's directory is damaged");
        }
        long crc = Integer.toUnsignedLong(in.getInt(at + 16));
        long packed = Integer.toUnsignedLong(in.getInt(at + 20));
        long size = Integer.toUnsignedLong(in.getInt(at + 24));
        int nameLength = Short.toUnsignedInt(in.getShort(at + 28));
        int extra = Short.toUnsignedInt(in.getShort(at + 30));
        int comment = Short.toUnsignedInt(in.getShort(at + 32));
        long offset = Integer.toUnsignedLong(in.getInt(at + 42));
        if (in.remaining() < 46 + nameLength + extra + comment) {
            throw new BadFormException("entry " + (entries.size() + 1) + " of the zip's directory is damaged");
        }
        byte[] name = new byte[nameLength];
        in.get(at + 46, name);
        String text = new String(name, StandardCharsets.UTF_8);
        int extraAt = at + 46 + nameLength + 4;
        if (extra >= 20 && size == MAX32) {
            packed = in.getLong(extraAt);
            size = in.getLong(extraAt + 8);
            extraAt += 16;
        }
        if (extra >= 12 && offset == MAX32 && extraAt + 8 <= at + 46 + nameLength + extra) {
            offset = in.getLong(extraAt);
        }
        if (in.getShort(at + 10) != 0 || packed != size) {
            throw new BadFormException(text + " is compressed; a pack stores its files as they are");
        }
        if (!PackNames.plain(text)) {
            throw new BadFormException("the zip holds a name that no pack has: '" + printable(text) + "'");
        }
        ZipLayout.Entry entry = new ZipLayout.Entry(text, size, crc, offset);
        if (size < 0 || offset < 0 || offset > directoryOffset || entry.contentOffset() > directoryOffset - size) {
            throw new BadFormException(text + " lies outside the zip");
        }
        if (byName.put(text, entry) != null) {
            throw new BadFormException("the zip holds " + text + " twice");
        }
        in.position(at + 46 + nameLength + extra + comment);
        return entry;
    }

    /**
     * Compares every byte outside the files' content with what it must be.
     *
     * @return what is wrong, or null when nothing is
     */
    String layoutProblem(Progress progress) throws IOException {
        long at = 0;
        String before = "";
        for (ZipLayout.Entry e : entries) {
            progress.check();
            if (e.name().compareTo(before) <= 0) {
                return "the zip's entries are not in order at " + e.name();
            }
            before = e.name();
            if (e.offset() != at) {
                return "other bytes lie before " + e.name() + " in the zip";
            }
            if (!same(at, ZipLayout.local(e))) {
                return "the zip's header of " + e.name() + " is not the one of a pack";
            }
            at = e.contentOffset() + e.size();
        }
        if (at != directoryOffset) {
            return "other bytes lie before the zip's directory";
        }
        for (ZipLayout.Entry e : entries) {
            byte[] line = ZipLayout.central(e);
            if (!same(at, line)) {
                return "the zip's directory is not the one of a pack at " + e.name();
            }
            at += line.length;
        }
        byte[] end = ZipLayout.end(entries, directoryOffset, at - directoryOffset);
        if (!same(at, end) || at + end.length != length) {
            return "the end of the zip is not the one of a pack";
        }
        return null;
    }

    /**
     * Compares the content of each file with its CRC-32 in the directory.
     *
     * @return what is wrong, or null when nothing is
     */
    String contentProblem(Progress progress) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (ZipLayout.Entry e : entries) {
            CRC32 crc = new CRC32();
            try (InputStream in = open(e)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    progress.check();
                    crc.update(buffer, 0, n);
                }
            }
            if (crc.getValue() != e.crc()) {
                return e.name() + " does not fit its checksum in the zip";
            }
        }
        return null;
    }

    private boolean same(long at, byte[] expected) throws IOException {
        return at + expected.length <= length && Arrays.equals(read(at, expected.length).array(), expected);
    }

    private ByteBuffer read(long at, int count) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (b.hasRemaining()) {
            if (file.read(b, at + b.position()) < 0) {
                throw new EOFException("the zip became shorter while it was read");
            }
        }
        return b.flip();
    }

    /**
     * @param limit the most that the caller can take
     * @return the content of a small file
     * @throws BadFormException when it is larger
     */
    byte[] small(ZipLayout.Entry entry, int limit) throws IOException, BadFormException {
        if (entry.size() > limit) {
            throw new BadFormException(entry.name() + " is larger than such a file can be");
        }
        return read(entry.contentOffset(), (int) entry.size()).array();
    }

    /** @return the content, front to back; several streams may be open */
    InputStream open(ZipLayout.Entry entry) {
        return new InputStream() {
            private final long end = entry.contentOffset() + entry.size();
            private long at = entry.contentOffset();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (len == 0) {
                    return 0;
                }
                int n = (int) Math.min(len, end - at);
                if (n <= 0) {
                    return -1;
                }
                int got = file.read(ByteBuffer.wrap(b, off, n), at);
                if (got < 0) {
                    throw new EOFException("the zip became shorter while it was read");
                }
                at += got;
                return got;
            }
        };
    }

    private static String printable(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "..." : shown;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
