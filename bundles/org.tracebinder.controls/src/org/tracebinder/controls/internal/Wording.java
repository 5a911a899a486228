// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.core.Event;

/**
 * What can be told of a text without understanding it: its script, for Latin script the language by its commonest
 * little words, and whether an answer refuses. Rough, and the same every time.
 */
final class Wording {

    private static final int LETTERS = 2_000;
    private static final int HEAD = 240;
    private static final Map<String, List<String>> LITTLE = Map.of(
            "en", List.of("the", "and", "is", "of", "to", "you", "for", "what", "my", "in"),
            "de", List.of("der", "die", "und", "ist", "nicht", "das", "ich", "mein", "für", "wie"),
            "fr", List.of("le", "la", "les", "et", "est", "je", "vous", "pour", "mon", "une"),
            "es", List.of("el", "los", "y", "es", "que", "para", "mi", "una", "por", "con"),
            "it", List.of("il", "che", "di", "è", "per", "una", "mio", "sono", "della", "non"),
            "pt", List.of("o", "os", "e", "não", "para", "uma", "meu", "com", "você", "do"),
            "nl", List.of("het", "een", "en", "niet", "van", "ik", "mijn", "voor", "is", "de"),
            "pl", List.of("nie", "jest", "na", "się", "że", "jak", "do", "mój", "dla", "czy"));
    private static final List<String> REFUSALS = List.of("i can't help", "i cannot help", "i can't assist",
            "i cannot assist", "i'm sorry, but i can", "i am sorry, but i can", "i'm not able to", "i am not able to",
            "i'm unable to", "i am unable to", "i can't provide", "i cannot provide", "i won't", "as an ai",
            "ich kann ihnen dabei nicht", "ich kann dabei nicht", "das kann ich nicht", "es tut mir leid, aber",
            "je ne peux pas", "je suis désolé", "no puedo ayudar", "lo siento, pero", "non posso aiutar",
            "mi dispiace, ma", "ik kan je daar niet", "não posso ajudar");
    private static final List<String> REASONS = List.of("content_filter", "refusal", "safety", "prohibited_content",
            "guardrail_intervened", "content_filtered");

    private Wording() {
    }

    /** @return a language code for Latin script, else the script; null when there are too few letters to tell */
    static String language(String text) {
        int[] scripts = new int[Character.UnicodeScript.values().length];
        int letters = 0;
        int at = 0;
        while (at < text.length() && letters < LETTERS) {
            int c = text.codePointAt(at);
            if (Character.isLetter(c)) {
                letters++;
                scripts[Character.UnicodeScript.of(c).ordinal()]++;
            }
            at += Character.charCount(c);
        }
        if (letters < 8) {
            return null;
        }
        int kana = scripts[Character.UnicodeScript.HIRAGANA.ordinal()]
                + scripts[Character.UnicodeScript.KATAKANA.ordinal()];
        if (kana * 10 > letters) {
            return "ja";
        }
        int best = 0;
        for (int i = 0; i < scripts.length; i++) {
            best = scripts[i] > scripts[best] ? i : best;
        }
        Character.UnicodeScript script = Character.UnicodeScript.values()[best];
        return script == Character.UnicodeScript.LATIN ? latin(text.substring(0, at))
                : script.name().toLowerCase(Locale.ROOT);
    }

    private static String latin(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+"));
        String best = "latin";
        long most = 1; // one little word alone may be chance
        for (Map.Entry<String, List<String>> e : new java.util.TreeMap<>(LITTLE).entrySet()) {
            long hits = words.stream().filter(e.getValue()::contains).count();
            if (hits > most) {
                most = hits;
                best = e.getKey();
            }
        }
        return best;
    }

    /** @return true when the answer refuses, by its finish reason or by how it begins; null when there is no answer */
    static Boolean refuses(Event event) {
        for (Map.Entry<String, String> e : event.extra().entrySet()) {
            String key = e.getKey().toLowerCase(Locale.ROOT);
            String value = String.valueOf(e.getValue()).toLowerCase(Locale.ROOT);
            if ((key.contains("finish_reason") || key.contains("finishreason") || key.contains("stop_reason"))
                    && REASONS.stream().anyMatch(value::contains)) {
                return true;
            }
        }
        String answer = event.answer();
        if (answer == null || answer.isBlank()) {
            return null;
        }
        String head = answer.substring(0, Math.min(HEAD, answer.length())).toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
        return REFUSALS.stream().anyMatch(head::contains);
    }
}
