// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.words.Phrases;
import org.tracebinder.formats.BuiltInFormats;

/** Every reason for a detected format, as the readers' own code puts it together, is there in German. */
class DetectionInGermanTest {

    private static final String REASON = "new Match.Maybe(";
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String JOINED = "((?:(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\w+)(?:\\s*\\+\\s*)?)+)\\s*";
    private static final Pattern EITHER = Pattern.compile("\\([^\"?]*\\?\\s*" + JOINED + ":\\s*" + JOINED + "\\)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    /** A reason in a list of constants: a number and a text. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z_]+\\(\\d+, (\"[^\"]*\")\\)");
    /** Words of an English sentence; what is left of a name of a member may be any of them. */
    private static final Pattern ENGLISH = Pattern.compile("(?<![\\w.])(with|and|or|of|beside|the|which|has|behind|row"
            + "|rows|columns)(?![\\w.])");
    /** Names of members with their values, which are the same in every language. */
    private static final Pattern NAMES = Pattern.compile("(bomFormat|schemaType|mediaType|conformsTo|entry_type"
            + "|schema_version|@context) \\S+");

    private final Phrases german = Phrases.of(Locale.GERMAN, List.of(BuiltInFormats.class));

    @Test
    void everyReasonIsSaidInGerman() throws IOException {
        List<String> english = new ArrayList<>();
        Set<String> reasons = reasons();
        for (String reason : reasons) {
            String said = german.say(reason);
            boolean whole = !said.equals(reason) && !ENGLISH.matcher(said).find();
            if (!whole && !NAMES.matcher(reason).matches()) {
                english.add(reason + " -> " + said);
            }
        }
        assertEquals("", String.join("\n", english));
        assertTrue(reasons.size() > 200, reasons.size() + " reasons");
    }

    private static Set<String> reasons() throws IOException {
        Set<String> reasons = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../org.tracebinder.formats/src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                for (int at = code.indexOf(REASON); at >= 0; at = code.indexOf(REASON, at + 1)) {
                    reasons.addAll(texts(argument(code, at + REASON.length())));
                }
                if (code.contains("kind.why")) {
                    CONSTANT.matcher(code).results().forEach(m -> reasons.addAll(texts(m.group(1))));
                }
            }
        }
        reasons.remove("X1"); // a constant, which was read where it stands
        return reasons;
    }

    /** @return the second argument of the call that begins at the place */
    private static String argument(String code, int from) {
        int depth = 1;
        int comma = -1;
        boolean text = false;
        int at = from;
        for (; depth > 0; at++) {
            char c = code.charAt(at);
            if (text) {
                at += c == '\\' ? 1 : 0;
                text = c != '"';
            } else if (c == '\'') {
                at = code.indexOf('\'', at + (code.charAt(at + 1) == '\\' ? 3 : 2)); // a character, such as '"'
            } else {
                text = c == '"';
                depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
                comma = c == ',' && depth == 1 && comma < 0 ? at : comma;
            }
        }
        return code.substring(comma + 1, at - 1).replaceAll("\\s+", " ").strip();
    }

    /** @return what the expression may say, with X1 for what is not known before */
    private static Set<String> texts(String expression) {
        Matcher either = EITHER.matcher(expression);
        if (either.find()) {
            Set<String> both = new TreeSet<>();
            for (int i = 1; i <= 2; i++) {
                both.addAll(texts(expression.substring(0, either.start()) + either.group(i)
                        + expression.substring(either.end())));
            }
            return both;
        }
        StringBuilder text = new StringBuilder();
        Matcher literal = TEXT.matcher(expression);
        int at = 0;
        while (literal.find()) {
            int calls = depth(expression.substring(0, literal.start()));
            if (calls == 0) {
                text.append(expression.substring(at, literal.start()).matches("[\\s+]*") ? "" : "X1")
                        .append(literal.group(1));
                at = literal.end();
            }
        }
        text.append(expression.substring(at).matches("[\\s+]*") ? "" : "X1");
        String said = ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(String.valueOf(
                (char) Integer.parseInt(m.group(1), 16))));
        return Set.of(said.replace("at character X1", "at character 17"));
    }

    private static int depth(String code) {
        String bare = TEXT.matcher(code).replaceAll("");
        return (int) (bare.chars().filter(c -> c == '(').count() - bare.chars().filter(c -> c == ')').count());
    }
}
