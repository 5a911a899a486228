// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The members of a zip file. The directory at its end names them, but nothing in the format says that it names all:
 * another zip file may stand before the first member, bytes between members, and something else behind the end. All of
 * it is looked for. A program that unpacks the archive may stand before it; it is named, and never run. A file without
 * a directory, because its end was cut off, is read from the headers of its members.
 */
final class ZipMembers {

    /** Zip files one behind the other that are looked for. */
    private static final int MAX_JOINED = 1_000;
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_MAGIC = 0x06054B50;
    private static final int LOCAL_MAGIC = 0x04034B50;
    private static final int LOCAL_HEADER = 30;
    /** Sizes and checksum that may stand behind a member, with signature, in 64 bits (APPNOTE 4.3.9). */
    private static final int DESCRIPTOR = 24;
    /** Packed bytes of no bytes. */
    private static final int EMPTY = 2;

    private final SeekableByteChannel file;
    private final Archive.Members members;
    private final Set<String> names = new HashSet<>();
    private int count;
    /** The file begins with a program. */
    private boolean program;

    private ZipMembers(SeekableByteChannel file, Archive.Members members) {
        this.file = file;
        this.members = members;
    }

    /** @throws IOException when there is content in the file that could not be read; members before were given */
    static void walk(Path path, Archive.Members members) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            new ZipMembers(file, members).joined(file.size());
        }
    }

    /** @return true when a zip archive stands at the end of the file, whatever stands before it */
    static boolean endsWithOne(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            ZipMembers members = new ZipMembers(file, null);
            try (ZipFile zip = members.open(file.size())) {
                var first = zip.getEntriesInPhysicalOrder();
                return first.hasMoreElements() && members.magic(first.nextElement().getLocalHeaderOffset())
                        == LOCAL_MAGIC;
            } catch (IOException | RuntimeException e) {
                return false; // what it is besides, the caller sees
            }
        }
    }

    /** One zip file, or several one behind the other: each knows only where its own members begin. */
    private void joined(long size) throws IOException {
        List<long[]> parts = new ArrayList<>();
        program = Packaging.program(bytes(0, 4).array());
        for (long end = size; end > 0 && parts.size() < MAX_JOINED;) {
            boolean zip = end == size || magic(0) == LOCAL_MAGIC || magic(0) == END_MAGIC || program && begin(end) >= 0;
            long begin = zip ? begin(end) : 0;
            parts.add(new long[] {begin, end, zip ? 1 : 0});
            end = begin;
        }
        Collections.reverse(parts);
        unnamed(0, Math.max(0, parts.get(0)[0]));
        boolean whole = true;
        for (long[] part : parts) {
            if (part[2] == 0) {
                unnamed(0, part[1]);
            } else if (part[0] < 0) {
                headers(part[1]);
                whole = false;
            } else {
                directory(part[0], part[1]);
            }
        }
        if (!whole) {
            throw new IOException("the directory at the end of the zip file is missing or damaged: it may have been"
                    + " cut off");
        }
    }

    /** @return where the zip file that ends there begins, or -1 when no directory tells */
    private long begin(long end) {
        try (ZipFile zip = open(end)) {
            return Math.max(0, zip.getFirstLocalFileHeaderOffset());
        } catch (IOException | RuntimeException e) {
            return -1; // cut off or damaged: the headers of the members are all there is to go by
        }
    }

    private ZipFile open(long end) throws IOException {
        return ZipFile.builder().setSeekableByteChannel(new Part(file, end)).get();
    }

    private void directory(long begin, long end) throws IOException {
        try (ZipFile zip = open(end)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            Archive.limit(count += entries.size());
            long covered = begin;
            long packed = 0;
            entries.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
            for (ZipArchiveEntry entry : entries) {
                long at = entry.getLocalHeaderOffset();
                unnamed(covered, at);
                packed += entry.getCompressedSize() <= end - at ? Math.max(0, entry.getCompressedSize()) : 0;
                if (packed > end - begin) {
                    throw new IOException("its directory names more packed bytes than the file has: members that lie"
                            + " over each other, perhaps to fill the disk");
                }
                member(zip, entry);
                ByteBuffer lengths = bytes(at + LOCAL_HEADER - 4, 4);
                long to = at + LOCAL_HEADER + Math.max(0, entry.getCompressedSize());
                to += lengths.remaining() < 4 ? 0 : (lengths.getShort(0) & 0xFFFF) + (lengths.getShort(2) & 0xFFFF);
                covered = Math.max(covered, to + (entry.getGeneralPurposeBit().usesDataDescriptor() ? DESCRIPTOR : 0));
            }
            unnamed(covered, directoryAt(end));
            long record = endRecord(end);
            if (record >= 0) {
                unnamed(record + END_RECORD + (bytes(record + 20, 2).getShort() & 0xFFFF), end);
            }
        }
    }

    private void member(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (entry.isDirectory() && entry.getSize() <= 0 && entry.getCompressedSize() <= EMPTY) {
            return;
        }
        String label = Archive.unique(names, Archive.withoutSlash(entry.getName()));
        if (entry.isUnixSymlink()) {
            members.skipped(label, "a link; links in archives are not followed");
        } else if (entry.getGeneralPurposeBit().usesEncryption()) {
            members.unread(label, "encrypted; unpack it with its password first");
        } else if (!zip.canReadEntryData(entry)) {
            members.unread(label, "packed with a method that is not known (number " + entry.getMethod() + ")");
        } else if (entry.getMethod() == ZipEntry.DEFLATED) {
            deflated(zip, entry, label);
        } else {
            try (InputStream in = zip.getInputStream(entry)) {
                members.file(label, entry.getCrc() < 0 ? in : new Checked(in, entry.getCrc()));
            }
        }
    }

    /** What stands behind the end of the packed bytes, though within their length, is told as bytes of no member. */
    private void deflated(ZipFile zip, ZipArchiveEntry entry, String label) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InputStream raw = zip.getRawInputStream(entry); InputStream in = new InflaterInputStream(
                new SequenceInputStream(raw, new ByteArrayInputStream(new byte[1])), inflater, 1 << 14)) {
            members.file(label, entry.getCrc() < 0 ? in : new Checked(in, entry.getCrc()));
            if (inflater.finished()) {
                unnamed(entry.getDataOffset() + inflater.getBytesRead(), entry.getDataOffset()
                        + entry.getCompressedSize());
            }
        } finally {
            inflater.end();
        }
    }

    /** Tells bytes that belong to no member; zero bytes only align members. */
    private void unnamed(long from, long to) throws IOException {
        if (from == 0 && to > 0 && program) {
            members.skipped(Archive.unique(names, "(bytes 0 to " + to + ")"),
                    "the program that unpacks the archive; it is kept and never run");
        } else if (to > from && !zeros(from, to)) {
            members.unread(Archive.unique(names, "(bytes " + from + " to " + to + ")"), "bytes " + from + " to " + to
                    + " of the archive belong to no member that its directory names");
        }
    }

    private boolean zeros(long from, long to) throws IOException {
        try (InputStream in = new BufferedInputStream(Channels.newInputStream(new Part(file, to).position(from)))) {
            for (int b; (b = in.read()) >= 0;) {
                if (b != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @return where the directory begins, or the end record where that is not told in 32 bits */
    private long directoryAt(long end) throws IOException {
        long record = endRecord(end);
        long size = record < 0 ? 0 : bytes(record + 12, 4).getInt() & 0xFFFFFFFFL;
        return record < 0 || size == 0xFFFFFFFFL ? 0 : record - size;
    }

    /** @return where the record at the end of the directory stands, or -1 */
    private long endRecord(long end) throws IOException {
        int length = (int) Math.min(end, END_RECORD + LONGEST_COMMENT);
        ByteBuffer tail = bytes(end - length, length);
        for (int i = length - END_RECORD; i >= 0; i--) {
            if (tail.getInt(i) == END_MAGIC) {
                return end - length + i;
            }
        }
        return -1;
    }

    /** Reads members by their own headers, as far as they go. */
    private void headers(long to) throws IOException {
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(new BufferedInputStream(Channels.newInputStream(
                new Part(file, to)), 1 << 16), "UTF-8", true, true)) {
            for (ZipArchiveEntry entry; (entry = next(zip)) != null;) {
                Archive.limit(++count);
                if (entry.isDirectory() && entry.getSize() <= 0) {
                    continue;
                }
                String label = Archive.unique(names, Archive.withoutSlash(entry.getName()));
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    members.unread(label, "encrypted; unpack it with its password first");
                } else if (!zip.canReadEntryData(entry)) {
                    members.unread(label, "packed with a method that is not known (number " + entry.getMethod() + ")");
                } else {
                    members.file(label, zip);
                    behindPacked(entry, zip.getCompressedCount());
                }
            }
        }
    }

    /** As in {@link #deflated}, where no directory tells how long the packed bytes are: their header may. */
    private void behindPacked(ZipArchiveEntry entry, long read) throws IOException {
        long from = entry.getDataOffset();
        if (entry.getMethod() == ZipEntry.DEFLATED && from >= 0 && read > 0) {
            unnamed(from + read, Math.min(file.size(), from + entry.getCompressedSize()));
        }
    }

    /** @return the next member, or null where headers are none any more: that they end too early is told anyway */
    private static ZipArchiveEntry next(ZipArchiveInputStream zip) {
        try {
            return zip.getNextEntry();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private int magic(long at) throws IOException {
        ByteBuffer four = bytes(at, 4);
        return four.remaining() < 4 ? 0 : four.getInt();
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(at);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            continue;
        }
        return buffer.flip();
    }

    /** Fails behind the last byte of a member when the bytes are not those that were packed. */
    private static final class Checked extends CheckedInputStream {

        private final long expected;

        Checked(InputStream in, long expected) {
            super(in, new CRC32());
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return len == 0 ? 0 : checked(super.read(b, off, len));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && getChecksum().getValue() != expected) {
                throw new IOException("its checksum is not the one that the archive names");
            }
            return read;
        }
    }

    /** A file up to one of its bytes; closing it leaves the file open. */
    private static final class Part implements SeekableByteChannel {

        private final SeekableByteChannel file;
        private final long end;
        private long position;

        Part(SeekableByteChannel file, long end) {
            this.file = file;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (position >= end) {
                return -1;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + end - position));
            try {
                file.position(position);
                int n = file.read(into);
                position += Math.max(0, n);
                return n;
            } finally {
                into.limit(limit);
            }
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            throw new IOException("archives are only read");
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() {
            return end;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            throw new IOException("archives are only read");
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            position = end; // the file is closed by who opened it
        }
    }
}
