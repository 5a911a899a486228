// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.reviews;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;

/** Lists of reviews by people as delimited text: what was looked at, by whom, with which outcome. One event a row. */
public final class ReviewsReader implements FormatReader {

    private static final String[] TRACE = {"trace_id", "traceid", "trace"};
    private static final String[] SPAN = {"span_id", "spanid"};
    private static final String[] OTHER = {"request_id", "requestid", "response_id", "responseid", "call_id",
            "decision_id",
        "inference_id", "event_id", "case_id"};
    private static final String[] WHO = {"reviewer", "reviewed_by", "reviewedby", "reviewer_id", "reviewer_email",
            "approver",
        "approved_by", "annotator"};
    private static final String[] OUTCOME = {"decision", "verdict", "outcome", "review_decision", "review_outcome",
            "result",
        "review"};
    private static final String[] WHEN = {"reviewed_at", "reviewedat", "review_time", "review_date", "decided_at",
            "timestamp",
        "time", "date", "created_at"};
    private static final String[] WORDS = {"comment", "comments", "note", "notes", "rationale", "reason",
            "justification",
        "remarks"};

    @Override
    public String id() {
        return "reviews";
    }

    @Override
    public String label() {
        return "Human reviews (CSV)";
    }

    @Override
    public Match probe(Head head) {
        String line = head.firstLine();
        if (!CsvRow.possible(head) || line.isBlank() || line.length() > 10_000) {
            return Match.NO;
        }
        Set<String> columns = columns(line);
        String about = first(columns, TRACE, SPAN, OTHER);
        String who = first(columns, WHO);
        String outcome = first(columns, OUTCOME);
        if (about == null || who == null && outcome == null) {
            return Match.NO;
        }
        boolean both = who != null && outcome != null;
        return new Match.Maybe(both ? 90 : who != null ? 80 : 60, "columns " + about + " and "
                + (both ? who + ", " + outcome : who != null ? who : outcome));
    }

    private static Set<String> columns(String line) {
        Set<String> columns = new HashSet<>();
        CsvRow.cells(line, CsvRow.separator(line)).forEach(c -> columns.add(c.strip().toLowerCase(Locale.ROOT)));
        return columns;
    }

    private static String first(Set<String> columns, String[]... groups) {
        for (String[] group : groups) {
            for (String name : group) {
                if (columns.contains(name)) {
                    return name;
                }
            }
        }
        return null;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Csv(CsvRow.separator(head.firstLine()));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (CsvRow.isBlank(record)) {
            return;
        }
        CsvRow row = CsvRow.of(record);
        String trace = row.get(TRACE);
        String span = row.get(SPAN);
        String other = row.get(OTHER);
        String who = row.get(WHO);
        String outcome = row.get(OUTCOME);
        if (trace == null && span == null && other == null) {
            throw new BadRecordException("a review that names no trace, span or request");
        }
        if (who == null && outcome == null) {
            throw new BadRecordException("a review with neither reviewer nor outcome");
        }
        String comment = row.get(WORDS);
        Times.Time at = time(row);
        Event.Builder b = Event.of(EventKind.REVIEW).operation("review").trace(lower(trace)).parent(lower(span))
                .actor(who)
                .time(at.nanos(), at.text(), at.rule()).review(new Review("human", who, outcome, comment))
                .addText(comment)
                .addId(other);
        Set<String> used = new HashSet<>(Arrays.asList(trace, span, other, who, outcome, comment, at.text()));
        for (int i = 0; i < row.header().size(); i++) {
            String cell = row.cells().get(i);
            if (!cell.isBlank() && !used.contains(cell)) {
                b.extra(row.header().get(i), cell);
            }
        }
        events.accept(b.build());
    }

    private static Times.Time time(CsvRow row) {
        Times.Time best = Times.Time.UNKNOWN;
        for (String name : WHEN) {
            Times.Time t = Times.parse(row.get(name));
            if (t.known()) {
                return t;
            }
            best = best.text() == null ? t : best;
        }
        return best;
    }

    /** Hexadecimal ids are compared in lower case everywhere. */
    private static String lower(String id) {
        if (id == null) {
            return null;
        }
        String stripped = id.strip();
        return stripped.matches("[0-9A-Fa-f]+") ? stripped.toLowerCase(Locale.ROOT) : stripped;
    }
}
