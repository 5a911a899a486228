// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.EventKind;

/**
 * Reads and checks a mapping file:
 *
 * <pre>
 * {"mapping": 1, "id": "helpdesk", "label": "Helpdesk export",
 *  "framing": {"type": "csv", "separator": ";"},
 *  "kind": "inference",
 *  "fields": {
 *   "time": {"column": "Zeit", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin"},
 *   "actor": {"column": "Benutzer"}, "input": {"column": "Frage"}, "modelServed": {"value": "gpt-4o"}}}
 * </pre>
 *
 * JSON files have {@code "framing": {"type": "json", "records": ["result.items"]}} and {@code {"pointer": "/user/id"}}.
 */
public final class MappingFile {

    /** Largest mapping file, in characters. */
    public static final int MAX_SIZE = 1 << 20;

    private static final Set<String> TIMES = Set.of("iso", "seconds", "millis", "micros", "nanos");
    /** Fields that may be filled from several places at once: each entry of a list is one. */
    private static final Set<Target> MANY = EnumSet.of(Target.INPUT, Target.OUTPUT, Target.TEXT, Target.ID,
            Target.DATA_SOURCE, Target.PERSONAL_DATA, Target.DECISION_REASON);

    private static final Set<Target> NUMBERS = EnumSet.of(Target.TOKENS_IN, Target.TOKENS_OUT, Target.COST,
            Target.DURATION_SECONDS, Target.DURATION_MILLIS, Target.DURATION_NANOS, Target.EVALUATION_SCORE);

    private final Located root;
    private boolean csv;

    private MappingFile(Located root) {
        this.root = root;
    }

    /**
     * @param json the text of the file
     * @return the mapping
     * @throws MappingException when it can't be used, with line and reason
     */
    public static Mapping read(String json) throws MappingException {
        if (json.length() > MAX_SIZE) {
            throw new MappingException(0, "longer than " + MAX_SIZE + " characters");
        }
        return new MappingFile(Located.parse(json.startsWith("\uFEFF") ? json.substring(1) : json)).mapping();
    }

