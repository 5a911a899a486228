// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a column or member could mean, by its name and its values. A person looks at it before it counts. */
final class Guess {

    /** Words as exporters use them, without case and separators, English and German. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("time", List.of("time", "timestamp", "ts", "date", "datetime", "createdat", "created",
                    "starttime", "t",
                    "startedat", "start", "zeit", "zeitpunkt", "zeitstempel", "datum", "beginn", "eventtime", "when")),
            Map.entry("endTime", List.of("endtime", "endedat", "end", "completedat", "finishedat", "ende")),
            Map.entry("input", List.of("input", "prompt", "question", "request", "query", "usermessage", "frage", "q",
                    "anfrage", "eingabe", "messages")),
            Map.entry("output", List.of("output", "answer", "response", "completion", "reply", "a", "antwort",
                    "ausgabe",
                    "result", "ergebnis")),
            Map.entry("actor", List.of("actor", "user", "userid", "username", "useremail", "benutzer", "nutzer",
                    "anwender", "employee", "who", "agentuser")),
            Map.entry("modelServed", List.of("model", "modelname", "modelid", "modell", "engine", "deployedmodel")),
            Map.entry("version", List.of("version", "modelversion", "modellversion")),
            Map.entry("session", List.of("session", "sessionid", "conversation", "conversationid", "thread", "threadid",
                    "chatid", "sitzung", "vorgang")),
            Map.entry("trace", List.of("trace", "traceid", "correlationid")),
            Map.entry("span", List.of("span", "spanid")),
            Map.entry("identity", List.of("id", "requestid", "eventid", "uuid", "guid", "recordid",
                    "no", "nr", "nummer")),
            Map.entry("app", List.of("app", "application", "system", "service", "anwendung")),
            Map.entry("env", List.of("env", "environment", "stage", "umgebung")),
            Map.entry("status", List.of("status", "state", "outcome")),
            Map.entry("error", List.of("error", "errormessage", "fehler")),
            Map.entry("tokensIn", List.of("tokensin", "prompttokens", "inputtokens", "eingabetoken")),
            Map.entry("tokensOut", List.of("tokensout", "completiontokens", "outputtokens", "ausgabetoken")),
            Map.entry("cost", List.of("cost", "price", "kosten")),
            Map.entry("durationMillis", List.of("latencyms", "durationms", "elapsedms", "durms", "dauerms",
                    "responsetimems")),
            Map.entry("durationSeconds", List.of("latency", "durations", "durationseconds", "dauer")),
            Map.entry("previousHash", List.of("prevhash", "previoushash", "hashprev", "hashprevious", "priorhash",
                    "previousentryhash", "vorgaengerhash", "vorhash", "vorigerhash")),
            Map.entry("recordHash", List.of("hash", "entryhash", "recordhash", "eventhash", "rowhash")),
            Map.entry("tool", List.of("tool", "toolname", "function", "werkzeug")),
            Map.entry("operation", List.of("operation", "action", "type", "eventtype", "event", "aktion", "typ")),
            Map.entry("decision", List.of("decision", "verdict", "entscheidung")),
            Map.entry("reviewer", List.of("reviewer", "approvedby", "pruefer", "prüfer")),
            Map.entry("reviewComment", List.of("comment", "kommentar", "bemerkung")));

    /** Ways of writing a time that are found by trying; day before month, since only that order uses dots. */
    private static final List<String> PATTERNS = List.of("dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
            "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "d.M.yyyy", "dd.MM.yy HH:mm:ss", "dd.MM.yy HH:mm",
            "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyyMMdd", "yyyyMMddHHmmss",
            "dd/MMM/yyyy:HH:mm:ss Z", "EEE, dd MMM yyyy HH:mm:ss Z");

    /** Behind days and months that only their size tells apart. */
    private static final List<String> HOURS = List.of(" H:mm:ss", " H:mm", " h:mm:ss a", " h:mm a", "");
    /** Since 1970, in seconds or a part of them. */
    private static final String COUNTED = "\\d{9,19}(\\.\\d+)?";
    /** Things that are named by an id of their own. */
    private static final Set<String> OWNERS = Set.of("actor", "session", "trace", "span", "app", "modelServed");
    private static final Set<String> WHOLE = Set.of("tokensIn", "tokensOut");
    private static final Set<String> NUMBERS = Set.of("tokensIn", "tokensOut", "cost", "durationSeconds",
            "durationMillis", "durationNanos", "evaluationScore");

    private Guess() {
    }

    static boolean isNumber(String field) {
        return NUMBERS.contains(field);
    }

