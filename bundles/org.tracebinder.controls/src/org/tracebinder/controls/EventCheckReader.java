// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.Declaration;
import org.tracebinder.controls.internal.Declaration.Count;
import org.tracebinder.controls.internal.Declaration.Group;
import org.tracebinder.controls.internal.Declaration.Join;
import org.tracebinder.controls.internal.Declaration.Measure;
import org.tracebinder.controls.internal.Declaration.Order;
import org.tracebinder.controls.internal.Declaration.Scope;
import org.tracebinder.controls.internal.Declaration.Threshold;
import org.tracebinder.controls.internal.Declaration.Whole;
import org.tracebinder.controls.internal.DeclaredCheck;
import org.tracebinder.controls.internal.WholeFacts;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;

/** Reads a check over events. */
final class EventCheckReader {

    private static final Set<Field.Type> NUMBERS = Set.of(Field.Type.LONG, Field.Type.DECIMAL, Field.Type.DURATION);
    /** A distance in time beyond this is no distance. */
    private static final Duration FARTHEST = Duration.ofDays(36_500);
    private static final int MOST_STEPS = 20;

    private final Entry e;
    private final CheckParts parts;

    private EventCheckReader(Entry e, CheckParts parts) {
        this.e = e;
        this.parts = parts;
    }

    static DeclaredCheck read(Entry e, Map<String, String> definitions) throws CatalogException {
        e.only("id", "title", "question", "needs", "parameters", "population", "contrary", "join", "group", "scope",
                "per", "unnamed", "threshold", "breakdown", "counts", "list", "messages", "missing", "requires",
                "after", "controls", "note", "open");
        return new EventCheckReader(e, new CheckParts(e, definitions)).check();
    }

    private DeclaredCheck check() throws CatalogException {
        String population = parts.query(e, "population");
        if (population.isBlank()) {
            throw e.bad("'population' is missing");
        }
        String contrary = parts.query(e, "contrary");
        Join join = e.has("join") ? join(e.object("join"), true) : null;
        Group group = e.has("group") ? group(e.object("group")) : null;
        Scope scope = e.has("scope") ? scope(e.object("scope")) : null;
        String per = !e.has("per") ? null : e.text("per").equals(Declaration.DAY) ? Declaration.DAY
                : CheckParts.keyword(e, "per").id();
        Threshold threshold = e.has("threshold") ? threshold(e.object("threshold")) : null;
        Map<String, Count> counts = e.has("counts") ? counts(e.object("counts")) : Map.of();
        if (contrary.isEmpty() && join == null && group == null && threshold == null) {
            throw e.bad("a check needs at least one of 'contrary', 'join', 'group' and 'threshold', else everything is"
                    + " contrary");
        }
        if (e.has("unnamed") && per == null) {
            throw e.bad("unnamed", "'unnamed' names the unit of events without a value of 'per', and there is no"
                    + " 'per'");
        }
        boolean spans = threshold != null && threshold.measure() == Measure.MONTHS;
        if (spans && (!contrary.isEmpty() || join != null || group != null || !counts.isEmpty())) {
            throw e.bad("threshold", "months are counted from the first to the last event of the whole population:"
                    + " without 'contrary', 'join', 'group' and 'counts'");
        }
        if (join != null && join.keyed() && (scope != null || threshold != null)) {
            throw e.bad("join", "'elsewhere' leaves out events without a partner; 'scope' and 'threshold' do not go"
                    + " with it");
        }
        if (join != null && join.shown()) {
            turned(join, contrary, group, per, threshold, counts);
        }
        Field<?> breakdown = null;
        if (e.has("breakdown")) {
            breakdown = Fields.byId(e.need("breakdown")).filter(f -> f.type() == Field.Type.KEYWORDS).orElse(null);
            breakdown = breakdown == null ? CheckParts.keyword(e, "breakdown") : breakdown;
        }
        List<String> places = new ArrayList<>(List.of("population", "contrary", "supporting", "events", "units",
                "breakdown", "uncovered", "open", "opens"));
        places.addAll(counts.keySet());
        if (e.has("open") || join != null && join.whole() != null && !join.whole().open().isEmpty()) {
            openMessages();
        }
        return new DeclaredCheck(new Declaration(parts.stated(population, Map.of("found", places, "clear", places,
                "open", places, "lacks", places, "uncovered", List.of("groups"), "group",
                List.of("group", "events")), List.of("unit", "events",
                        "against", "whole", "days", "from", "to")), population, contrary, join, group, scope, per,
                e.text("unnamed"), threshold, breakdown,
                parts.query(e, "open"), counts));
    }

