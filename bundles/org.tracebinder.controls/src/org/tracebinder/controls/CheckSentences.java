// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.controls.CatalogFile.Entry;

/**
 * What the checks of {@code checks.json} and the scorecard's measures say, as pairs of an English and
 * another sentence.
 */
final class CheckSentences {

    private static final Pattern NAME = Pattern.compile("\\$?\\{([A-Za-z]+)}");
    /** Places that may be empty, unless they are all there is behind other words. */
    private static final Pattern OPTIONAL = Pattern.compile("\\{(breakdown|uncovered)}|(?<=\\w)\\{rest}");
    private static final Set<String> NUMBERS = Set.of("contrary", "population", "supporting", "events", "claimed",
            "records", "days", "months", "seen", "calls", "evaluations", "whole", "share", "unscored", "dropped",
            "open", "tried");
    private static final Set<String> SAID = Set.of("rows", "units", "groups", "group", "unit", "means", "rest", "held",
            "opens");

    private final Map<String, String> pairs = new LinkedHashMap<>();

    private CheckSentences() {
    }

    /** @return English sentences with numbered places, as {@code Phrases} takes them, and what they become */
    static Map<String, String> of(CatalogTexts texts) {
        CheckSentences all = new CheckSentences();
        try {
            for (Map.Entry<String, Map<String, String>> check : english("checks").entrySet()) {
                check.getValue().forEach((member, text) ->
                        all.add(text, texts.text("checks", check.getKey(), member, text)));
            }
            for (Map.Entry<String, Map<String, String>> measure : english("scorecard-template").entrySet()) {
                measure.getValue().forEach((member, text) ->
                        all.add(text, texts.text("scorecard-template", measure.getKey(), member, text)));
            }
        } catch (CatalogException | IOException e) {
            throw new IllegalStateException("the product's files can't be read: " + e.getMessage(), e);
        }
        return all.pairs;
    }

    /** @return the texts for people of an English file, by id and member, as the file of another language names them */
    static Map<String, Map<String, String>> english(String name) throws CatalogException, IOException {
        Map<String, Map<String, String>> result = new LinkedHashMap<>();
        try (InputStream in = CheckSentences.class.getResourceAsStream("/catalogs/" + name + ".json")) {
            CatalogFile file = CatalogFile.parse(name + ".json", in.readAllBytes());
            if (name.equals("checks")) {
                for (Entry e : file.list("checks")) {
                    result.put(e.need("id"), check(e));
                }
            } else {
                for (Entry e : file.list("measures")) {
                    result.put(e.need("id"), texts(e, "title", "unit"));
                }
            }
        }
        return result;
    }

    private static Map<String, String> check(Entry e) throws CatalogException {
        Map<String, String> all = texts(e, "title", "question");
        Entry messages = e.object("messages");
        all.putAll(texts(messages, messages.keys().toArray(String[]::new)));
        if (e.has("list")) {
            all.putAll(texts(e.object("list"), "each", "held"));
        }
        int n = 0;
        for (Entry need : e.objects("requires")) {
            all.put("requires." + n++, need.need("message"));
        }
        for (Entry p : e.objects("parameters")) {
            texts(p, "label", "hint").forEach((member, text) -> all.put(p.inner("id", "") + "." + member, text));
        }
        return all;
    }

    private static Map<String, String> texts(Entry e, String... members) throws CatalogException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String member : members) {
            if (!e.text(member).isBlank()) {
                all.put(member, e.text(member));
            }
        }
        return all;
    }

    /** Some places may be empty, and what is not covered is a sentence of its own. */
    private void add(String english, String other) {
        if (english.equals(other)) {
            return;
        }
        put(OPTIONAL.matcher(english).replaceAll(""), OPTIONAL.matcher(other).replaceAll(""));
        put(english.replace("{breakdown}", ": {breakdown}").replace("{uncovered}", ""),
                other.replace("{breakdown}", ": {breakdown}").replace("{uncovered}", ""));
    }

    private void put(String english, String other) {
        List<String> names = new ArrayList<>();
        String pattern = NAME.matcher(english.strip()).replaceAll(m -> {
            if (!names.contains(m.group(1))) {
                names.add(m.group(1));
            }
            return "{" + names.indexOf(m.group(1)) + (NUMBERS.contains(m.group(1)) ? "#"
                    : SAID.contains(m.group(1)) ? "~" : "") + "}";
        });
        pairs.put(pattern, NAME.matcher(other.strip()).replaceAll(m -> Matcher.quoteReplacement(
                "{" + names.indexOf(m.group(1)) + "}")));
    }
}