    private Mapping mapping() throws MappingException {
        root.only(Set.of("mapping", "id", "label", "framing", "kind", "fields", "rest", "comment"));
        if (!"1".equals(root.string("mapping"))) {
            throw new MappingException(root.get("mapping") == null ? root.line() : root.get("mapping").line(),
                    "expected \"mapping\": 1, the version of these files");
        }
        String id = need(root, "id").string();
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new MappingException(root.get("id").line(), "an id has 1 to 64 small letters, digits and hyphens");
        }
        Mapping.Shape shape = shape(need(root, "framing"));
        Located fields = need(root, "fields");
        List<Mapping.Assignment> assignments = new ArrayList<>();
        if (fields.members() == null || fields.members().isEmpty()) {
            throw new MappingException(fields.line(), "'fields' is an object with at least one field");
        }
        for (Map.Entry<String, Located> f : fields.members().entrySet()) {
            Target target = Target.of(f.getKey());
            if (target == null) {
                throw new MappingException(f.getValue().line(), "there is no field '" + f.getKey() + "'; fields are "
                        + Target.names());
            }
            List<Located> entries = f.getValue().elements() == null ? List.of(f.getValue()) : f.getValue().elements();
            if (entries.size() > 1 && !MANY.contains(target)) {
                throw new MappingException(f.getValue().line(), "'" + target.id()
                        + "' is filled once; several columns for one value stand in a list under column or pointer");
            }
            for (Located entry : entries) {
                assignments.add(assignment(target, entry));
            }
        }
        Located kind = need(root, "kind");
        String label = root.string("label");
        String rest = root.string("rest");
        if (rest != null && !rest.equals("true") && !rest.equals("false")) {
            throw new MappingException(root.get("rest").line(), "'rest' is true or false");
        }
        return new Mapping(id, label == null ? id : label, shape, kind.text() != null ? kind(kind)
                : kind.get("other") != null ? kind(kind.get("other")) : EventKind.OTHER,
                kind.text() != null ? null : place(kind, Set.of("column", "pointer", "words", "other")).get(0),
                words(kind), List.copyOf(assignments), !"false".equals(rest));
    }

    private static Located need(Located from, String name) throws MappingException {
        Located member = from.get(name);
        if (member == null) {
            throw new MappingException(from.line(), "'" + name + "' is missing");
        }
        return member;
    }

    private Mapping.Shape shape(Located framing) throws MappingException {
        framing.only(Set.of("type", "separator", "records"));
        String type = need(framing, "type").string();
        switch (type) {
            case "csv" -> {
                csv = true;
                String separator = framing.string("separator");
                if (framing.get("records") != null) {
                    throw new MappingException(framing.get("records").line(), "'records' is for JSON");
                }
                if (separator != null && !separator.matches("[,;|\t]")) {
                    throw new MappingException(framing.get("separator").line(),
                            "a separator is a comma, a semicolon, a bar or a tab");
                }
                return new Mapping.Shape.Csv(separator == null ? 0 : separator.charAt(0));
            }
            case "json", "jsonl" -> {
                List<String> records = new ArrayList<>();
                for (Located r : framing.strings("records")) {
                    records.add(r.text());
                }
                return new Mapping.Shape.Json(List.copyOf(records));
            }
            default -> throw new MappingException(framing.get("type").line(), "a framing is csv, json or jsonl, not '"
                    + type + "'");
        }
    }

    private static EventKind kind(Located word) throws MappingException {
        try {
            return EventKind.of(word.string());
        } catch (IllegalArgumentException e) {
            throw new MappingException(word.line(), "there is no kind '" + word.text() + "'; kinds are "
                    + String.join(", ", Arrays.stream(EventKind.values()).map(EventKind::id).toList()));
        }
    }

    private static List<Mapping.Word> words(Located kind) throws MappingException {
        List<Mapping.Word> words = new ArrayList<>();
        Located given = kind.get("words");
        if (given != null && given.members() != null) {
            for (Map.Entry<String, Located> w : given.members().entrySet()) {
                words.add(new Mapping.Word(w.getKey(), kind(w.getValue())));
            }
        }
        if (kind.text() == null && words.isEmpty()) {
            throw new MappingException(kind.line(), "'kind' is a kind, or a place with 'words' that mean kinds");
        }
        return List.copyOf(words);
    }

    private Mapping.Assignment assignment(Target target, Located entry) throws MappingException {
        String value = entry.get("value") == null ? null : entry.get("value").string();
        boolean time = target == Target.TIME || target == Target.END_TIME;
        Set<String> known = time ? Set.of("column", "pointer", "format", "zone")
                : NUMBERS.contains(target) ? Set.of("column", "pointer", "value", "decimal")
                : Set.of("column", "pointer", "value", "words");
        List<Mapping.Place> places = value == null ? place(entry, known) : List.of();
        entry.only(known);
        if (value != null && (entry.get("column") != null || entry.get("pointer") != null)) {
            throw new MappingException(entry.line(), "a field has a value or a place, not both");
        }
        String decimal = entry.string("decimal");
        if (decimal != null && !decimal.equals(",") && !decimal.equals(".")) {
            throw new MappingException(entry.get("decimal").line(), "'decimal' is what stands before the fraction of a"
                    + " number: a comma or a point");
        }
        return new Mapping.Assignment(target, places, value, time ? time(entry) : null,
                decimal == null ? 0 : decimal.charAt(0), meant(entry.get("words")));
    }

    private static Map<String, String> meant(Located given) throws MappingException {
        if (given == null) {
            return Map.of();
        }
        if (given.members() == null || given.members().isEmpty()) {
            throw new MappingException(given.line(), "'words' is an object: words of the source, and what they mean");
        }
        Map<String, String> words = new HashMap<>();
        for (Map.Entry<String, Located> w : given.members().entrySet()) {
            words.put(w.getKey().strip().toLowerCase(Locale.ROOT), w.getValue().string());
        }
        return Map.copyOf(words);
    }

    private List<Mapping.Place> place(Located entry, Set<String> known) throws MappingException {
        entry.only(known);
        List<Mapping.Place> places = new ArrayList<>();
        String wanted = csv ? "column" : "pointer";
        String other = csv ? "pointer" : "column";
        if (entry.get(other) != null) {
            throw new MappingException(entry.get(other).line(), "'" + other + "' is for " + (csv ? "JSON" : "csv")
                    + "; here it is '" + wanted + "'");
        }
        for (Located p : entry.strings(wanted)) {
            places.add(csv ? new Mapping.Place(p.text(), null) : new Mapping.Place(null, pointer(p)));
        }
        if (places.isEmpty()) {
            throw new MappingException(entry.line(), "'" + wanted + "' is missing");
        }
        return List.copyOf(places);
    }

    /** RFC 6901: steps behind slashes, with ~1 for a slash and ~0 for a tilde; nothing at all is the whole record. */
    private static List<String> pointer(Located p) throws MappingException {
        if (p.text().isEmpty()) {
            return List.of();
        }
        if (!p.text().startsWith("/")) {
            throw new MappingException(p.line(), "a pointer begins with '/', as in /user/id; found '" + p.text() + "'");
        }
        List<String> steps = new ArrayList<>();
        for (String step : p.text().substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return List.copyOf(steps);
    }

    private static Mapping.TimeFormat time(Located entry) throws MappingException {
        String format = entry.string("format");
        if (format == null) {
            throw new MappingException(entry.line(),
                    "a time needs a 'format': iso, seconds, millis, micros, nanos, or a "
                    + "pattern such as dd.MM.yyyy HH:mm:ss");
        }
        ZoneId zone = null;
        if (entry.get("zone") != null) {
            try {
                zone = ZoneId.of(entry.string("zone"));
            } catch (DateTimeException e) {
                throw new MappingException(entry.get("zone").line(), "there is no zone '" + entry.string("zone")
                        + "'; zones are UTC, +01:00, Europe/Berlin and the like");
            }
        }
        if (TIMES.contains(format)) {
            return new Mapping.TimeFormat(Mapping.TimeFormat.Style.valueOf(format.toUpperCase(Locale.ROOT)), null,
                    zone);
        }
        try {
            MappedTimes.formatter(format);
        } catch (IllegalArgumentException e) {
            throw new MappingException(entry.get("format").line(), "'" + format + "' is no pattern for times: "
                    + e.getMessage());
        }
        return new Mapping.TimeFormat(Mapping.TimeFormat.Style.PATTERN, format, zone);
    }
}
