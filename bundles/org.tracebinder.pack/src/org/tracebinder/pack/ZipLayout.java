// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one way a pack is laid out as a zip: entries sorted by name, stored, times of 1980-01-01, no comments, no extra
 * fields but those of Zip64 where a number does not fit, nothing between and nothing behind. The writer writes these
 * bytes and the verifier computes them again from the directory and compares, so each byte of the file is accounted
 * for: as content by digests, or as structure by this class. Stored and not deflated, because compressed streams differ
 * between builds of zlib and leave bits that nothing covers. (APPNOTE 6.3.10 of the zip format, sections 4.3 and
 * 4.5.3.)
 */
final class ZipLayout {

    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int END64 = 0x06064b50;
    static final int LOCATOR64 = 0x07064b50;
    static final int END_LENGTH = 22;
    static final int LOCATOR64_LENGTH = 20;
    static final int END64_LENGTH = 56;

    private static final long MAX32 = 0xFFFFFFFFL;
    private static final int MAX16 = 0xFFFF;
    private static final short STORED_VERSION = 10;
    private static final short ZIP64_VERSION = 45;
    /** 1980-01-01, the first day the format knows. */
    private static final short DAY = 0x0021;

    /**
     * A file in the zip.
     *
     * @param name   path with forward slashes
     * @param size   bytes
     * @param crc    CRC-32, unsigned
     * @param offset of the local header
     */
    record Entry(String name, long size, long crc, long offset) {

        byte[] nameBytes() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        /** @return where the content begins */
        long contentOffset() {
            return offset + local(this).length;
        }

        boolean bigSize() {
            return size >= MAX32;
        }

        boolean bigOffset() {
            return offset >= MAX32;
        }
    }

    private ZipLayout() {
    }

    /** @return the header before the content of the entry */
    static byte[] local(Entry e) {
        byte[] name = e.nameBytes();
        ByteBuffer b = buffer(30 + name.length + (e.bigSize() ? 20 : 0));
        b.putInt(LOCAL).putShort(e.bigSize() ? ZIP64_VERSION : STORED_VERSION);
        common(b, e, name);
        b.putShort((short) (e.bigSize() ? 20 : 0)).put(name);
        if (e.bigSize()) {
            b.putShort((short) 1).putShort((short) 16).putLong(e.size()).putLong(e.size());
        }
        return b.array();
    }

    /** @return the directory's line for the entry */
    static byte[] central(Entry e) {
        byte[] name = e.nameBytes();
        int data = (e.bigSize() ? 16 : 0) + (e.bigOffset() ? 8 : 0);
        int extra = data == 0 ? 0 : data + 4;
        ByteBuffer b = buffer(46 + name.length + extra);
        short version = data == 0 ? STORED_VERSION : ZIP64_VERSION;
        b.putInt(CENTRAL).putShort(version).putShort(e.bigSize() ? ZIP64_VERSION : STORED_VERSION);
        common(b, e, name);
        b.putShort((short) extra).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        b.putInt((int) Math.min(e.offset(), MAX32)).put(name);
        if (data > 0) {
            b.putShort((short) 1).putShort((short) data);
            if (e.bigSize()) {
                b.putLong(e.size()).putLong(e.size());
            }
            if (e.bigOffset()) {
                b.putLong(e.offset());
            }
        }
        return b.array();
    }

    /** @return the records that end the file */
    static byte[] end(List<Entry> entries, long directoryOffset, long directorySize) {
        boolean big = entries.size() >= MAX16 || directoryOffset >= MAX32 || directorySize >= MAX32;
        ByteBuffer b = buffer(END_LENGTH + (big ? END64_LENGTH + LOCATOR64_LENGTH : 0));
        int n = entries.size();
        if (big) {
            b.putInt(END64).putLong(END64_LENGTH - 12).putShort(ZIP64_VERSION).putShort(ZIP64_VERSION);
            b.putInt(0).putInt(0).putLong(n).putLong(n).putLong(directorySize).putLong(directoryOffset);
            b.putInt(LOCATOR64).putInt(0).putLong(directoryOffset + directorySize).putInt(1);
        }
        short count = (short) Math.min(n, MAX16);
        b.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        b.putInt((int) Math.min(directorySize, MAX32)).putInt((int) Math.min(directoryOffset, MAX32));
        b.putShort((short) 0);
        return b.array();
    }

    /** Writes all bytes at the channel's position. */
    static void writeFully(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(bytes);
        while (b.hasRemaining()) {
            out.write(b);
        }
    }

    private static void common(ByteBuffer b, Entry e, byte[] name) {
        int size = (int) Math.min(e.size(), MAX32);
        b.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(DAY);
        b.putInt((int) e.crc()).putInt(size).putInt(size).putShort((short) name.length);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
