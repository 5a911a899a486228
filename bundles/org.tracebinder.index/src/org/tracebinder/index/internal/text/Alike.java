// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Letters that one person types for another: with and without accents, {@code ue} for {@code ü}, and letters of Latin,
 * Greek and Cyrillic that look the same. Only for hints: a search finds words as they are written. Thread-safe.
 */
public final class Alike {

    /** Longer words have no other spellings. */
    private static final int LONGEST = 64;
    private static final int[][] LETTERS = {{0xC0, 0x24F}, {0x370, 0x52F}, {0x1E00, 0x1EFF}};
    /** A letter, and what stands for it without accents or in Latin. */
    private static final Map<Integer, String> PLAIN = plain();
    private static final Map<String, String> UMLAUTS = Map.of("ae", "ä", "oe", "öø", "ue", "ü", "aa", "å");

    /** By what stands for them: the letters, in small and capital. */
    private static final class Table {
        private static final Map<String, List<Integer>> LETTERS_OF = table();

        private static Map<String, List<Integer>> table() {
            Map<String, List<Integer>> table = new TreeMap<>();
            for (int[] range : LETTERS) {
                for (int c = range[0]; c <= range[1]; c++) {
                    if (Character.isLetter(c)) {
                        table.computeIfAbsent(of(c), k -> new ArrayList<>()).add(c);
                    }
                }
            }
            return table;
        }
    }

    private Alike() {
    }

    private static Map<Integer, String> plain() {
        Map<Integer, String> plain = new TreeMap<>();
        String pairs = "øo łl đd ðd ħh ŧt ıi аa еe оo рp сc хx уy іi јj ѕs һh ԁd ԛq ԝw кk οo αa νv ρp ιi κk υu χx";
        for (String pair : pairs.split(" ")) {
            plain.put((int) pair.charAt(0), pair.substring(1));
        }
        plain.put((int) 'æ', "ae");
        plain.put((int) 'œ', "oe");
        plain.put((int) 'þ', "th");
        return plain;
    }

    /** @return the letter in small without accents, in Latin where a letter of Latin looks the same */
    private static String of(int c) {
        StringBuilder out = new StringBuilder();
        Normalizer.normalize(Character.toString(c).toLowerCase(Locale.ROOT), Normalizer.Form.NFD).codePoints()
                .filter(x -> Character.getType(x) != Character.NON_SPACING_MARK)
                .forEach(x -> out.append(PLAIN.getOrDefault(x, Character.toString(x))));
        return out.toString();
    }

    /**
     * @param word any text
     * @return what accepts its spellings, in any case, or null when the word is too long
     */
    public static Automaton spellings(String word) {
        String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
        if (composed.length() > LONGEST) {
            return null;
        }
        List<Automaton> parts = new ArrayList<>();
        int[] c = composed.codePoints().toArray();
        for (int i = 0; i < c.length; i++) {
            if (Character.getType(c[i]) == Character.NON_SPACING_MARK && i > 0) {
                continue; // each letter may have any accents
            }
            String plain = of(c[i]);
            String two = i + 1 < c.length ? plain + of(c[i + 1]) : plain;
            parts.add(typed(c[i], plain));
            if (two.length() == 2 && plain.length() == 1 && UMLAUTS.containsKey(two)) {
                List<Automaton> joined = new ArrayList<>();
                joined.add(Operations.concatenate(List.of(parts.removeLast(), typed(c[i + 1], of(c[i + 1])))));
                UMLAUTS.get(two).codePoints().forEach(u -> joined.add(one(u)));
                for (int letter : Table.LETTERS_OF.getOrDefault(two, List.of())) {
                    joined.add(one(letter));
                }
                parts.add(Operations.union(joined));
                i++;
            }
        }
        return parts.isEmpty() ? null : Operations.determinize(Operations.concatenate(parts), 20_000);
    }

    /** @return what accepts the spellings of one letter that was typed */
    private static Automaton typed(int c, String plain) {
        List<Automaton> ways = new ArrayList<>();
        ways.add(letters(plain));
        UMLAUTS.forEach((two, umlauts) -> {
            if (umlauts.indexOf(Character.toLowerCase(c)) >= 0) {
                ways.add(letters(two));
            }
        });
        return Operations.union(ways);
    }

    /** @return what accepts the letters for this plain text: one for all of it, or one for each of its letters */
    private static Automaton letters(String plain) {
        List<Automaton> ways = new ArrayList<>();
        Table.LETTERS_OF.getOrDefault(plain, List.of()).forEach(c -> ways.add(one(c)));
        List<Automaton> each = new ArrayList<>();
        plain.codePoints().forEach(c -> {
            List<Automaton> forms = new ArrayList<>();
            forms.add(one(c));
            forms.add(one(Character.toUpperCase(c)));
            Table.LETTERS_OF.getOrDefault(Character.toString(c), List.of()).forEach(x -> forms.add(one(x)));
            each.add(Operations.union(forms));
        });
        ways.add(each.size() == 1 ? each.get(0) : Operations.concatenate(each));
        return Operations.union(ways);
    }

    /** @return the letter and any accents behind it */
    private static Automaton one(int c) {
        return Operations.concatenate(List.of(Automata.makeChar(c),
                Operations.repeat(Automata.makeCharRange(0x300, 0x36F))));
    }
}
