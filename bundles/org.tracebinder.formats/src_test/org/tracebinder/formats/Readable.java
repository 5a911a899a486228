// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.core.LineageFact;

/**
 * Writes events of other people's files so that a person can judge each value without the words of the file: numbers,
 * times, states and short words of a format stand as they are; texts, long values and what may point to a person are
 * given by kind, length and the beginning of their digest, by which they can be found in the file again.
 */
final class Readable {

    /** How many events at the beginning are shown whatever they are. */
    private static final int FIRST = 8;
    /** How many are shown in all: the first of each further kind, operation and state. */
    private static final int MOST = 24;
    private static final int SHORT = 24;
    private static final int WORD = 64;
    private static final int EXTRAS = 60;
    private static final int COLUMNS = 20;

    /** Names of extras whose values may name a person, an account or a machine, however short they are. */
    private static final Pattern PERSONAL = Pattern.compile("(?i).*(user|mail|owner|author|login|caller|principal"
            + "|person|actor|display|given|family|firstname|lastname|fullname|creator|initiator|reviewer|annotator"
            + "|secret|passw|sender|recipient|participant|(^|[._ -])(ip|by|who|upn|sub|sid|arn|key|from|to|cc)$"
            + "|created_?by|updated_?by|ip_?address|sourceip|clientip|account_?id|tenant).*");
    /** Names of extras that tell of what sort something is, whatever else stands in the name. */
    private static final Pattern SORT = Pattern.compile("(?i).*(type|kind|status|method|count)");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern NETWORK = Pattern.compile(
            "\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7}");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HEX = Pattern.compile("(?i)[0-9a-f]{12,}");
    private static final Pattern WHEN = Pattern.compile("[0-9A-Za-z:.,+\\-/ ]{1,40}");
    private static final Pattern FIGURES = Pattern.compile("[0-9TZ:.,+\\-/% ]+");

    private Readable() {
    }

