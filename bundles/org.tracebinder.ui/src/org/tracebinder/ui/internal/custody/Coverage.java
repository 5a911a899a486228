// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Formats;

/**
 * When each source has events and what looks incomplete in it.
 *
 * @param lanes sources with events, in their order
 * @param marks what looks incomplete, by source and time
 * @param from  begin of the first bar
 * @param to    end of the last bar
 * @param unit  length of a bar: {@code minute} to {@code month}
 * @param more  true when there are more sources than are drawn
 */
record Coverage(List<Lane> lanes, List<Mark> marks, Instant from, Instant to, String unit, boolean more) {

    /** Sources that are drawn. */
    static final int MOST = 100;

    private static final String TIME = "(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)";
    /** Warnings name their sources and times in every language the same way. */
    private static final Pattern WINDOW = Pattern.compile("\\((S\\d+(?:, S\\d+)*)\\)[^(]*?" + TIME + "[^(]*?" + TIME);
    private static final Pattern MOMENT = Pattern.compile(TIME);

    /** A source and its bars. */
    record Lane(SourceInfo source, List<Bucket> bars) {

        long largest() {
            return bars.stream().mapToLong(Bucket::count).max().orElse(0);
        }
    }

    /** Something that looks incomplete; {@code to} equals {@code from} for a moment; both are null without a time. */
    record Mark(Kind kind, int source, Instant from, Instant to, String text) {
    }

    /** Why something looks incomplete. */
    enum Kind {
        GAP, CAP, CLOCK, OTHER, SILENCE
    }

    /** Reads it all from the binder, in the background. */
    static Coverage read(Binder binder, Progress progress) throws IOException, TracebinderException {
        ImportReport report = binder.sources();
        List<SourceInfo> timed = report.sources().stream().filter(s -> s.firstTime() != Event.NONE).toList();
        if (timed.isEmpty()) {
            return new Coverage(List.of(), List.of(), Instant.EPOCH, Instant.EPOCH, "day", false);
        }
        Instant first = Formats.instant(timed.stream().mapToLong(SourceInfo::firstTime).min().getAsLong());
        Instant last = Formats.instant(timed.stream().mapToLong(SourceInfo::lastTime).max().getAsLong());
        String unit = unit(Duration.between(first, last));
        List<Lane> lanes = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (SourceInfo source : timed.subList(0, Math.min(MOST, timed.size()))) {
            progress.check();
            lanes.add(new Lane(source, binder.trail().search(new SearchRequest(Queries.is("source", source.id()),
                    new SearchRequest.Sort(Fields.TIME_START, false), 0, null, List.of(), List.of(), 0, unit), progress)
                    .histogram()));
            silence(lanes.get(lanes.size() - 1), unit, marks);
        }
        report.warnings().forEach(w -> marks(w, report.sources(), marks));
        marks.sort(Comparator.comparingInt((Mark m) -> m.kind() == Kind.SILENCE ? 1 : 0).thenComparingInt(Mark::source)
                .thenComparing(m -> m.from() == null ? Instant.MIN : m.from()));
        Instant from = lanes.stream().filter(l -> !l.bars().isEmpty()).map(l -> l.bars().get(0).from())
                .min(Comparator.naturalOrder()).orElse(first);
        return new Coverage(lanes, marks, from.isBefore(first) ? from : first, last.plus(length(unit)), unit,
                timed.size() > MOST);
    }

    /** @return so that some dozens to some hundreds of bars come */
    private static String unit(Duration span) {
        return span.toDays() > 3_000 ? "month" : span.toDays() > 600 ? "week" : span.toDays() > 12 ? "day"
                : span.toHours() > 10 ? "hour" : "minute";
    }

    static Duration length(String unit) {
        return switch (unit) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            default -> Duration.ofDays(30);
        };
    }

    /** The longest run of empty bars of a source; no judgement, a figure to compare with what was said. */
    private static void silence(Lane lane, String unit, List<Mark> marks) {
        int best = 0;
        int at = 0;
        int run = 0;
        for (int i = 0; i < lane.bars().size(); i++) {
            run = lane.bars().get(i).count() == 0 ? run + 1 : 0;
            if (run > best) {
                best = run;
                at = i - run + 1;
            }
        }
        if (best > 1) {
            Instant from = lane.bars().get(at).from();
            Instant to = at + best < lane.bars().size() ? lane.bars().get(at + best).from()
                    : from.plus(length(unit).multipliedBy(best));
            marks.add(new Mark(Kind.SILENCE, lane.source().number(), from, to, CustodyWords.bind(
                    CustodyWords.Cover_silenceText, words(Duration.between(from, to)))));
        }
    }

    private static String words(Duration d) {
        return d.toDays() > 2 ? d.toDays() + " d" : d.toHours() > 0 ? d.toHours() + " h" : d.toMinutes() + " min";
    }

    private static void marks(ImportReport.Warning warning, List<SourceInfo> sources, List<Mark> marks) {
        Kind kind = switch (warning.code()) {
            case "log.gap" -> Kind.GAP;
            case "log.cap" -> Kind.CAP;
            case "log.clock" -> Kind.CLOCK;
            default -> Kind.OTHER;
        };
        int number = warning.source() == null ? 0 : Integer.parseInt(warning.source().substring(1));
        if (kind == Kind.GAP) {
            boolean any = false;
            Matcher window = WINDOW.matcher(warning.text());
            while (window.find()) {
                if (List.of(window.group(1).split(", ")).contains(warning.source())) {
                    marks.add(new Mark(kind, number, time(window.group(2)), time(window.group(3)), warning.text()));
                    any = true;
                }
            }
            if (any) {
                return;
            }
        }
        Matcher moment = MOMENT.matcher(warning.text());
        Instant at = kind == Kind.CLOCK && moment.find() ? time(moment.group(1)) : sources.stream()
                .filter(s -> kind == Kind.CAP && s.number() == number && s.lastTime() != Event.NONE)
                .map(s -> Formats.instant(s.lastTime())).findFirst().orElse(null);
        marks.add(new Mark(kind, number, at, at, warning.text()));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // a warning with a broken time is shown without a place
        }
    }
}
