// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.Declaration;
import org.tracebinder.controls.internal.Declaration.Join;
import org.tracebinder.controls.internal.Declaration.Kind;
import org.tracebinder.controls.internal.Declaration.Measure;
import org.tracebinder.controls.internal.Declaration.Order;
import org.tracebinder.controls.internal.Declaration.Setting;
import org.tracebinder.controls.internal.Declaration.Threshold;
import org.tracebinder.controls.internal.DeclaredCheck;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;

/** Turns a file of checks into checks and their links. Refuses whatever it does not understand, with its line. */
final class CheckFile {

    static final String SCHEMA = "tracebinder-checks/0.1";
    private static final Set<Field.Type> NUMBERS = Set.of(Field.Type.LONG, Field.Type.DECIMAL, Field.Type.DURATION);

    /** Asks whether a query can be understood. */
    interface Probe {
        void ask(String query) throws QueryException, IOException;
    }

    /**
     * @param check the check
     * @param links to controls, in the order of the file
     * @param entry where it stands
     */
    record Declared(DeclaredCheck check, List<CheckMap.Link> links, Entry entry) {
    }

    private CheckFile() {
    }

    static List<Declared> read(CatalogFile file, Probe probe) throws CatalogException, IOException {
        if (!file.head().text("schema").equals(SCHEMA)) {
            throw file.head().bad("schema", "'schema' of a file of checks is " + SCHEMA + ", not '"
                    + file.head().text("schema") + "'");
        }
        file.head().only("schema", "note", "definitions");
        Map<String, String> definitions = definitions(file.head());
        List<Declared> all = new ArrayList<>();
        for (Entry e : file.list("checks")) {
            Declared one = check(e, definitions);
            for (Map.Entry<String, String> query : one.check().queries().entrySet()) {
                try {
                    probe.ask(query.getValue());
                } catch (QueryException x) {
                    throw e.bad(query.getKey(), "the query of '" + query.getKey() + "' can't be understood: "
                            + x.getMessage());
                }
            }
            all.add(one);
        }
        return all;
    }

    private static Map<String, String> definitions(Entry head) throws CatalogException {
        Map<String, String> result = new LinkedHashMap<>();
        if (head.has("definitions")) {
            Entry e = head.object("definitions");
            for (String key : e.keys()) {
                result.put(key, "(" + e.need(key) + ")");
            }
        }
        return result;
    }

    private static Declared check(Entry e, Map<String, String> definitions) throws CatalogException {
        e.only("id", "title", "question", "needs", "parameters", "population", "contrary", "join", "per", "threshold",
                "breakdown", "messages", "missing", "after", "controls", "note");
        String id = e.need("id");
        if (!id.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+")) {
            throw e.bad("id", "'id' is words of small letters, digits and '-' with a dot between, such as "
                    + "own.late-reviews, not '" + id + "'");
        }
        List<Setting> settings = settings(e);
        Set<String> known = new HashSet<>(definitions.keySet());
        settings.forEach(s -> known.add(s.parameter().id()));
        String population = query(e, "population", definitions, known);
        if (population.isBlank()) {
            throw e.bad("'population' is missing");
        }
        String contrary = query(e, "contrary", definitions, known);
        Join join = e.has("join") ? join(e.object("join"), definitions, known) : null;
        String per = per(e);
        Threshold threshold = e.has("threshold") ? threshold(e.object("threshold"), settings) : null;
        if (contrary.isEmpty() && join == null && threshold == null) {
            throw e.bad("a check needs at least one of 'contrary', 'join' and 'threshold', else everything is"
                    + " contrary");
        }
        Entry messages = e.object("messages");
        messages.only("found", "none", "advice");
        List<String> missing = e.texts("missing");
        Declaration d = new Declaration(id, e.need("title"), e.need("question"), fields(e, "needs"), settings,
                population, contrary, join, per, threshold, e.has("breakdown") ? keyword(e, "breakdown") : null,
                messages.need("found"), messages.need("none"), messages.text("advice"),
                missing.isEmpty() ? List.of(population) : missing, e.texts("after"));
        List<CheckMap.Link> links = new ArrayList<>();
        for (Entry c : e.objects("controls")) {
            c.only("control", "label", "place", "why");
            links.add(new CheckMap.Link(id, c.need("control"), CatalogEntries.label(c), c.need("place"),
                    c.need("why")));
        }
        return new Declared(new DeclaredCheck(d), links, e);
    }

    private static List<Setting> settings(Entry e) throws CatalogException {
        List<Setting> result = new ArrayList<>();
        for (Entry p : e.objects("parameters")) {
            p.only("id", "label", "kind", "default", "hint");
            String id = p.need("id");
            if (!id.matches("[a-zA-Z][a-zA-Z0-9-]*") || result.stream().anyMatch(s -> s.parameter().id().equals(id))) {
                throw p.bad("id", "a setting has a name of its own of letters, digits and '-', not '" + id + "'");
            }
            Setting setting = new Setting(new Parameter(id, p.need("label"), p.plain("default"), p.text("hint")),
                    word(p, "kind", Kind.values()));
            if (setting.kind() == Kind.NUMBER) {
                try {
                    Parameters.DEFAULTS.number(setting.parameter());
                } catch (IllegalArgumentException x) {
                    throw p.bad("default", x.getMessage());
                }
            }
            result.add(setting);
        }
        return List.copyOf(result);
    }

