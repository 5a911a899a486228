// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;

/** One record on its way through a mapping: a row of delimited text or a JSON object. One use. */
final class MappedRecord {

    /** A number with a comma before its fraction; thousands may be apart by points, blanks or apostrophes. */
    private static final Pattern COMMA = Pattern.compile("[+-]?(?:\\d+|\\d{1,3}(?:[.'\u2019\\s\u00A0\u202F]\\d{3})+)"
            + "(?:,\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern POINT = Pattern.compile(
            "[+-]?\\d{1,3}(?:[,'\u2019\\s\u00A0\u202F]\\d{3})+(?:\\.\\d+)?");
    private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Mapping mapping;
    private final CsvRow row;
    private final JsonNode object;
    private final Set<String> used = new HashSet<>();
    private final Map<Target, List<String>> values = new EnumMap<>(Target.class);

    /** @param row or object, the other is null */
    MappedRecord(Mapping mapping, CsvRow row, JsonNode object) {
        this.mapping = mapping;
        this.row = row;
        this.object = object;
    }

    /** @return the node at the steps of a pointer, null when there is none; a step into a list is a number */
    static JsonNode at(JsonNode node, List<String> steps) {
        JsonNode here = node;
        for (String step : steps) {
            if (here == null) {
                return null;
            }
            here = here.isArray() ? step.matches("\\d{1,6}") ? here.get(Integer.parseInt(step)) : null : here.get(step);
        }
        return here == null || here.isNull() ? null : here;
    }