    /** @return true when a number among these has a comma before its fraction beyond doubt */
    static boolean commas(List<String> samples) {
        return samples.stream().anyMatch(s -> s.matches("[+-]?(\\d+|\\d{1,3}([.\u2019' ]\\d{3})+),(\\d{1,2}|\\d{4,})")
                || s.matches("[+-]?\\d{1,3}(\\.\\d{3})+,\\d+|[+-]?0,\\d+"));
    }

    /**
     * @param commas whether numbers of the file are known to have commas before their fractions
     * @return what begins the fraction of the numbers, a comma or a point; null where they are written plainly or can't
     *         be told
     */
    static String decimal(String field, List<String> samples, boolean commas) {
        boolean plain = samples.stream().allMatch(s -> s.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"));
        boolean thousands = samples.stream().anyMatch(s -> s.matches("[+-]?\\d{1,3}(\\.\\d{3})+"))
                && samples.stream().allMatch(s -> s.matches("[+-]?\\d{1,3}((\\.\\d{3})+|\\d*)"));
        if (thousands && (commas || WHOLE.contains(field)) || !plain && commas(samples)) {
            return ",";
        }
        boolean points = samples.stream().anyMatch(s -> s.matches("[+-]?\\d{1,3}(,\\d{3})+\\.\\d+|.*,\\d{3},.*"));
        boolean groups = WHOLE.contains(field) && samples.stream().anyMatch(s -> s.matches("\\d{1,3}(,\\d{3})+"));
        return !plain && (points || groups) ? "." : !plain && commas ? "," : null;
    }

    private static String field(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
        return WORDS.entrySet().stream().filter(e -> e.getValue().contains(plain)).map(Map.Entry::getKey).findFirst()
                .orElse(null);
    }

    /**
     * @param place  a column or a pointer
     * @param unique true when no value of it was seen twice
     * @return the field that it could fill, or null. What tells records apart is never guessed of a column whose values
     *         repeat, nor of an id within another object: the second record of one user would be a conflict
     */
    static String field(String place, boolean unique) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        String field = field(name);
        if (!"identity".equals(field)) {
            return field;
        }
        int slash = place.lastIndexOf('/');
        if (slash > 0) {
            String owner = place.substring(place.lastIndexOf('/', slash - 1) + 1, slash);
            String meant = field(owner);
            return meant != null && OWNERS.contains(meant) ? meant : null;
        }
        return unique ? field : null;
    }

    static boolean isTime(String field) {
        return field.equals("time") || field.equals("endTime");
    }

    /**
     * @return how the times are written, null when that can't be seen; day and month are never guessed apart. A value
     *         here and there may be broken: the preview shows what becomes of it
     */
    static String format(List<String> samples) {
        if (samples.isEmpty()) {
            return null;
        }
        if (most(samples, s -> s.matches("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?"))) {
            return "iso";
        }
        if (most(samples, s -> s.matches(COUNTED))) {
            int digits = samples.stream().filter(s -> s.matches(COUNTED)).findFirst().orElseThrow()
                    .replaceAll("\\..*", "").length();
            return digits <= 11 ? "seconds" : digits <= 14 && !fits("yyyyMMddHHmmss", samples) ? "millis"
                    : digits == 14 ? "yyyyMMddHHmmss" : digits <= 17 ? "micros" : "nanos";
        }
        return PATTERNS.stream().filter(p -> fits(p, samples)).findFirst().orElseGet(() -> slashes(samples));
    }

    /** @return the pattern of dates with slashes, null when the values leave open which number is the month */
    private static String slashes(List<String> samples) {
        for (String hours : HOURS) {
            Predicate<String> american = reads("M/d/yyyy" + hours);
            Predicate<String> other = reads("d/M/yyyy" + hours);
            if (most(samples, american.or(other))) {
                boolean months = samples.stream().anyMatch(american.and(other.negate()));
                boolean days = samples.stream().anyMatch(other.and(american.negate()));
                return months == days ? null : (months ? "M/d/yyyy" : "d/M/yyyy") + hours;
            }
        }
        return null;
    }

    /** With half of the values broken, the column is something else. */
    private static boolean most(List<String> samples, Predicate<String> fits) {
        return samples.stream().filter(fits).count() * 2 > samples.size();
    }

    private static boolean fits(String pattern, List<String> samples) {
        return most(samples, reads(pattern));
    }

    private static Predicate<String> reads(String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        boolean hours = pattern.contains("mm");
        return sample -> {
            try {
                if (hours) {
                    LocalDateTime.parse(sample, format);
                } else {
                    format.parse(sample);
                }
                return true;
            } catch (DateTimeParseException e) {
                return false;
            }
        };
    }
}
