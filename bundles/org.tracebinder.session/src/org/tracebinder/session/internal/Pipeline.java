// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.privacy.PersonalDataFinder;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Cutter.Block;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.ingest.Remarks;
import org.tracebinder.ingest.TextEncoding;
import org.tracebinder.vault.RecordTable;

/**
 * Turns the content of one source into records and events: the calling thread reads and cuts, worker threads hash,
 * parse and hand events on; results are put back into the order of the bytes before they are written, so that nothing
 * depends on the number of threads.
 */
final class Pipeline {

    /** Takes the events of the workers. Thread-safe. */
    interface EventSink {
        /**
         * @param leaf leaf hash of the record
         * @param raw  the record; its buffer is reused after the call
         */
        void accept(EventId id, Event event, byte[] leaf, RawRecord raw) throws IOException;
    }

    /** Takes records in order. Single-threaded. */
    interface RecordSink {
        /** @param reason null for a good record */
        void accept(RecordId id, byte[] leaf, String reason) throws IOException;
    }

    private final int source;
    private final FormatReader reader;
    private final EventSink events;
    private final RecordSink records;
    private final RecordTable table;
    private final int threads;

    private TextEncoding encoding = TextEncoding.UTF_8;
    private final Oddities oddities;
    private final MerkleTree.Builder tree = new MerkleTree.Builder();
    private final BlockingQueue<Block> free;
    private final BlockingQueue<Block> full;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Map<Long, Done> waiting = new HashMap<>();
    private long nextSequence;
    private long read;
    private long quarantined;
    private long recordBytes;
    private long quarantinedBytes;
    private long framingBytes;
    private String missing;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    /** @param now moment of the import, nanoseconds since 1970 */
    Pipeline(int source, FormatReader reader, RecordTable table, EventSink events, RecordSink records, int threads,
            long now) {
        this.oddities = new Oddities(now);
        this.source = source;
        this.reader = reader;
        this.table = table;
        this.events = events;
        this.records = records;
        this.threads = threads;
        this.free = new ArrayBlockingQueue<>(threads * 3);
        this.full = new ArrayBlockingQueue<>(threads * 4);
        for (int i = 0; i < threads * 3; i++) {
            free.add(new Block());
        }
    }

    /**
     * What became of the content.
     *
     * @param firstTime of its events, or {@link Event#NONE}
     * @param lastTime  the same
     */
    record Result(long contentBytes, long recordBytes, long framingBytes, long quarantinedBytes, long read,
            long quarantined, long firstTime, long lastTime, Hash merkleRoot) {
    }

    private record Done(long firstRecord, int count, long[] offsets, int[] lengths, int[] events, byte[] leaves,
            String[] bad, String[] doubled, byte[] signs, long[] times, boolean[] later,
            TextLengths texts, int[] textEnds, long framing) {
    }

