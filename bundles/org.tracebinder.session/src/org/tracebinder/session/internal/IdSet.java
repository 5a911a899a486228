// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;

/** Ids of events in eight bytes each, in the order of the ids once {@link #sort()} was called. Not thread-safe. */
final class IdSet {

    private static final int ORDINAL_BITS = 24;
    private static final long MAX_RECORD = 1L << 39;

    private final Map<Integer, Part> parts = new TreeMap<>();
    private long size;

    /** The ids of one source. */
    private static final class Part {
        private long[] ids = new long[16];
        private int n;

        void add(long id) {
            if (n == ids.length) {
                ids = Arrays.copyOf(ids, n + (n >> 1));
            }
            ids[n++] = id;
        }
    }

    /** @throws IllegalArgumentException for a record beyond number 549,755,813,887 */
    void add(EventId id) {
        if (id.record().record() >= MAX_RECORD) {
            throw new IllegalArgumentException(id + " is beyond what can be kept");
        }
        parts.computeIfAbsent(id.record().source(), k -> new Part())
                .add(id.record().record() << ORDINAL_BITS | id.ordinal());
        size++;
    }

    /** Brings the ids into order; each stands once afterwards. */
    void sort() {
        size = 0;
        for (Part part : parts.values()) {
            Arrays.sort(part.ids, 0, part.n);
            int kept = 0;
            for (int i = 0; i < part.n; i++) {
                if (i == 0 || part.ids[i] != part.ids[i - 1]) {
                    part.ids[kept++] = part.ids[i];
                }
            }
            part.n = kept;
            size += kept;
        }
    }

    /** @return how many there are */
    long size() {
        return size;
    }

    void forEach(Consumer<EventId> each) {
        parts.forEach((source, part) -> {
            for (int i = 0; i < part.n; i++) {
                each.accept(id(source, part.ids[i]));
            }
        });
    }

    private static EventId id(int source, long packed) {
        return new EventId(new RecordId(source, packed >>> ORDINAL_BITS), (int) (packed & (1 << ORDINAL_BITS) - 1));
    }

    /** @return SHA-256 over the ids in their order, each followed by a line feed; wants {@link #sort()} before */
    Hash hash() {
        MessageDigest digest = Hash.newDigest();
        forEach(id -> {
            digest.update(id.toString().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) '\n');
        });
        return Hash.wrap(digest.digest());
    }

    /** Calls for each id that is in this set and not in the other, in order. Both are sorted. */
    void minus(IdSet other, Consumer<EventId> each) {
        parts.forEach((source, part) -> {
            Part against = other.parts.getOrDefault(source, new Part());
            int at = 0;
            for (int i = 0; i < part.n; i++) {
                while (at < against.n && against.ids[at] < part.ids[i]) {
                    at++;
                }
                if (at == against.n || against.ids[at] != part.ids[i]) {
                    each.accept(id(source, part.ids[i]));
                }
            }
        });
    }

    /** @return sorted ids in a short form: differences to the one before, deflated */
    byte[] pack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            number(out, parts.size());
            for (Map.Entry<Integer, Part> e : parts.entrySet()) {
                Part part = e.getValue();
                number(out, e.getKey());
                number(out, part.n);
                long before = 0;
                for (int i = 0; i < part.n; i++) {
                    number(out, part.ids[i] - before);
                    before = part.ids[i];
                }
            }
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes are not those of {@link #pack()} */
    static IdSet unpack(byte[] packed) throws IOException {
        IdSet set = new IdSet();
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            for (long sources = number(in); sources > 0; sources--) {
                int source = (int) number(in);
                long count = number(in);
                Part part = new Part();
                long id = 0;
                for (long i = 0; i < count; i++) {
                    id += number(in);
                    part.add(id);
                }
                set.parts.put(source, part);
                set.size += part.n;
            }
        }
        return set;
    }

    /** Seven bits a byte, lowest first, as LEB128 has it. */
    static void number(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long number(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = in.readUnsignedByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IOException("the ids of a saved query are damaged");
    }
}