    /** What keeps an answer open has to be said. */
    private void openMessages() throws CatalogException {
        e.object("messages").need("open");
        e.object("messages").need("lacks");
    }

    /** Where the partners are shown, the keys of the population are what is counted, and nothing else decides. */
    private void turned(Join join, String contrary, Group group, String per, Threshold threshold,
            Map<String, Count> counts) throws CatalogException {
        boolean alone = contrary.isEmpty() && group == null && threshold == null && counts.isEmpty();
        boolean counted = join.by().size() == 1 && join.by().get(0).id().equals(per);
        if (!alone || !counted || !join.present() || join.steps().size() != 1 || join.whole() != null) {
            throw e.bad("join", "a join that shows its partners has one query and one field 'by', which is 'per', and"
                    + " is contrary when present; 'contrary', 'group', 'threshold' and 'counts' do not go with it");
        }
    }

    private Join join(Entry j, boolean decides) throws CatalogException {
        if (decides) {
            j.only("query", "steps", "by", "to", "when", "within", "contrary", "whole", "shows", "grace");
        } else {
            j.only("query", "by", "to", "when", "within");
        }
        List<Field<String>> by = CheckParts.keywords(j, "by");
        List<Field<String>> to = j.has("to") ? CheckParts.keywords(j, "to") : by;
        if (by.isEmpty() || by.size() > 2 || to.size() != by.size()) {
            throw j.bad("by", "'by' names one or two fields, 'to' as many");
        }
        Order order = j.has("when") ? CheckParts.word(j, "when", Order.values()) : Order.ANY;
        List<String> steps = steps(j);
        long within = j.has("within") ? within(j, "within") : 0;
        long grace = j.has("grace") ? within(j, "grace") : 0;
        Whole whole = j.has("whole") ? whole(j.object("whole")) : null;
        if (steps.size() > 1 && (order != Order.ANY || within > 0) || whole != null && (steps.size() > 1 || within > 0)
                || j.has("shows") && within > 0) {
            throw j.bad("'steps', 'within', 'whole' and 'shows' do not go together, and 'steps' have no 'when'");
        }
        String contrary = decides ? j.need("contrary") : "present";
        if (!Set.of("present", "absent", "elsewhere").contains(contrary)) {
            throw j.bad("contrary", "'contrary' of a join is present, absent or elsewhere, not '" + contrary + "'");
        }
        boolean keyed = contrary.equals("elsewhere");
        if (keyed && (order == Order.ANY && within == 0 || whole != null || j.has("shows"))) {
            throw j.bad("contrary", "a partner stands 'elsewhere' than 'when' or 'within' says; 'whole' and 'shows' do"
                    + " not go with it");
        }
        if (grace > 0 && (order == Order.ANY || within > 0)) {
            throw j.bad("grace", "'grace' goes with 'when' before or after, and not with 'within'");
        }
        if (j.has("shows") && !j.text("shows").equals("partners")) {
            throw j.bad("shows", "'shows' is partners, not '" + j.text("shows") + "'");
        }
        return new Join(steps, by, to, order, within, contrary.equals("present"), whole, j.has("shows"), keyed,
                grace);
    }

    private List<String> steps(Entry j) throws CatalogException {
        if (j.has("steps") == j.has("query")) {
            throw j.has("query") ? j.bad("query", "a join has either 'query' or 'steps'") : j.bad("'query' is missing");
        }
        List<String> steps = new ArrayList<>();
        if (j.has("query")) {
            j.need("query");
            steps.add(parts.query(j, "query"));
        } else {
            for (String step : j.texts("steps")) {
                steps.add(parts.resolved(j, "steps", step));
            }
            if (steps.size() < 2 || steps.size() > MOST_STEPS || steps.stream().anyMatch(String::isBlank)) {
                throw j.bad("steps", "'steps' are 2 to " + MOST_STEPS + " queries");
            }
        }
        return List.copyOf(steps);
    }

