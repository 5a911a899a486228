// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;

/**
 * Finds records and events that were there before, in memory that does not grow with the binder. Every record and event
 * leaves a key and a digest of its content; each import writes one file of them, in 256 parts by the first byte of the
 * key, and parts are compared one after the other. Keys and digests are SHA-256 cut to 128 bits, so that no export can
 * be made to hide a record behind another.
 */
final class KeyStore implements AutoCloseable {

    /** key 16, content 16, source 4, record 8, ordinal 4. */
    private static final int ENTRY = 48;
    private static final int PARTS = 256;
    /** Bytes of a part that wait in memory before they go to a temporary file. */
    private static final int WAITING = ENTRY * 1024;
    private static final int HEADER = (PARTS + 1) * Long.BYTES;

    private final Path folder;
    private final String name;
    private final Part[] parts = new Part[PARTS];

    /**
     * @param folder where the files are
     * @param name   begin of their names: {@code records} or {@code events}
     */
    KeyStore(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        Files.createDirectories(folder);
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part(folder.resolve(String.format(Locale.ROOT, "%s.%02x.part", name, i)));
        }
    }

    /** Adds a key. Thread-safe. Key and content are the first 16 bytes from their offsets on. */
    void add(byte[] key, int keyAt, byte[] content, int contentAt, int source, long record, int ordinal)
            throws IOException {
        Part part = parts[key[keyAt] & 0xFF];
        synchronized (part) {
            part.room().put(key, keyAt, 16).put(content, contentAt, 16).putInt(source).putLong(record).putInt(ordinal);
        }
    }

    /**
     * Makes the keys of this import durable, in one file.
     *
     * @param firstSource number of the import's first source; names the file
     */
    void seal(int firstSource) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "%s.%08d", name, firstSource));
        Path partial = folder.resolve(name + ".new.part");
        try (FileChannel out = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            out.position(HEADER);
            for (Part part : parts) {
                header.putLong(out.position());
                part.copyTo(out);
            }
            header.putLong(out.position()).flip();
            while (header.hasRemaining()) {
                out.write(header, header.position());
            }
            out.force(true);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets what was added, and not yet sealed, for this source and later ones. */
    void forget(int firstSource) throws IOException {
        for (Part part : parts) {
            List<Entry> all = part.load();
            part.clear();
            for (Entry e : all) {
                RecordId id = e.id.record();
                if (id.source() < firstSource) {
                    part.room().put(e.bytes).putInt(id.source()).putLong(id.record()).putInt(e.id.ordinal());
                }
            }
        }
    }

    /** Forgets the keys of all sources after the last committed one, and what an interrupted import left. */
    void keepUpTo(int lastSource) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String suffix = file.getFileName().toString();
                if (suffix.startsWith(name + ".")) {
                    suffix = suffix.substring(name.length() + 1);
                    if (suffix.endsWith(".part") || Integer.parseInt(suffix) > lastSource) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** Takes what stands again. */
    interface Again {
        /**
         * @param later an entry of the new sources
         * @param first the first entry with the same key
         * @param same  true when the content is the same too
         */
        void found(EventId later, EventId first, boolean same) throws IOException;
    }

    /** Which entries count. */
    interface Counts {
        /** @return false for an entry that is to be passed over */
        boolean counts(EventId id) throws IOException;
    }

    /**
     * Finds every entry of this import whose key an earlier entry has, in the order of their keys.
     *
     * @param firstNew number of the first new source
     */
    void again(int firstNew, Counts counts, Again again) throws IOException {
        List<FileChannel> sealed = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches(name + "\\.\\d+")).sorted()
                    .toList()) {
                sealed.add(FileChannel.open(file, StandardOpenOption.READ));
            }
            for (int part = 0; part < PARTS; part++) {
                ByteBuffer packed = packed(part, sealed);
                if (anyTwice(packed)) { // seldom: nothing else is worth sorting
                    List<Entry> all = new ArrayList<>();
                    read(packed, all);
                    all.sort(null);
                    groups(all, firstNew, counts, again);
                }
            }
        } finally {
            for (FileChannel file : sealed) {
                file.close();
            }
        }
    }

    /** @return the entries of one part, of this import and then of those before; none when this import has none */
    private ByteBuffer packed(int part, List<FileChannel> sealed) throws IOException {
        long size = parts[part].size();
        if (size == 0) {
            return ByteBuffer.allocate(0);
        }
        long[][] bounds = new long[sealed.size()][];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = bounds(sealed.get(i), part);
            size += bounds[i][1] - bounds[i][0];
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
        parts[part].load(all);
        for (int i = 0; i < bounds.length; i++) {
            fill(sealed.get(i), all.limit(all.position() + (int) (bounds[i][1] - bounds[i][0])), bounds[i][0]);
        }
        return all.flip();
    }

    /** @return false when no two entries have the same key; looks at 64 bits of each */
    private static boolean anyTwice(ByteBuffer packed) {
        int count = packed.limit() / ENTRY;
        long[] table = new long[Math.max(2, Integer.highestOneBit(count) * 4)];
        for (int i = 0; i < count; i++) {
            long key = packed.getLong(i * ENTRY + Long.BYTES);
            if (key == 0) { // stands for a free place
                return true;
            }
            int at = (int) key & table.length - 1;
            while (table[at] != 0) {
                if (table[at] == key) {
                    return true;
                }
                at = at + 1 & table.length - 1;
            }
            table[at] = key;
        }
        return false;
    }

    /** Adds the keys of some sources from the sealed files of another folder; what is cut off there is passed over. */
    void takeOver(Path other, Set<Integer> sources) throws IOException {
        if (sources.isEmpty() || !Files.isDirectory(other)) {
            return;
        }
        List<Path> sealed;
        try (Stream<Path> files = Files.list(other)) {
            sealed = files.filter(f -> f.getFileName().toString().matches(name + "\\.\\d+")).sorted().toList();
        }
        for (Path path : sealed) {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                for (int part = 0; part < PARTS; part++) {
                    List<Entry> all = new ArrayList<>();
                    load(file, part, all);
                    for (Entry e : all) {
                        RecordId id = e.id.record();
                        if (sources.contains(id.source())) {
                            add(e.bytes, 0, e.bytes, 16, id.source(), id.record(), e.id.ordinal());
                        }
                    }
                }
            } catch (EOFException e) {
                System.getLogger(KeyStore.class.getName()).log(System.Logger.Level.WARNING, path.toString(), e);
            }
        }
    }

    private static void groups(List<Entry> all, int firstNew, Counts counts, Again again) throws IOException {
        for (int i = 0; i < all.size();) {
            int j = i + 1;
            while (j < all.size() && all.get(j).sameKey(all.get(i))) {
                j++;
            }
            if (j - i > 1 && all.get(j - 1).id.record().source() >= firstNew) {
                group(all.subList(i, j), firstNew, counts, again);
            }
            i = j;
        }
    }

    /** Takes entries with the same key. */
    interface Groups {
        /** @param entries of one key, in the order of their ids; at least one */
        void group(List<Entry> entries) throws IOException;
    }

    /** Calls for each key of this run, in the order of the keys; a 256th of them is in memory at a time. */
    void groups(Groups each) throws IOException {
        for (Part part : parts) {
            List<Entry> all = part.load();
            all.sort(null);
            for (int i = 0; i < all.size();) {
                int j = i + 1;
                while (j < all.size() && all.get(j).sameKey(all.get(i))) {
                    j++;
                }
                each.group(all.subList(i, j));
                i = j;
            }
        }
    }

    private static void group(List<Entry> group, int firstNew, Counts counts, Again again) throws IOException {
        List<Entry> seen = new ArrayList<>();
        for (Entry e : group) {
            if (!counts.counts(e.id)) {
                continue;
            }
            boolean same = false;
            if (!seen.isEmpty() && e.id.record().source() >= firstNew) {
                same = seen.stream().anyMatch(e::sameContent);
                again.found(e.id, seen.get(0).id, same);
            }
            if (!same && seen.size() < 1000) { // one id with thousands of versions: the first thousand tell enough
                seen.add(e);
            }
        }
    }

    private static void load(FileChannel file, int part, List<Entry> into) throws IOException {
        long[] bounds = bounds(file, part);
        ByteBuffer b = ByteBuffer.allocate(ENTRY * 4096);
        for (long at = bounds[0]; at < bounds[1]; at += b.limit()) {
            b.clear().limit((int) Math.min(b.capacity(), bounds[1] - at));
            fill(file, b, at);
            read(b.flip(), into);
        }
    }

    /** @return begin and end (exclusive) of a part in a sealed file */
    private static long[] bounds(FileChannel file, int part) throws IOException {
        ByteBuffer bounds = ByteBuffer.allocate(2 * Long.BYTES);
        fill(file, bounds, (long) part * Long.BYTES);
        return new long[] {bounds.getLong(0), bounds.getLong(Long.BYTES)};
    }

    /** Reads from a place in a file up to the limit of the buffer. */
    private static void fill(FileChannel file, ByteBuffer b, long from) throws IOException {
        for (long at = from; b.hasRemaining();) {
            int n = file.read(b, at);
            if (n < 0) {
                throw new EOFException("the keys of the index are cut off: run rebuild");
            }
            at += n;
        }
    }

    private static void read(ByteBuffer b, List<Entry> into) {
        while (b.remaining() >= ENTRY) {
            byte[] bytes = new byte[32];
            b.get(bytes);
            into.add(new Entry(bytes, new EventId(new RecordId(b.getInt(), b.getLong()), b.getInt())));
        }
    }

    /**
     * @param bytes 16 of the key, then 16 of the content
     * @param id    where it stands
     */
    record Entry(byte[] bytes, EventId id) implements Comparable<Entry> {

        boolean sameKey(Entry other) {
            return Arrays.equals(bytes, 0, 16, other.bytes, 0, 16);
        }

        boolean sameContent(Entry other) {
            return Arrays.equals(bytes, 16, 32, other.bytes, 16, 32);
        }

        @Override
        public int compareTo(Entry other) {
            int byKey = Arrays.compareUnsigned(bytes, 0, 16, other.bytes, 0, 16);
            return byKey != 0 ? byKey : id.compareTo(other.id);
        }
    }

    /** Keys of this import with one first byte: in memory while they are few, then in a temporary file. */
    private static final class Part {

        private final Path path;
        private FileChannel file;
        private ByteBuffer waiting = ByteBuffer.allocate(0);

        Part(Path path) {
            this.path = path;
        }

        ByteBuffer room() throws IOException {
            if (waiting.remaining() < ENTRY) {
                if (waiting.capacity() < WAITING) {
                    waiting = ByteBuffer.allocate(Math.max(ENTRY * 16, waiting.capacity() * 2)).put(waiting.flip());
                } else {
                    spill();
                }
            }
            return waiting;
        }

        private void spill() throws IOException {
            if (file == null) {
                file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
            waiting.flip();
            while (waiting.hasRemaining()) {
                file.write(waiting);
            }
            waiting.clear();
        }

        /** @return bytes of its entries */
        long size() throws IOException {
            return (file == null ? 0 : file.size()) + waiting.position();
        }

        /** Puts its entries behind what is in a buffer. */
        void load(ByteBuffer into) throws IOException {
            if (file != null) {
                fill(file, into.limit(into.position() + Math.toIntExact(file.size())), 0);
            }
            into.limit(into.capacity()).put(waiting.duplicate().flip());
        }

        List<Entry> load() throws IOException {
            ByteBuffer packed = ByteBuffer.allocate(Math.toIntExact(size()));
            load(packed);
            List<Entry> all = new ArrayList<>();
            read(packed.flip(), all);
            return all;
        }

        void clear() throws IOException {
            waiting.clear();
            if (file != null) {
                file.truncate(0);
            }
        }

        void copyTo(FileChannel out) throws IOException {
            if (file != null) {
                for (long at = 0; at < file.size();) {
                    at += file.transferTo(at, file.size() - at, out);
                }
            }
            ByteBuffer rest = waiting.duplicate().flip();
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }

        void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.close();
        }
    }
}
