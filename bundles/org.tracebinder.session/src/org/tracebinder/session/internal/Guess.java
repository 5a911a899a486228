// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a column or member could mean, by its name and its values. A person looks at it before it counts. */
final class Guess {

    /** Words as exporters use them, without case and separators, English and German. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("time", List.of("time", "timestamp", "ts", "date", "datetime", "createdat", "created",
                    "starttime",
                    "startedat", "start", "zeit", "zeitpunkt", "zeitstempel", "datum", "beginn", "eventtime", "when")),
            Map.entry("endTime", List.of("endtime", "endedat", "end", "completedat", "finishedat", "ende")),
            Map.entry("input", List.of("input", "prompt", "question", "request", "query", "usermessage", "frage",
                    "anfrage", "eingabe", "messages")),
            Map.entry("output", List.of("output", "answer", "response", "completion", "reply", "antwort", "ausgabe",
                    "result", "ergebnis")),
            Map.entry("actor", List.of("actor", "user", "userid", "username", "useremail", "benutzer", "nutzer",
                    "anwender", "employee", "agentuser")),
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
            Map.entry("durationMillis", List.of("latencyms", "durationms", "elapsedms", "dauerms", "responsetimems")),
            Map.entry("durationSeconds", List.of("latency", "durations", "durationseconds", "dauer")),
            Map.entry("tool", List.of("tool", "toolname", "function", "werkzeug")),
            Map.entry("operation", List.of("operation", "action", "type", "eventtype", "event", "aktion", "typ")),
            Map.entry("decision", List.of("decision", "verdict", "entscheidung")),
            Map.entry("reviewer", List.of("reviewer", "approvedby", "pruefer", "prüfer")),
            Map.entry("reviewComment", List.of("comment", "kommentar", "bemerkung")));

    /** Ways of writing a time that are found by trying; day before month, since only that order uses dots. */
    private static final List<String> PATTERNS = List.of("dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
            "yyyy/MM/dd HH:mm:ss", "yyyyMMddHHmmss", "dd/MMM/yyyy:HH:mm:ss Z", "EEE, dd MMM yyyy HH:mm:ss Z");

    private Guess() {
    }

    /** @return the field that a column or member of that name could fill, or null */
    static String field(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
        return WORDS.entrySet().stream().filter(e -> e.getValue().contains(plain)).map(Map.Entry::getKey).findFirst()
                .orElse(null);
    }

    static boolean isTime(String field) {
        return field.equals("time") || field.equals("endTime");
    }

    /** @return how the times are written, null when that can't be seen; day and month are never guessed apart */
    static String format(List<String> samples) {
        if (samples.isEmpty()) {
            return null;
        }
        if (samples.stream().allMatch(s -> s.matches("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?"))) {
            return "iso";
        }
        if (samples.stream().allMatch(s -> s.matches("\\d{9,19}(\\.\\d+)?"))) {
            int digits = samples.get(0).replaceAll("\\..*", "").length();
            return digits <= 11 ? "seconds" : digits <= 14 && !parses("yyyyMMddHHmmss", samples) ? "millis"
                    : digits == 14 ? "yyyyMMddHHmmss" : digits <= 17 ? "micros" : "nanos";
        }
        return PATTERNS.stream().filter(p -> parses(p, samples)).findFirst().orElse(null);
    }

    private static boolean parses(String pattern, List<String> samples) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        for (String sample : samples) {
            try {
                if (pattern.contains("H")) {
                    LocalDateTime.parse(sample, format);
                } else {
                    format.parse(sample);
                }
            } catch (DateTimeParseException e) {
                return false;
            }
        }
        return true;
    }
}