    /**
     * Runs to the end of the content.
     *
     * @param context what all records share
     * @param tee     sees every byte of the content
     * @throws IOException           when content, vault or index fail
     * @throws CancellationException when the user gave up
     */
    Result run(Cutter cutter, Content content, RawRecord.SourceContext context, Cutter.Tee tee, Progress progress)
            throws IOException {
        encoding = cutter.encoding();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("import-" + i).daemon().start(() -> work(context, progress)));
        }
        long bytes;
        try (var in = content.open()) {
            bytes = cutter.cut(in, tee, new Cutter.Blocks() {
                @Override
                public Block free() throws IOException {
                    return takeFree();
                }

                @Override
                public void full(Block block) throws IOException {
                    put(block);
                }
            }, progress);
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        } finally {
            stop(workers);
        }
        rethrow();
        table.flush();
        boolean none = firstTime == Long.MAX_VALUE;
        return new Result(bytes, recordBytes, framingBytes, quarantinedBytes, read, quarantined,
                none ? Event.NONE : firstTime, none ? Event.NONE : lastTime, tree.root());
    }

    private Block takeFree() throws IOException {
        try {
            Block block;
            while ((block = free.poll(200, TimeUnit.MILLISECONDS)) == null) {
                rethrow();
            }
            return block;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void put(Block block) throws IOException {
        try {
            while (!full.offer(block, 200, TimeUnit.MILLISECONDS)) {
                rethrow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void rethrow() throws IOException {
        switch (failure.get()) {
            case null -> { }
            case IOException e -> throw new IOException(e.getMessage(), e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    private static final Block END = new Block();

    private void stop(List<Thread> workers) {
        boolean interrupted = false;
        for (int i = 0; i < workers.size(); i++) {
            while (true) {
                try {
                    if (full.offer(END, 200, TimeUnit.MILLISECONDS) || workers.stream().noneMatch(Thread::isAlive)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(RawRecord.SourceContext context, Progress progress) {
        MessageDigest digest = Hash.newDigest();
        try {
            for (Block block; (block = full.take()) != END;) {
                if (failure.get() == null) {
                    order(block.sequence, block(block, context, digest));
                    progress.records(block.count);
                }
                free.put(block);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private Done block(Block block, RawRecord.SourceContext context, MessageDigest digest)
            throws IOException, DigestException {
        int n = block.count;
        long[] offsets = new long[n];
        int[] lengths = new int[n];
        int[] counts = new int[n];
        byte[] leaves = new byte[n * Hash.LENGTH];
        String[] bad = new String[n];
        String[] doubled = null;
        byte[] signs = new byte[n];
        Remarks remarks = new Remarks();
        long[] times = new long[n];
        boolean[] later = new boolean[n];
        TextLengths texts = new TextLengths();
        int[] textEnds = new int[n];
        byte[] leaf = new byte[Hash.LENGTH];
        List<Event> found = new ArrayList<>();
        long framing = 0;
        int behind = block.begin();
        for (int i = 0; i < n; i++) {
            int from = block.from[i];
            int length = block.length[i];
            if (from < behind) {
                throw new IOException("records overlap in " + context.name() + " at byte " + (block.contentOffset
                        + from));
            }
            framing += from - behind;
            behind = from + length;
            offsets[i] = block.contentOffset + from;
            lengths[i] = length;
            digest.update((byte) 0); // RFC 9162, 2.1.1: leaves are marked off from nodes
            digest.update(block.buffer, from, length);
            digest.digest(leaf, 0, leaf.length);
            System.arraycopy(leaf, 0, leaves, i * Hash.LENGTH, Hash.LENGTH);
            bad[i] = block.bad[i];
            if (bad[i] == null) {
                long number = block.firstRecord + i;
                remarks.begin();
                RawRecord raw = raw(encoding, block.buffer, from, length, number, context, remarks);
                bad[i] = parse(raw, found);
                remarks.end();
                if (bad[i] == null) {
                    counts[i] = found.size();
                    times[i] = found.isEmpty() ? Event.NONE : found.get(0).time();
                    later[i] = !found.isEmpty() && oddities.later(found.get(0));
                    found.forEach(texts::add);
                    signs[i] = Oddities.signs(remarks, texts.half());
                    if (remarks.doubled() != null) {
                        doubled = doubled == null ? new String[n] : doubled;
                        doubled[i] = remarks.doubled();
                    }
                    hand(new RecordId(source, number), found, leaf, raw);
                }
            }
            textEnds[i] = texts.size();
        }
        framing += block.end() - behind;
        return new Done(block.firstRecord, n, offsets, lengths, counts, leaves, bad, doubled, signs, times, later,
                texts, textEnds, framing);
    }

    /** @return why something is missing at the end of the content, or null */
    String missing() {
        return missing;
    }

    /** @return what looked odd, once it has run */
    Oddities oddities() {
        return oddities;
    }

    /** @return the record as readers want it: in UTF-8 */
    static RawRecord raw(TextEncoding encoding, byte[] buffer, int from, int length, long number,
            RawRecord.SourceContext context) {
        return raw(encoding, buffer, from, length, number, context, null);
    }

    private static RawRecord raw(TextEncoding encoding, byte[] buffer, int from, int length, long number,
            RawRecord.SourceContext context, Remarks remarks) {
        if (encoding == TextEncoding.UTF_8) {
            return new RawRecord(buffer, from, length, number, context, remarks);
        }
        byte[] text = encoding.toUtf8(buffer, from, length);
        return new RawRecord(text, 0, text.length, number, context, remarks);
    }

    /** @return null, or why the record can't be read */
    private String parse(RawRecord raw, List<Event> found) {
        found.clear();
        try {
            reader.read(raw, found::add);
        } catch (BadRecordException e) {
            return e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            // a fault of the reader must not cost the other records, and must not pass unseen
            return "the reader '" + reader.id() + "' failed on this record: " + e;
        }
        return found.size() > RecordTable.MAX_EVENTS ? "more than " + RecordTable.MAX_EVENTS + " events" : null;
    }

    private void hand(RecordId id, List<Event> found, byte[] leaf, RawRecord raw) throws IOException {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int k = 0; k < found.size(); k++) {
            Event event = found.get(k);
            if (event.time() != Event.NONE) {
                min = Math.min(min, event.time());
                max = Math.max(max, event.time());
            }
            events.accept(new EventId(id, found.size() == 1 ? 0 : k + 1),
                    event.withPersonalData(PersonalDataFinder.in(event)), leaf, raw);
        }
        if (min != Long.MAX_VALUE) {
            span(min, max);
        }
    }

    private synchronized void span(long min, long max) {
        firstTime = Math.min(firstTime, min);
        lastTime = Math.max(lastTime, max);
    }

    private synchronized void order(long sequence, Done done) throws IOException {
        waiting.put(sequence, done);
        for (Done next; (next = waiting.remove(nextSequence)) != null; nextSequence++) {
            write(next);
        }
    }

    private void write(Done d) throws IOException {
        framingBytes += d.framing;
        for (int i = 0; i < d.count; i++) {
            boolean good = d.bad[i] == null;
            table.add(d.offsets[i], d.lengths[i], good ? RecordRef.State.ACCEPTED : RecordRef.State.QUARANTINED,
                    d.events[i], d.leaves, i * Hash.LENGTH);
            byte[] leaf = Arrays.copyOfRange(d.leaves, i * Hash.LENGTH, (i + 1) * Hash.LENGTH); // the tree keeps it
            tree.add(leaf);
            records.accept(new RecordId(source, d.firstRecord + i), leaf, d.bad[i]);
            read++;
            if (good) {
                oddities.record(new RecordId(source, d.firstRecord + i), d.times[i], d.later[i], d.texts,
                        i == 0 ? 0 : d.textEnds[i - 1], d.textEnds[i]);
                if (d.doubled != null && d.doubled[i] != null) {
                    oddities.doubled(new RecordId(source, d.firstRecord + i), d.doubled[i]);
                }
                if (d.signs[i] != 0) {
                    oddities.signs(new RecordId(source, d.firstRecord + i), d.signs[i]);
                }
                recordBytes += d.lengths[i];
            } else {
                quarantined++;
                missing = d.lengths[i] == 0 ? d.bad[i] : missing;
                quarantinedBytes += d.lengths[i];
            }
        }
    }

    /** @return the identity as the bytes that keys are made of */
    static byte[] identity(String identity) {
        return Hash.newDigest().digest(identity.getBytes(StandardCharsets.UTF_8));
    }
}