    private static String query(Entry e, String key, Map<String, String> definitions, Set<String> known)
            throws CatalogException {
        String text = e.text(key);
        for (int at = 0; (at = text.indexOf("${", at)) >= 0; at += 2) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 2, end);
            if (!known.contains(name)) {
                throw e.bad(key, "'" + key + "' names '${" + name + "}', which is neither a setting of the check nor a"
                        + " definition of the file");
            }
            if (definitions.containsKey(name)) {
                text = text.substring(0, at) + definitions.get(name) + text.substring(end + 1);
            }
        }
        return text;
    }

    private static Join join(Entry e, Map<String, String> definitions, Set<String> known) throws CatalogException {
        e.only("query", "by", "to", "when", "contrary");
        List<Field<String>> by = keywords(e, "by");
        List<Field<String>> to = e.has("to") ? keywords(e, "to") : by;
        if (by.isEmpty() || by.size() > 2 || to.size() != by.size()) {
            throw e.bad("by", "'by' names one or two fields, 'to' as many");
        }
        String query = query(e, "query", definitions, known);
        if (query.isBlank()) {
            throw e.bad("'query' is missing");
        }
        String contrary = e.need("contrary");
        if (!Set.of("present", "absent").contains(contrary)) {
            throw e.bad("contrary", "'contrary' of a join is present or absent, not '" + contrary + "'");
        }
        return new Join(query, by, to, e.has("when") ? word(e, "when", Order.values()) : Order.ANY,
                contrary.equals("present"));
    }

    private static String per(Entry e) throws CatalogException {
        if (!e.has("per")) {
            return null;
        }
        return e.text("per").equals(Declaration.DAY) ? Declaration.DAY : keyword(e, "per").id();
    }

    private static Threshold threshold(Entry e, List<Setting> settings) throws CatalogException {
        e.only("of", "field", "atMost", "atLeast", "least");
        Measure measure = word(e, "of", Measure.values());
        Field<?> field = null;
        if (measure == Measure.SUM) {
            field = Fields.byId(e.need("field")).filter(f -> NUMBERS.contains(f.type()))
                    .orElseThrow(() -> e.bad("field", "'field' of a sum is a number: duration, tokensIn, tokensOut"
                            + " or cost"));
        }
        boolean atMost = e.has("atMost");
        String key = atMost ? "atMost" : "atLeast";
        if (atMost == e.has("atLeast")) {
            throw e.bad("a threshold has either 'atMost' or 'atLeast'");
        }
        String limit = e.plain(key);
        boolean place = settings.stream().anyMatch(s -> s.kind() == Kind.NUMBER
                && limit.equals("${" + s.parameter().id() + "}"));
        if (!place && !limit.matches("\\d{1,15}(\\.\\d{1,9})?")) {
            throw e.bad(key, "'" + key + "' is a number or a setting of kind number, not '" + limit + "'");
        }
        String least = e.has("least") ? e.plain("least") : "1";
        if (!least.matches("[1-9]\\d{0,8}")) {
            throw e.bad("least", "'least' is a whole number from 1, not '" + least + "'");
        }
        return new Threshold(measure, field, limit, atMost, Long.parseLong(least));
    }

    private static List<Field<?>> fields(Entry e, String key) throws CatalogException {
        List<Field<?>> result = new ArrayList<>();
        for (String name : e.texts(key)) {
            result.add(Fields.byId(name).orElseThrow(() -> e.bad(key, "there is no field '" + name + "'")));
        }
        return List.copyOf(result);
    }

    private static List<Field<String>> keywords(Entry e, String key) throws CatalogException {
        List<Field<String>> result = new ArrayList<>();
        for (String name : e.texts(key)) {
            result.add(keyword(e, key, name));
        }
        return List.copyOf(result);
    }

    private static Field<String> keyword(Entry e, String key) throws CatalogException {
        return keyword(e, key, e.need(key));
    }

    @SuppressWarnings("unchecked") // a field of type KEYWORD reads a String
    private static Field<String> keyword(Entry e, String key, String name) throws CatalogException {
        return (Field<String>) Fields.byId(name).filter(f -> f.type() == Field.Type.KEYWORD)
                .orElseThrow(() -> e.bad(key, "'" + key + "' needs a field of exact values such as trace or app, not '"
                        + name + "'"));
    }

    private static <E extends Enum<E>> E word(Entry e, String key, E[] values) throws CatalogException {
        String word = e.need(key);
        List<String> words = new ArrayList<>();
        for (E value : values) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(word)) {
                return value;
            }
            words.add(name);
        }
        throw e.bad(key, "'" + key + "' must be " + String.join(", ", words) + ", not '" + word + "'");
    }
}