    /** @return a line on how many events follow, and a block for each that is shown */
    static String of(List<Event> events) {
        StringBuilder out = new StringBuilder();
        Set<String> seen = new HashSet<>();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < events.size() && shown.size() < MOST; i++) {
            Event e = events.get(i);
            boolean fresh = seen.add(e.kind().id() + "/" + e.operation() + "/" + e.status() + "/" + e.policy());
            if (i < FIRST || fresh) {
                shown.add(i);
            }
        }
        for (int i : shown) {
            out.append("\nevent ").append(i + 1).append(" of ").append(events.size()).append('\n')
                    .append(of(events.get(i)));
        }
        return out.toString();
    }

    private static String of(Event e) {
        StringBuilder out = new StringBuilder();
        Set<String> empty = new TreeSet<>();
        line(out, empty, "kind", e.kind().id());
        line(out, empty, "operation", word(e.operation()));
        boolean somebody = e.operation() != null && e.operation().matches("(?i).*person.*");
        line(out, empty, "name", somebody ? person(e.name()) : value("name", e.name()));
        line(out, empty, "status", word(e.status()));
        line(out, empty, "error", text(e.error()));
        line(out, empty, "time", time(e));
        line(out, empty, "duration", e.duration() == Event.NONE ? null : e.duration() / 1_000_000.0 + " ms");
        line(out, empty, "actor", person(e.actor()));
        line(out, empty, "app", word(e.app()));
        line(out, null, "env", word(e.env()));
        line(out, null, "provider", word(e.provider()));
        line(out, empty, "model requested", word(e.modelRequested()));
        line(out, empty, "model answered", word(e.modelServed()));
        line(out, null, "model version", word(e.version()));
        line(out, null, "tool", word(e.tool()));
        line(out, empty, "tokens in", e.tokensIn() == Event.NONE ? null : String.valueOf(e.tokensIn()));
        line(out, empty, "tokens out", e.tokensOut() == Event.NONE ? null : String.valueOf(e.tokensOut()));
        line(out, empty, "cost", e.cost() == null ? null : e.cost().toPlainString());
        line(out, empty, "trace", id(e.trace()));
        line(out, empty, "span", id(e.span()));
        line(out, empty, "parent", id(e.parent()));
        line(out, empty, "session", id(e.session()));
        e.ids().forEach(i -> line(out, null, "further id", id(i)));
        line(out, empty, "identity", id(e.identity()));
        e.input().forEach(m -> line(out, null, "input", word(m.role()) + ": " + text(m.text())));
        e.output().forEach(m -> line(out, null, "output", word(m.role()) + ": " + text(m.text())));
        line(out, null, "content", e.content().toString());
        line(out, null, "other words", text(e.otherText()));
        e.decisions().forEach(d -> line(out, null, "decision", d.action() + " engine " + word(d.engine()) + " policy "
                + word(d.policy()) + " revision " + word(d.revision()) + " reasons "
                + d.reasons().stream().map(r -> value("reason", r)).toList()));
        e.personalData().forEach(d -> line(out, null, "personal data", d.kind() + " " + d.count()
                + (d.declared() ? " declared by the source" : " found")));
        if (e.review() != null) {
            line(out, null, "review", "by " + e.review().by() + " who " + person(e.review().who()) + " value "
                    + value("value", e.review().value()) + " comment " + text(e.review().comment()));
        }
        if (e.evaluation() != null) {
            line(out, null, "evaluation", "suite " + value("suite", e.evaluation().suite()) + " test "
                    + value("test", e.evaluation().test()) + " model " + word(e.evaluation().model()) + " version "
                    + word(e.evaluation().version()) + " passed " + e.evaluation().passed() + " score "
                    + e.evaluation().score() + " attack " + word(e.evaluation().attack()));
        }
        e.dataSources().forEach(d -> line(out, null, "data source", "id " + id(d.id()) + " name "
                + value("title", d.name()) + " version " + word(d.version()) + " score " + d.score()));
        lineage(out, e.lineage());
        line(out, null, "bytes", e.to() < 0 ? "whole record" : "part of its record, " + (e.to() - e.from()));
        extra(out, e.extra());
        if (!empty.isEmpty()) {
            out.append("  not said: ").append(String.join(", ", empty)).append('\n');
        }
        return out.toString();
    }

    private static void lineage(StringBuilder out, LineageFact l) {
        if (l == null) {
            return;
        }
        line(out, null, "lineage", "state " + l.state() + " run " + id(l.runId()) + " parent run " + id(l.parentRun())
                + " namespace " + value("namespace", l.namespace()) + " job " + word(l.job()));
        l.inputs().forEach(d -> line(out, null, "lineage input", dataset(d)));
        l.outputs().forEach(d -> line(out, null, "lineage output", dataset(d)));
        l.columns().stream().limit(COLUMNS).forEach(c -> line(out, null, "lineage column", word(c.output().name()) + "."
                + word(c.column()) + " from " + word(c.dataset()) + "." + word(c.field()) + ", " + c.type() + " "
                + c.subtype() + (c.description() == null ? "" : ", " + text(c.description())) + ", masking "
                + c.masking()));
        if (l.columns().size() > COLUMNS) {
            line(out, null, "lineage column", "and " + (l.columns().size() - COLUMNS) + " more");
        }
        l.code().forEach(c -> line(out, null, "lineage code", "repository " + value("url", c.repository()) + " path "
                + value("path", c.path()) + " url " + value("url", c.url()) + " version " + id(c.version())));
    }

    private static String dataset(LineageFact.Dataset d) {
        return d.type() + " namespace " + value("namespace", d.namespace()) + " name " + word(d.name()) + " version "
                + id(d.version());
    }

    private static void extra(StringBuilder out, Map<String, String> extra) {
        int n = 0;
        for (Map.Entry<String, String> x : extra.entrySet()) {
            if (n++ == EXTRAS) {
                line(out, null, "extra", "and " + (extra.size() - EXTRAS) + " more");
                return;
            }
            line(out, null, "extra " + value("", x.getKey()), value(x.getKey(), x.getValue()));
        }
    }

    private static String time(Event e) {
        if (e.time() == Event.NONE && e.timeText() == null) {
            return null;
        }
        String written = e.timeText() == null ? "not written"
                : WHEN.matcher(e.timeText()).matches() ? "written " + e.timeText() : text(e.timeText());
        return (e.time() == Event.NONE ? "not read" : moment(e.time())) + " (" + written + "; "
                + (e.timeRule() == null ? "no rule" : e.timeRule().label()) + ")";
    }

    static String moment(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .toString();
    }

    /** Words of a format, names of models and the like: longer than other values, never a sentence. */
    private static String word(String value) {
        return value == null || value.length() <= WORD && words(value) <= 4 && !pointsToSomebody(value) ? value
                : text(value);
    }

    private static String value(String key, String value) {
        if (value == null) {
            return null;
        }
        boolean free = value.length() > (key.isEmpty() || "name".equals(key) ? WORD : SHORT)
                || words(value) > ("name".equals(key) ? 2 : key.isEmpty() ? 6 : 1) && !FIGURES.matcher(value).matches();
        boolean personal = PERSONAL.matcher(key).matches() && !SORT.matcher(key).matches() && !number(value);
        return free || personal || pointsToSomebody(value) ? text(value) : value;
    }

    private static boolean number(String value) {
        return value.isEmpty() || value.length() < 10 && value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')
                || "true".equals(value) || "false".equals(value) || "null".equals(value);
    }

    private static String person(String value) {
        return value == null ? null : text(value);
    }

    private static String id(String value) {
        return value == null || value.length() <= 16 && !pointsToSomebody(value) ? value : text(value);
    }

    private static boolean pointsToSomebody(String value) {
        return ADDRESS.matcher(value).find() || NETWORK.matcher(value).matches();
    }

    private static int words(String value) {
        return value.isBlank() ? 0 : value.strip().split("\\s+").length;
    }

    private static String text(String value) {
        if (value == null) {
            return null;
        }
        String digest = Hash.of(value.getBytes(StandardCharsets.UTF_8)).toString();
        return kind(value) + " of " + value.length() + " characters, " + words(value) + " words, "
                + digest.substring(digest.indexOf(':') + 1).substring(0, 8);
    }

    private static String kind(String value) {
        if (ADDRESS.matcher(value).matches()) {
            return "e-mail address";
        }
        if (NETWORK.matcher(value).matches()) {
            return "network address";
        }
        if (UUID.matcher(value).matches()) {
            return "UUID";
        }
        if (HEX.matcher(value).matches()) {
            return "hexadecimal";
        }
        if (value.startsWith("arn:")) {
            return "ARN";
        }
        if (value.startsWith("http://") || value.startsWith("https://")) {
            return "URL";
        }
        return value.startsWith("{") ? "object" : value.startsWith("[") ? "list" : "text";
    }

    private static void line(StringBuilder out, Set<String> empty, String name, String value) {
        if (value != null) {
            out.append("  ").append(name).append(": ").append(value.replace("\r", "\\r").replace("\n", "\\n")
                    .replace("\t", "\\t")).append('\n');
        } else if (empty != null) {
            empty.add(name);
        }
    }
}
