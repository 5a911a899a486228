// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tracebinder.core.Progress;

/**
 * Reads a content once and cuts it into records, in blocks that worker threads take over. Not thread-safe.
 */
public final class Cutter {

    private static final int BLOCK = 1 << 20;
    /** Room for the largest record. */
    private static final int LARGE = Framer.MAX_RECORD + 2 * BLOCK;
    /** Longest buffer that is used again. */
    private static final int MAX_KEPT = 16 * BLOCK;
    private static final int MAX_ENVELOPE = 4 << 20;

    private final Framer framer;
    private final byte[] envelope;
    private final TextEncoding encoding;
    /** Knows what stands beside the records; null where nothing can. */
    private final Alike alike;

    private Cutter(Framer framer, byte[] envelope, TextEncoding encoding) {
        this(framer, envelope, encoding, null);
    }

    private Cutter(Framer framer, byte[] envelope, TextEncoding encoding, Alike alike) {
        this.alike = alike;
        this.framer = encoding == TextEncoding.UTF_8 ? framer : new WideFramer(framer, encoding);
        this.envelope = envelope;
        this.encoding = encoding;
    }

    /** @return how the text of the content is encoded */
    public TextEncoding encoding() {
        return encoding;
    }

    /** @return what stands around the records; see {@link RawRecord#envelope()} */
    public byte[] envelope() {
        return envelope;
    }

    /** @return objects beside the records that are none of them, when the content has been cut */
    public List<Beside> beside() {
        return alike == null ? List.of() : alike.beside();
    }

    /**
     * @param framing how the reader wants the content cut
     * @param head    its beginning
     * @param content read through once more when the records stand inside a document, to see the whole document
     */
    public static Cutter of(Framing framing, Head head, Content content, Progress progress) throws IOException {
        TextEncoding encoding;
        try (InputStream in = content.open()) {
            encoding = TextEncoding.of(in.readNBytes(4));
        }
        return switch (framing) {
            case Framing.Lines l -> new Cutter(new LineFramer(false), new byte[0], encoding);
            case Framing.Documents d -> new Cutter(new DocumentFramer(), new byte[0], encoding);
            case Framing.Whole w -> new Cutter(new WholeFramer(), new byte[0], encoding);
            case Framing.Csv c -> new Cutter(new CsvFramer(c.separator(), head.before()),
                    CsvFramer.header(head.bytes(), c.separator()), encoding);
            case Framing.Json j -> json(j, head, content, encoding, progress);
        };
    }

    private static Cutter json(Framing.Json framing, Head head, Content content, TextEncoding encoding,
            Progress progress)
            throws IOException {
        byte[] known = framing.known().getBytes(StandardCharsets.UTF_8);
        if (JsonShape.lines(head.bytes(), head.complete())) {
            byte[] notes = known.length > 0 ? known
                    : PageLines.notes(framing.unwrap(), head, content, encoding, progress);
            if (framing.pages()) {
                Alike alike = new Alike(framing.unwrap());
                around(new PageFramer(framing.unwrap(), alike), content, encoding, progress);
                return new Cutter(new PageFramer(framing.unwrap(), alike.again()), notes, encoding, alike);
            }
            return new Cutter(new LineFramer(true), notes, encoding);
        }
        if (!framing.unwrap().isEmpty()) {
            JsonFramer framer = new JsonFramer(framing.unwrap());
            byte[] around = around(framer, content, encoding, progress);
            if (framer.unwrapped()) {
                Alike alike = framer.alike().again();
                return new Cutter(new JsonFramer(framing.unwrap(), alike), encoding.toUtf8(around, 0, around.length),
                        encoding, alike);
            }
        }
        return new Cutter(new JsonFramer(List.of()), known, encoding);
    }

    /** @return a cutter of JSON that stands one value a line */
    static Cutter lines(TextEncoding encoding) {
        return new Cutter(new LineFramer(true), new byte[0], encoding);
    }

    /** @return the document without its records */
    private static byte[] around(Framer framer, Content content, TextEncoding encoding, Progress progress)
            throws IOException {
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        try (InputStream in = content.open()) {
            new Cutter(framer, new byte[0], encoding).cut(in, (b, from, n) -> { }, new Blocks() {
                @Override
                public Block free() {
                    return new Block();
                }

                @Override
                public void full(Block block) {
                    int at = block.begin;
                    for (int i = 0; i <= block.count; i++) {
                        int stop = i < block.count ? block.from[i] : block.end;
                        gap(block.buffer, at, stop, around);
                        at = i < block.count ? stop + block.length[i] : stop;
                    }
                }
            }, progress);
        }
        return around.toByteArray();
    }

