// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.RecordRef;

/**
 * All records of one source in the order of their bytes, 48 bytes each: offset (8), length (4), state (1), events (3),
 * RFC 9162 leaf hash (32). Big-endian, random access. Writing is single-threaded; reading is thread-safe.
 */
public final class RecordTable implements MerkleTree.Leaves, AutoCloseable {

    /** Bytes of an entry. */
    public static final int ENTRY = 48;
    /** A record holds at most so many events. */
    public static final int MAX_EVENTS = (1 << 24) - 1;
    private static final int STATE_AT = 12;
    private static final int LEAF_AT = 16;

    private final FileChannel file;
    private final ByteBuffer pending = ByteBuffer.allocate(ENTRY * 4096);

    private volatile long size;

    private RecordTable(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size() / ENTRY;
    }

    /** @return an empty table at the path; an existing file is replaced */
    public static RecordTable create(Path path) throws IOException {
        return new RecordTable(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /**
     * @param writable whether {@link #mark} will be called
     * @return the table at the path
     */
    public static RecordTable open(Path path, boolean writable) throws IOException {
        return new RecordTable(writable ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(path, StandardOpenOption.READ));
    }

    /**
     * Appends the next record.
     *
     * @param leaf   buffer that holds the leaf hash
     * @param leafAt its place in the buffer
     */
    public void add(long offset, int length, RecordRef.State state, int events, byte[] leaf, int leafAt)
            throws IOException {
        if (pending.remaining() < ENTRY) {
            flush();
        }
        pending.putLong(offset).putInt(length).putInt(state.ordinal() << 24 | events).put(leaf, leafAt, Hash.LENGTH);
    }

    /** Hands pending entries to the operating system. */
    public void flush() throws IOException {
        pending.flip();
        while (pending.hasRemaining()) {
            file.write(pending, file.size());
        }
        pending.clear();
        size = file.size() / ENTRY;
    }

    /** Flushes and forces everything to the disk. */
    public void force() throws IOException {
        flush();
        file.force(true);
    }

    /** @return number of records that are flushed */
    @Override
    public long size() {
        return size;
    }

    /** Changes the state of a record. */
    public void mark(long record, RecordRef.State state) throws IOException {
        ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) state.ordinal()});
        while (one.hasRemaining()) {
            file.write(one, (record - 1) * ENTRY + STATE_AT);
        }
    }

    /** Looks again how many records there are: another object may still write this table. */
    public void grow() throws IOException {
        size = file.size() / ENTRY;
    }

    /** @return the record's entry; the record number counts from 1 */
    public Entry get(int source, long record) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(ENTRY);
        readFully(b, (record - 1) * ENTRY);
        return entry(source, record, b);
    }

    private static Entry entry(int source, long record, ByteBuffer b) {
        long offset = b.getLong();
        int length = b.getInt();
        int rest = b.getInt();
        byte[] leaf = new byte[Hash.LENGTH];
        b.get(leaf);
        RecordRef.State state = RecordRef.State.values()[rest >>> 24];
        return new Entry(new RecordRef(new RecordId(source, record), state, offset, length, Hash.wrap(leaf)),
                rest & MAX_EVENTS);
    }

    /** Calls for each record in order. */
    public void forEach(int source, Each each) throws IOException {
        long n = size;
        ByteBuffer b = ByteBuffer.allocate(ENTRY * 4096);
        for (long at = 0; at < n;) {
            int count = (int) Math.min(4096, n - at);
            b.clear().limit(count * ENTRY);
            readFully(b, at * ENTRY);
            for (int i = 0; i < count; i++) {
                each.accept(entry(source, at + i + 1, b));
            }
            at += count;
        }
    }

    /** Copies the leaf hash of a record; index counts from 0. */
    @Override
    public void read(long index, byte[] into) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(into, 0, Hash.LENGTH);
        long at = index * ENTRY + LEAF_AT;
        while (b.hasRemaining()) {
            if (file.read(b, at + b.position()) < 0) {
                throw new EOFException("the record table ends before record " + (index + 1));
            }
        }
    }

    private void readFully(ByteBuffer b, long at) throws IOException {
        int start = b.position();
        while (b.hasRemaining()) {
            if (file.read(b, at + b.position() - start) < 0) {
                throw new EOFException("the record table is cut off");
            }
        }
        b.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * @param ref    the record
     * @param events how many events it holds
     */
    public record Entry(RecordRef ref, int events) {
    }

    /** Takes entries. */
    @FunctionalInterface
    public interface Each {
        /** @param entry the next record */
        void accept(Entry entry) throws IOException;
    }
}