    private String value(List<Mapping.Place> places) throws BadRecordException {
        if (row != null
                && places.stream().noneMatch(p -> row.header().stream().anyMatch(p.column()::equalsIgnoreCase))) {
            throw new BadRecordException("the file has no column '" + places.get(0).column()
                    + "', which the mapping names");
        }
        for (Mapping.Place p : places) {
            String value;
            if (row != null) {
                used.add(p.column().toLowerCase(Locale.ROOT));
                value = row.get(p.column());
            } else {
                value = Nodes.text(at(object, p.pointer()));
                if (value != null && p.pointer().size() == 1) {
                    used.add(p.pointer().get(0));
                }
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    Event event() throws BadRecordException {
        Times.Time start = Times.Time.UNKNOWN;
        Times.Time end = Times.Time.UNKNOWN;
        for (Mapping.Assignment a : mapping.fields()) {
            String value = a.value() != null ? a.value() : value(a.from());
            if (value == null) {
                continue;
            }
            if (a.target() == Target.TIME) {
                start = MappedTimes.read(value, a.time());
            } else if (a.target() == Target.END_TIME) {
                end = MappedTimes.read(value, a.time());
            } else {
                values.computeIfAbsent(a.target(), k -> new ArrayList<>())
                        .add(a.words().getOrDefault(value.strip().toLowerCase(Locale.ROOT), plain(value, a.decimal())));
            }
        }
        Event.Builder b = Event.of(kind()).operation(one(Target.OPERATION)).name(one(Target.NAME))
                .trace(one(Target.TRACE)).span(one(Target.SPAN)).parent(one(Target.PARENT)).session(one(Target.SESSION))
                .app(one(Target.APP)).env(one(Target.ENV)).actor(one(Target.ACTOR)).provider(one(Target.PROVIDER))
                .modelRequested(one(Target.MODEL_REQUESTED)).modelServed(one(Target.MODEL_SERVED))
                .version(one(Target.VERSION)).tool(one(Target.TOOL)).status(one(Target.STATUS)).error(one(Target.ERROR))
                .time(start.nanos(), start.text(), start.rule()).identity(identity())
                .tokensIn(number(Target.TOKENS_IN)).tokensOut(number(Target.TOKENS_OUT)).cost(decimal(Target.COST));
        b.duration(duration(start, end)).addText(one(Target.ERROR));
        content(b);
        judgements(b);
        b.extra("previous_hash", one(Target.PREVIOUS_HASH)).extra("hash", one(Target.RECORD_HASH));
        rest(b);
        return b.build();
    }

    private String one(Target target) {
        List<String> found = values.get(target);
        return found == null ? null : found.get(0);
    }

    private List<String> all(Target target) {
        return values.getOrDefault(target, List.of());
    }

    private String identity() {
        String id = one(Target.IDENTITY);
        return id == null ? null : "mapping/" + mapping.id() + "/" + id;
    }

    private EventKind kind() throws BadRecordException {
        String word = mapping.kindFrom() == null ? null : value(List.of(mapping.kindFrom()));
        for (Mapping.Word w : mapping.kinds()) {
            if (w.word().equalsIgnoreCase(word)) {
                return w.kind();
            }
        }
        return mapping.kind();
    }

    /** @return a number as it is written plainly; anything else as it is */
    private static String plain(String text, char decimal) {
        String number = text.strip();
        if (decimal == ',' && COMMA.matcher(number).matches()) {
            return number.replaceAll("[.'\u2019\\s\u00A0\u202F]", "").replace(',', '.');
        }
        return decimal == '.' && POINT.matcher(number).matches() ? number.replaceAll("[,'\u2019\\s\u00A0\u202F]", "")
                : text;
    }

    private BigDecimal decimal(Target target) throws BadRecordException {
        String text = one(target);
        if (text == null) {
            return null;
        }
        BigDecimal value = Nodes.decimal(text);
        if (value == null) {
            throw new BadRecordException("'" + (text.length() > 60 ? text.substring(0, 60) + "\u2026" : text)
                    + "' is not a number, which the mapping wants for " + target.id()
                    + (COMMA.matcher(text.strip()).matches() || POINT.matcher(text.strip()).matches()
                            ? "; \"decimal\" says whether a comma or a point begins its fraction" : ""));
        }
        return value;
    }

    private long number(Target target) throws BadRecordException {
        BigDecimal value = decimal(target);
        if (value != null && value.abs().compareTo(MAX_NANOS) >= 0) {
            throw new BadRecordException("the number for " + target.id() + " is too large");
        }
        if (value != null && value.stripTrailingZeros().scale() > 0) {
            throw new BadRecordException("the number for " + target.id() + " is " + value.toPlainString()
                    + ", which is no whole one");
        }
        return value == null ? Event.NONE : value.longValue();
    }

    private long duration(Times.Time start, Times.Time end) throws BadRecordException {
        if (end.known()) {
            return start.until(end);
        }
        Map<Target, Integer> powers = Map.of(Target.DURATION_NANOS, 0, Target.DURATION_MILLIS, 6,
                Target.DURATION_SECONDS, 9);
        for (Target t : List.of(Target.DURATION_NANOS, Target.DURATION_MILLIS, Target.DURATION_SECONDS)) {
            BigDecimal value = decimal(t);
            BigDecimal nanos = value == null ? null : value.scaleByPowerOfTen(powers.get(t));
            if (nanos != null && nanos.signum() >= 0 && nanos.compareTo(MAX_NANOS) < 0) {
                return nanos.longValue();
            }
        }
        return Event.NONE;
    }

    private void content(Event.Builder b) {
        for (String text : all(Target.INPUT)) {
            Messages.parse(text, "user").forEach(b::addInput);
        }
        for (String text : all(Target.OUTPUT)) {
            Messages.parse(text, "assistant").forEach(b::addOutput);
        }
        all(Target.TEXT).forEach(b::addText);
        all(Target.ID).forEach(b::addId);
        all(Target.DATA_SOURCE).forEach(id -> b.addDataSource(Words.dataSource(id, null, null)));
        all(Target.PERSONAL_DATA).forEach(kind -> b.addPersonalData(new PersonalData(kind, 1, true)));
    }

    private void judgements(Event.Builder b) throws BadRecordException {
        String action = Words.action(one(Target.DECISION));
        if (action != null) {
            b.addDecision(new PolicyDecision(one(Target.DECISION_ENGINE), one(Target.DECISION_POLICY), null, action,
                    List.copyOf(all(Target.DECISION_REASON))));
        }
        String value = one(Target.REVIEW_VALUE);
        if (value != null || one(Target.REVIEWER) != null) {
            String by = one(Target.REVIEW_BY);
            b.review(new Review(by == null ? "human" : by, one(Target.REVIEWER), value, one(Target.REVIEW_COMMENT)));
            b.addText(one(Target.REVIEW_COMMENT));
        }
        String passed = one(Target.EVALUATION_PASSED);
        BigDecimal score = decimal(Target.EVALUATION_SCORE);
        if (passed != null || score != null || one(Target.EVALUATION_TEST) != null) {
            String verdict = Words.action(passed);
            String model = one(Target.MODEL_SERVED) != null ? one(Target.MODEL_SERVED) : one(Target.MODEL_REQUESTED);
            b.evaluation(new Evaluation(one(Target.EVALUATION_SUITE), one(Target.EVALUATION_TEST), model,
                    one(Target.VERSION), "allow".equals(verdict) ? Boolean.TRUE : "deny".equals(verdict) ? Boolean.FALSE
                            : null, score == null ? null : score.doubleValue(), null));
        }
    }

    /** What no field holds is kept, unless the mapping says not to. */
    private void rest(Event.Builder b) {
        if (!mapping.rest()) {
            return;
        }
        if (object != null) {
            Extras.add(b, "", object, used);
            return;
        }
        for (int i = 0; i < row.header().size(); i++) {
            if (!used.contains(row.header().get(i).toLowerCase(Locale.ROOT)) && !row.cells().get(i).isBlank()) {
                b.extra(row.header().get(i), Rest.cut(row.cells().get(i)));
            }
        }
    }
}