    private static void gap(byte[] b, int from, int to, ByteArrayOutputStream around) {
        int i = from;
        while (i < to && (Bytes.isSpace(b[i]) || b[i] == ',' || b[i] == 0)) { // zero: half of a wide space
            i++;
        }
        if (i < to && around.size() + to - i <= MAX_ENVELOPE) {
            around.write(b, from, to - from);
        }
    }

    /** Sees every byte as it is read. */
    @FunctionalInterface
    public interface Tee {
        /** Takes bytes in order. */
        void accept(byte[] buffer, int from, int length) throws IOException;
    }

    /** Where blocks come from and go to. */
    public interface Blocks {
        /** @return a block to fill; may wait for workers */
        Block free() throws IOException;

        /** @param block is full; the cutter does not touch it any more */
        void full(Block block) throws IOException;
    }

    /** Records that lie beside each other. The fields are for the cutter and the workers only. */
    public static final class Block {
        /** Holds the bytes of the records. */
        public byte[] buffer = new byte[BLOCK + (BLOCK >> 2)];
        /** The part of the buffer that was consumed. */
        private int begin;
        private int end;
        /** Where {@code buffer[0]} stands in the content. */
        public long contentOffset;
        /** Number of the first record, from 1. */
        public long firstRecord;
        /** Number of this block, from 0. */
        public long sequence;
        /** Records in the block. */
        public int count;
        /** Begin of each record in the buffer. */
        public int[] from = new int[1024];
        /** Bytes of each record. */
        public int[] length = new int[1024];
        /** Why the piece is no record, or null. */
        public String[] bad = new String[1024];

        /** @return first byte in the buffer that belongs to the block */
        public int begin() {
            return begin;
        }

        /** @return end of the bytes in the buffer that belong to the block, exclusive */
        public int end() {
            return end;
        }

        private void add(int start, int bytes, String reason) {
            if (count == from.length) {
                from = Arrays.copyOf(from, count * 2);
                length = Arrays.copyOf(length, count * 2);
                bad = Arrays.copyOf(bad, count * 2);
            }
            from[count] = start;
            length[count] = bytes;
            bad[count++] = reason;
        }
    }

    /**
     * Reads to the end of the stream.
     *
     * @param in     read in large blocks, not closed
     * @param tee    sees every byte
     * @param blocks gives and takes blocks
     * @return bytes read
     */
    public long cut(InputStream in, Tee tee, Blocks blocks, Progress progress) throws IOException {
        long total = 0;
        long records = 0;
        long sequence = 0;
        Block block = reset(blocks.free(), 0);
        int filled = 0;
        boolean end = false;
        while (!end) {
            if (block.buffer.length - filled < BLOCK) {
                block.buffer = Arrays.copyOf(block.buffer, larger(block.buffer.length, filled + BLOCK));
            }
            int n = in.readNBytes(block.buffer, filled, BLOCK);
            end = n < BLOCK;
            tee.accept(block.buffer, filled, n);
            progress.check();
            progress.advance(n);
            total += n;
            filled += n;
            Block current = block;
            int used = framer.cut(block.buffer, 0, filled, end, new Framer.Out() {
                @Override
                public void record(int from, int length) {
                    current.add(from, length, null);
                }

                @Override
                public void bad(int from, int length, String reason) {
                    current.add(from, length, reason);
                }
            });
            if (used == 0 && !end) {
                continue;
            }
            int rest = filled - used;
            Block next = end ? null : blocks.free();
            if (next != null) {
                reset(next, block.contentOffset + used);
                if (next.buffer.length < rest + BLOCK) {
                    next.buffer = new byte[rest + BLOCK];
                }
                System.arraycopy(block.buffer, used, next.buffer, 0, rest);
            }
            block.end = used;
            block.firstRecord = records + 1;
            block.sequence = sequence++;
            records += block.count;
            blocks.full(block);
            block = next;
            filled = rest;
        }
        return total;
    }

    /** @return room that doubles, though it stops where one record of the largest size fits, of any encoding */
    private static int larger(int length, int needed) {
        int most = length < LARGE ? LARGE : 2 * LARGE;
        return Math.max(needed, (int) Math.min(length * 2L, most));
    }

    private static Block reset(Block block, long contentOffset) {
        if (block.buffer.length > MAX_KEPT) {
            block.buffer = new byte[BLOCK + (BLOCK >> 2)]; // every block would grow to the longest record in time
        }
        block.count = 0;
        block.begin = 0;
        block.end = 0;
        block.contentOffset = contentOffset;
        return block;
    }
}
