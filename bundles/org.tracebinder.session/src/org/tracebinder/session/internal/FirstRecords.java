// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;
import org.tracebinder.core.privacy.PersonalDataFinder;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Pages;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.session.FilePreview.Row;
import org.tracebinder.session.Preview;

/** Cuts and reads the first records of a content, then stops. Not thread-safe, one use. */
final class FirstRecords {

    /** Characters of a record that a person sees of it. */
    private static final int EXCERPT = 4_000;

    private final FormatReader reader;
    private final int most;
    private final Progress progress;
    private final List<Row> rows = new ArrayList<>();
    private boolean more;

    /** Ends the reading: there are enough records. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    FirstRecords(FormatReader reader, int most, Progress progress) {
        this.reader = reader;
        this.most = most;
        this.progress = progress;
    }

    /** @return the records, in order */
    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** @return true when there are further records */
    boolean more() {
        return more;
    }

    /**
     * @param content at most {@link Preview#MOST_BYTES} of it come
     * @param named   what all records share, without an envelope
     */
    void read(Head head, Content content, RawRecord.SourceContext named) throws IOException {
        Cutter cutter = Cutter.of(Pages.framing(reader, head), head, content, progress);
        RawRecord.SourceContext context = new RawRecord.SourceContext(named.name(), named.path(), cutter.envelope(),
                named.sha256());
        long total = 0;
        try (InputStream in = content.open()) {
            total = cutter.cut(in, (b, from, n) -> { }, new Cutter.Blocks() {
                @Override
                public Cutter.Block free() {
                    return new Cutter.Block();
                }

                @Override
                public void full(Cutter.Block block) {
                    take(block, cutter, context);
                }
            }, progress);
        } catch (Enough e) {
            more = true;
            return;
        }
        if (total >= Preview.MOST_BYTES) {
            cutOff(total);
        }
    }

    private void take(Cutter.Block block, Cutter cutter, RawRecord.SourceContext context) {
        for (int i = 0; i < block.count; i++) {
            if (rows.size() >= most) {
                throw new Enough();
            }
            RawRecord raw = Pipeline.raw(cutter.encoding(), block.buffer, block.from[i], block.length[i],
                    block.firstRecord + i, context);
            List<Event> events = new ArrayList<>();
            String reason = block.bad[i] != null ? block.bad[i] : parse(raw, events);
            String text = new String(raw.bytes(), raw.from(), Math.min(raw.length(), EXCERPT), StandardCharsets.UTF_8);
            rows.add(new Row(block.firstRecord + i, block.contentOffset + block.from[i], block.length[i], reason,
                    reason == null ? List.copyOf(events) : List.of(), text));
        }
    }

    private String parse(RawRecord raw, List<Event> events) {
        try {
            reader.read(raw, events::add);
            events.replaceAll(e -> e.withPersonalData(PersonalDataFinder.in(e)));
            return null;
        } catch (BadRecordException e) {
            return e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return "the reader '" + reader.id() + "' failed on this record: " + e;
        }
    }

    /** Only the beginning was looked at: what its end cuts through is not bad, it is only not seen whole. */
    private void cutOff(long total) {
        more = true;
        if (rows.isEmpty()) {
            return;
        }
        Row last = rows.get(rows.size() - 1);
        if (last.reason() != null && last.offset() + last.length() >= total - 4) {
            rows.remove(rows.size() - 1);
        }
    }
}
