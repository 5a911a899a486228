// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.ingest.TextEncoding;

/**
 * A content read the way the importer reads it: the detector chooses, the cutter cuts, what can't be read is set aside
 * with its reason.
 *
 * @param id     the format, null when nobody knows the content
 * @param sure   confidence of the best guess
 * @param next   confidence of the second best, 0 when there is none
 * @param why    what spoke for it
 * @param events in order
 * @param bad    reasons for what can't be read
 */
record Imported(String id, int sure, int next, String why, List<Event> events, List<String> bad) {

    static Imported of(String name, byte[] bytes) {
        return of(name, bytes, null);
    }

    /** @param forced the format to read it as, null for the detected one */
    static Imported of(String name, byte[] bytes, String forced) {
        Content content = () -> new ByteArrayInputStream(bytes);
        try {
            Head head = Detector.head(name, content);
            List<Detector.Guess> guesses = new Detector(BuiltInFormats.all()).guess(head);
            if (guesses.isEmpty() && forced == null) {
                return new Imported(null, 0, 0, null, List.of(), List.of());
            }
            FormatReader reader = forced == null ? guesses.get(0).reader() : Samples.reader(forced);
            List<Event> events = new ArrayList<>();
            List<String> bad = new ArrayList<>();
            Cutter cutter = Cutter.of(reader.framing(head), head, content, Progress.NONE);
            var source = new RawRecord.SourceContext(name, cutter.envelope(), Hash.of(bytes));
            try (InputStream in = content.open()) {
                cutter.cut(in, (b, from, n) -> { }, new Cutter.Blocks() {
                    @Override
                    public Cutter.Block free() {
                        return new Cutter.Block();
                    }

                    @Override
                    public void full(Cutter.Block block) {
                        read(reader, block, cutter.encoding(), source, events, bad);
                    }
                }, Progress.NONE);
            }
            return new Imported(reader.id(), guesses.isEmpty() ? 0 : guesses.get(0).confidence(),
                    guesses.size() < 2 ? 0 : guesses.get(1).confidence(), guesses.isEmpty() ? null
                            : guesses.get(0).why(),
                    events, bad);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(FormatReader reader, Cutter.Block block, TextEncoding encoding,
            RawRecord.SourceContext source, List<Event> events, List<String> bad) {
        for (int i = 0; i < block.count; i++) {
            if (block.bad[i] != null) {
                bad.add(block.bad[i]);
                continue;
            }
            List<Event> own = new ArrayList<>();
            try {
                long number = block.firstRecord + i;
                RawRecord raw = new RawRecord(block.buffer, block.from[i], block.length[i], number, source);
                if (encoding != TextEncoding.UTF_8) {
                    byte[] text = encoding.toUtf8(block.buffer, block.from[i], block.length[i]);
                    raw = new RawRecord(text, 0, text.length, number, source);
                }
                reader.read(raw, own::add);
                samePlaces(reader.places(raw), own);
                events.addAll(own);
            } catch (BadRecordException e) {
                bad.add(e.getMessage());
            }
        }
    }

    /** What finds the events of a record without reading them finds what reading them finds. */
    private static void samePlaces(int[] places, List<Event> events) {
        int[] read = events.stream().flatMapToInt(e -> IntStream.of(e.from(), e.to())).toArray();
        int[] whole = events.stream().flatMapToInt(e -> IntStream.of(0, -1)).toArray();
        if (!Arrays.equals(places == null ? whole : places, read)) {
            throw new AssertionError("events stand at " + Arrays.toString(read) + ", places says "
                    + Arrays.toString(places));
        }
    }
}
