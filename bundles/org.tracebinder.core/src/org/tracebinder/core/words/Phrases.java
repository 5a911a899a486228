// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The product's sentences in another language. A sentence is made once, in English, and that is what ledger, stored
 * reasons, JSON and tests keep. A bundle that makes sentences has two files beside one of its classes:
 * {@code phrases.properties} with the English ones and {@code phrases_de.properties} with the German ones under
 * the same
 * keys. What a person reads is looked up by the English sentence; one that is in no file stays English. So old binders
 * speak German too, and nothing that is stored depends on the reader. Immutable.
 */
public final class Phrases {

    /** Longer texts stay as they are. */
    private static final int LONGEST = 20_000;
    private static final int PARTS = 400;
    private static final int DEPTH = 6;
    private static final int AHEAD = 8;

    private final List<Phrase> all = new ArrayList<>();
    private final boolean comma;

    private Phrases(Locale language) {
        comma = language.getLanguage().equals("de");
    }

    /**
     * @param language {@code de}; for every other the English sentences stay
     * @param owners   classes beside which the files are
     * @throws IllegalStateException when the files of the product don't fit together
     */
    public static Phrases of(Locale language, List<Class<?>> owners) {
        Phrases result = new Phrases(language);
        if (language.getLanguage().equals("de")) {
            for (Class<?> owner : owners) {
                Map<String, String> english = read(owner, "phrases.properties");
                Map<String, String> german = read(owner, "phrases_de.properties");
                if (!english.keySet().equals(german.keySet())) {
                    throw new IllegalStateException("the phrases of " + owner.getName() + " don't fit together");
                }
                english.forEach((key, text) -> result.all.add(new Phrase(text, german.get(key))));
            }
        }
        result.all.sort(Comparator.comparingInt(Phrase::fixed).reversed());
        return result;
    }

    /**
     * @param name of a file beside the class
     * @return its texts by key
     */
    static Map<String, String> read(Class<?> owner, String name) {
        Properties properties = new Properties();
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException e) {
            throw new IllegalStateException(owner.getName() + ": " + e.getMessage(), e);
        }
        Map<String, String> result = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> result.put(k, properties.getProperty(k)));
        return result;
    }

    /** @return these phrases and further ones: each English sentence with what it becomes */
    public Phrases and(Map<String, String> more) {
        Phrases result = new Phrases(comma ? Locale.GERMAN : Locale.ENGLISH);
        result.all.addAll(all);
        more.forEach((english, other) -> result.all.add(new Phrase(english, other)));
        result.all.sort(Comparator.comparingInt(Phrase::fixed).reversed());
        return result;
    }

    /** @return all that these may say, one sentence a line */
    public String everything() {
        return String.join("\n", all.stream().map(Phrase::other).toList());
    }

    /**
     * @param english one or more sentences of the product, null as empty
     * @return the same in the language; parts that are not known as they are
     */
    public String say(String english) {
        if (english == null || english.isBlank() || all.isEmpty() || english.length() > LONGEST) {
            return english == null ? "" : english;
        }
        return english.lines().map(this::line)
                .collect(Collectors.joining("\n", "", english.endsWith("\n") ? "\n" : ""));
    }

    private String line(String english) {
        String text = english.strip();
        int lead = english.indexOf(text);
        return english.substring(0, lead) + say(text, DEPTH) + english.substring(lead + text.length());
    }

    private String say(String text, int depth) {
        String whole = whole(text, depth, false);
        if (whole != null) {
            return whole;
        }
        String parts = inParts(text, depth);
        whole = parts.equals(text) ? whole(text, depth, true) : null;
        return whole != null ? whole : parts;
    }

    /** @param lists whether a place may reach over the end of an item of a list, as a name with a semicolon does */
    private String whole(String text, int depth, boolean lists) {
        for (Phrase phrase : all) {
            String said = phrase.render(text, lists, (rule, value) -> place(rule, value, depth));
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    private String place(String rule, String value, int depth) {
        return switch (rule) {
            case "" -> value;
            case "#" -> comma ? value.replace('.', '\u0001').replace(',', '.').replace('\u0001', ',') : value;
            default -> depth == 0 ? value : say(value, depth - 1);
        };
    }

    /** Goes from sentence to sentence, then from item to item of a list; what is no phrase stays. */
    private String inParts(String text, int depth) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int parts = 0; at < text.length() && parts < PARTS; parts++) {
            int from = at;
            at = 0;
            for (boolean sentences : new boolean[] {true, false}) {
                int end = from - 1;
                for (int i = 0; i < AHEAD && end < text.length() && at == 0; i++) {
                    end = end(text, end + 1, sentences);
                    String said = from == 0 && end == text.length() ? null
                            : whole(text.substring(from, end), depth, false);
                    if (said != null) {
                        result.append(said);
                        at = end;
                    }
                }
            }
            if (at == 0) {
                at = end(text, from, false);
                result.append(text, from, at);
            }
            while (at < text.length() && " ;:,".indexOf(text.charAt(at)) >= 0) {
                result.append(text.charAt(at++));
            }
        }
        return result.append(text.substring(at)).toString();
    }

    /**
     * @param sentences true to pass over the ends of items
     * @return the end of the sentence, with its full stop, or of the item; the length when there is none
     */
    private static int end(String text, int from, boolean sentences) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length() || text.charAt(i + 1) == ' ';
            if (c == '.' && last) {
                return i + 1;
            }
            if (!sentences && last && ";:,".indexOf(c) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
