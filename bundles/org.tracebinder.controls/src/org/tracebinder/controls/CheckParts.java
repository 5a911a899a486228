// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.Stated;
import org.tracebinder.controls.internal.Stated.Kind;
import org.tracebinder.controls.internal.Stated.Listing;
import org.tracebinder.controls.internal.Stated.Requirement;
import org.tracebinder.controls.internal.Stated.Setting;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;

/** The members that every check of a file may have: id, words, settings, queries. Not thread-safe. */
final class CheckParts {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9-]*)\\}");
    private static final List<String> MESSAGES = List.of("found", "clear", "none", "advice", "uncovered", "group",
            "nowhere", "rest", "open", "lacks");
    /** More than anybody sets, and little enough to count with. */
    private static final double LARGEST = 1e15;

    private final Entry e;
    private final Map<String, String> definitions;
    private final List<Setting> settings;
    private final Set<String> known;

    /** @param definitions of the file, in brackets */
    CheckParts(Entry e, Map<String, String> definitions) throws CatalogException {
        this.e = e;
        this.definitions = definitions;
        String id = e.need("id");
        if (!id.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+")) {
            throw e.bad("id", "'id' is words of small letters, digits and '-' with a dot between, such as "
                    + "own.late-reviews, not '" + id + "'");
        }
        this.settings = readSettings();
        this.known = new HashSet<>(definitions.keySet());
        settings.forEach(s -> known.add(s.parameter().id()));
    }

    List<Setting> settings() {
        return settings;
    }

    /**
     * @param missing what the trail lacks when the file does not say
     * @param places  of figures, by the sentence that may hold them; settings always may
     * @param item    places of one item of the list
     */
    Stated stated(String missing, Map<String, List<String>> places, List<String> item) throws CatalogException {
        Entry m = e.object("messages");
        m.only(MESSAGES.toArray(String[]::new));
        Map<String, String> messages = new LinkedHashMap<>();
        for (String key : m.keys()) {
            messages.put(key, sentence(m, key, places.getOrDefault(key, List.of())));
        }
        m.need("found");
        m.need("none");
        List<Requirement> requires = new ArrayList<>();
        for (Entry r : e.objects("requires")) {
            r.only("query", "setting", "message", "missing");
            String setting = r.text("setting");
            if (setting.isEmpty()) {
                r.need("query");
            } else if (r.has("query") || settings.stream().noneMatch(s -> s.parameter().id().equals(setting))) {
                throw r.bad("setting", "'setting' names a setting of the check, and stands in place of 'query'");
            }
            requires.add(new Requirement(query(r, "query"), setting, sentence(r, "message", List.of("population",
                    "rest")),
                    r.texts("missing")));
            if (r.texts("missing").isEmpty()) {
                throw r.bad("'missing' says what the trail lacks when the query finds nothing");
            }
        }
        List<String> lacks = new ArrayList<>();
        for (String lack : e.texts("missing")) {
            lacks.add(resolved(e, "missing", lack));
        }
        return new Stated(e.need("id"), e.need("title"), e.need("question"), fields("needs"), settings, messages,
                list(item), lacks.isEmpty() ? List.of(missing) : List.copyOf(lacks), e.texts("after"),
                List.copyOf(requires));
    }

    private Listing list(List<String> item) throws CatalogException {
        if (!e.has("list")) {
            return new Listing("", ", ", 20, "");
        }
        Entry l = e.object("list");
        l.only("each", "between", "most", "held");
        String most = l.has("most") ? l.plain("most") : "20";
        if (!most.matches("[1-9]\\d{0,2}")) {
            throw l.bad("most", "'most' is a whole number from 1 to 999, not '" + most + "'");
        }
        return new Listing(sentence(l, "each", item), l.has("between") ? l.text("between") : ", ",
                Integer.parseInt(most), sentence(l, "held", item));
    }

    /** @return the text, when each of its places is one that gets a figure */
    private String sentence(Entry of, String key, List<String> places) throws CatalogException {
        String text = of.text(key);
        Set<String> all = new TreeSet<>(places);
        settings.forEach(s -> all.add(s.parameter().id()));
        for (Matcher m = PLACE.matcher(text); m.find();) {
            if (!all.contains(m.group(1))) {
                throw of.bad(key, "'" + key + "' has a place '{" + m.group(1) + "}' that nothing fills; there are "
                        + (all.isEmpty() ? "none" : String.join(", ", all)));
            }
        }
        return text;
    }

    private List<Setting> readSettings() throws CatalogException {
        List<Setting> result = new ArrayList<>();
        for (Entry p : e.objects("parameters")) {
            p.only("id", "label", "kind", "default", "hint", "from", "to");
            String id = p.need("id");
            if (!id.matches("[a-zA-Z][a-zA-Z0-9-]*") || result.stream().anyMatch(s -> s.parameter().id().equals(id))) {
                throw p.bad("id", "a setting has a name of its own of letters, digits and '-', not '" + id + "'");
            }
            Kind kind = word(p, "kind", Kind.values());
            Setting setting = new Setting(new Parameter(id, p.need("label"), p.plain("default"), p.text("hint")), kind,
                    p.has("from") ? p.number("from") : 0, p.has("to") ? p.number("to") : LARGEST);
            if (kind == Kind.NUMBER || kind == Kind.WHOLE) {
                try {
                    setting.number(Parameters.DEFAULTS);
                } catch (IllegalArgumentException x) {
                    throw p.bad("default", x.getMessage());
                }
            }
            result.add(setting);
        }
        return List.copyOf(result);
    }

    /** @return the query with the definitions of the file in it; empty when the member is absent */
    String query(Entry of, String key) throws CatalogException {
        return resolved(of, key, of.text(key));
    }

    String resolved(Entry of, String key, String query) throws CatalogException {
        String text = query;
        for (int at = 0; (at = text.indexOf("${", at)) >= 0; at += 2) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 2, end);
            if (!known.contains(name)) {
                throw of.bad(key, "'" + key + "' names '${" + name + "}', which is neither a setting of the check nor a"
                        + " definition of the file");
            }
            if (definitions.containsKey(name)) {
                text = text.substring(0, at) + definitions.get(name) + text.substring(end + 1);
            }
        }
        return text;
    }

    /** @return true when the text is a place for a setting that is a number */
    boolean numberPlace(String text) {
        return settings.stream().anyMatch(s -> (s.kind() == Kind.NUMBER || s.kind() == Kind.WHOLE)
                && text.equals("${" + s.parameter().id() + "}"));
    }

    private List<Field<?>> fields(String key) throws CatalogException {
        List<Field<?>> result = new ArrayList<>();
        for (String name : e.texts(key)) {
            result.add(Fields.byId(name).orElseThrow(() -> e.bad(key, "there is no field '" + name + "'")));
        }
        return List.copyOf(result);
    }

    static List<Field<String>> keywords(Entry of, String key) throws CatalogException {
        List<Field<String>> result = new ArrayList<>();
        for (String name : of.texts(key)) {
            result.add(keyword(of, key, name));
        }
        return List.copyOf(result);
    }

    static Field<String> keyword(Entry of, String key) throws CatalogException {
        return keyword(of, key, of.need(key));
    }

    @SuppressWarnings("unchecked") // a field of type KEYWORD reads a String
    private static Field<String> keyword(Entry of, String key, String name) throws CatalogException {
        return (Field<String>) Fields.byId(name).filter(f -> f.type() == Field.Type.KEYWORD)
                .orElseThrow(() -> of.bad(key, "'" + key + "' needs a field of exact values such as trace or app, not '"
                        + name + "'"));
    }

    static <E extends Enum<E>> E word(Entry of, String key, E[] values) throws CatalogException {
        String word = of.need(key);
        List<String> words = new ArrayList<>();
        for (E value : values) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(word)) {
                return value;
            }
            words.add(name);
        }
        throw of.bad(key, "'" + key + "' must be " + String.join(", ", words) + ", not '" + word + "'");
    }
}
