// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.RecordId;
import org.tracebinder.ingest.Remarks;
import org.tracebinder.vault.BinderStore.Warning;

/**
 * What looks odd in the times and the words of one source, seen record by record while it is read. Not thread-safe.
 */
final class Oddities {

    private static final long HOUR = 3_600_000_000_000L;
    /** No zone is further ahead of UTC; one hour more for clocks that are a little off. */
    private static final long UNKNOWN_ZONE = 15 * HOUR;

    private final long now;
    private final ClockSteps clock = new ClockSteps();
    private final CutTexts cut = new CutTexts();
    private final Doubled doubled = new Doubled();
    private final Sign foreign = new Sign();
    private final Sign nul = new Sign();
    private final Sign half = new Sign();

    /** In how many records something was seen. */
    private static final class Sign {
        private static final int FOREIGN = 1;
        private static final int NUL = 2;
        private static final int HALF = 4;
        private long count;
        private RecordId first;

        void add(RecordId id) {
            if (count++ == 0) {
                first = id;
            }
        }
    }

    /** @param now moment of the import, nanoseconds since 1970 */
    Oddities(long now) {
        this.now = now;
    }

    /** @return true when the event says that it was later than now; called by workers */
    boolean later(Event event) {
        return event.time() != Event.NONE
                && event.time() > now + (event.timeRule() != null && event.timeRule().zoneKnown() ? HOUR
                : UNKNOWN_ZONE);
    }

    /**
     * @param time  of the record's first event, or {@link Event#NONE}
     * @param later whether that event is later than the import
     * @param texts what was seen of the texts in the record's block
     * @param from  first of the record's own
     * @param to    end of the record's own, exclusive
     */
    void record(RecordId id, long time, boolean later, TextLengths texts, int from, int to) {
        clock.record(id, time, later);
        for (int i = from; i < to; i++) {
            cut.add(id, texts.get(i));
        }
    }

    /** A record holds an object with this key twice. */
    void doubled(RecordId id, String key) {
        doubled.record(id, key);
    }

    /**
     * @param half true when a text of the record holds half a character
     * @return what was seen in the letters of a record, for {@link #signs(RecordId, int)}; 0 for nothing; called by
     *         workers
     */
    static byte signs(Remarks remarks, boolean half) {
        return (byte) ((remarks.foreign() ? Sign.FOREIGN : 0) | (remarks.nul() ? Sign.NUL : 0) | (half ? Sign.HALF
                : 0));
    }

    /** Takes what was seen in the letters of a record. */
    void signs(RecordId id, int signs) {
        if ((signs & Sign.FOREIGN) != 0) {
            foreign.add(id);
        }
        if ((signs & Sign.NUL) != 0) {
            nul.add(id);
        }
        if ((signs & Sign.HALF) != 0) {
            half.add(id);
        }
    }

    /** @return what looked odd, in words for the user */
    List<Warning> warnings(int source, String name) {
        List<Warning> all = new ArrayList<>(clock.warnings(source, name));
        all.addAll(cut.warnings(source, name));
        all.addAll(doubled.warnings(source, name));
        if (foreign.count > 0) {
            all.add(new Warning(source, "import.encoding", name + ": " + (foreign.count == 1
                    ? "1 record has bytes that are no UTF-8" : foreign.count + " records have bytes that are no UTF-8")
                    + "; the first is " + foreign.first
                    + ". These bytes are read as Windows-1252; the file is kept as it is."));
        }
        if (nul.count > 0) {
            all.add(new Warning(source, "import.nul", name + ": " + (nul.count == 1
                    ? "1 record of text holds NUL bytes" : nul.count + " records of text hold NUL bytes")
                    + "; the first is " + nul.first + ". Text has none: a write that broke off leaves them. They are"
                    + " read as characters; the file is kept as it is."));
        }
        if (half.count > 0) {
            all.add(new Warning(source, "import.half-character", name + ": " + (half.count == 1
                    ? "1 record holds half a character (a lone surrogate, such as U+D800)"
                    : half.count + " records hold half a character (a lone surrogate, such as U+D800)")
                    + "; the first is " + half.first
                    + ". It is no character and can't be searched; the file is kept as it is."));
        }
        return all;
    }
}