    private static long within(Entry j, String key) throws CatalogException {
        String text = j.need(key);
        try {
            Duration d = Duration.parse(text);
            if (d.isNegative() || d.isZero() || d.compareTo(FARTHEST) > 0) {
                throw j.bad(key, "'" + key + "' is longer than nothing and at most " + FARTHEST.toDays() + " days");
            }
            return d.toNanos();
        } catch (DateTimeException x) {
            throw j.bad(key, "'" + key + "' is a duration such as PT15M, PT24H or P7D, not '" + text + "'");
        }
    }

    private static Whole whole(Entry w) throws CatalogException {
        w.only("fact", "is", "isNot", "open");
        if (!WholeFacts.names().contains(w.need("fact"))) {
            throw w.bad("fact", "there is no fact '" + w.text("fact") + "', but " + String.join(", ",
                    WholeFacts.names()));
        }
        if (w.has("is") == w.has("isNot")) {
            throw w.bad("'whole' has either 'is' or 'isNot', a list of values");
        }
        List<String> values = w.texts(w.has("is") ? "is" : "isNot");
        if (values.isEmpty()) {
            throw w.bad("'whole' has no value to compare with");
        }
        return new Whole(w.text("fact"), values, w.has("is"), w.texts("open"));
    }

    private static Group group(Entry g) throws CatalogException {
        g.only("by", "same", "unique");
        List<Field<String>> by = CheckParts.keywords(g, "by");
        if (by.isEmpty() || by.size() > 2) {
            throw g.bad("by", "'by' names one or two fields");
        }
        if (g.has("same") == g.flag("unique", false)) {
            throw g.bad("a group has either 'same', a field, or 'unique', true");
        }
        return new Group(by, g.has("same") ? CheckParts.keyword(g, "same") : null);
    }

    private Scope scope(Entry s) throws CatalogException {
        s.only("by", "query", "via", "lacks", "none");
        s.need("query");
        return new Scope(CheckParts.keyword(s, "by"), parts.query(s, "query"), parts.query(s, "via"), s.need("lacks"),
                s.need("none"));
    }

    private Map<String, Count> counts(Entry c) throws CatalogException {
        Map<String, Count> result = new LinkedHashMap<>();
        for (String name : c.keys()) {
            if (!name.matches("[a-z][a-zA-Z0-9]*")) {
                throw c.bad(name, "a count has a name of letters and digits, not '" + name + "'");
            }
            Entry one = c.object(name);
            one.only("field", "is", "join");
            if (!one.has("field") && !one.has("join") || one.has("field") != one.has("is")) {
                throw c.bad(name, "'" + name + "' has 'field' and 'is', or 'join', or all of them");
            }
            result.put(name, new Count(one.has("field") ? CheckParts.keyword(one, "field") : null, one.text("is"),
                    one.has("join") ? join(one.object("join"), false) : null));
        }
        return result;
    }

    private Threshold threshold(Entry t) throws CatalogException {
        t.only("of", "field", "atMost", "atLeast", "least");
        Measure measure = CheckParts.word(t, "of", Measure.values());
        Field<?> field = null;
        if (measure == Measure.SUM) {
            field = Fields.byId(t.need("field")).filter(f -> NUMBERS.contains(f.type()))
                    .orElseThrow(() -> t.bad("field", "'field' of a sum is a number: duration, tokensIn, tokensOut"
                            + " or cost"));
        }
        boolean atMost = t.has("atMost");
        String key = atMost ? "atMost" : "atLeast";
        if (atMost == t.has("atLeast")) {
            throw t.bad("a threshold has either 'atMost' or 'atLeast'");
        }
        String limit = t.plain(key);
        if (!parts.numberPlace(limit) && !limit.matches("\\d{1,15}(\\.\\d{1,9})?")) {
            throw t.bad(key, "'" + key + "' is a number or a setting of kind number, not '" + limit + "'");
        }
        String least = t.has("least") ? t.plain("least") : "1";
        if (!least.matches("[1-9]\\d{0,8}")) {
            throw t.bad("least", "'least' is a whole number from 1, not '" + least + "'");
        }
        return new Threshold(measure, field, limit, atMost, Long.parseLong(least));
    }
}
