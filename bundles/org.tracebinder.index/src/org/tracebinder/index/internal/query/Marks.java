// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.UTF32ToUTF8;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.internal.text.WordStream;
import org.tracebinder.index.internal.text.Words;

/** Finds in a text what a query asked for, with the same rules by which the index found the event. */
public final class Marks {

    /** Each is a row of words that have to stand side by side. */
    private final List<List<Predicate<BytesRef>>> wanted = new ArrayList<>();

    /**
     * @param query what was searched
     * @param field prompt, answer or text: words that were asked of another field are passed over
     */
    public Marks(Node query, Field<?> field) throws QueryException {
        collect(query, field);
    }

    private void collect(Node node, Field<?> field) throws QueryException {
        switch (node) {
            case Node.Group group -> {
                for (Node part : group.must()) {
                    collect(part, field);
                }
                for (Node part : group.should()) {
                    collect(part, field);
                }
            }
            case Node.Boost boost -> collect(boost.part(), field);
            case Node.Value value when asked(value.name(), field) -> {
                List<Predicate<BytesRef>> row = new ArrayList<>();
                Words.of(value.text()).forEach(word -> row.add(word::bytesEquals));
                add(row, value.slop() > 0);
            }
            case Node.Pattern pattern when asked(pattern.name(), field) -> {
                List<Predicate<BytesRef>> row = new ArrayList<>();
                Words.ofPattern(pattern.text(), c -> Glob.placeholder((char) c))
                        .forEach(word -> row.add(found -> Glob.fits(word, found.utf8ToString())));
                add(row, false);
            }
            case Node.Fuzzy fuzzy when asked(fuzzy.name(), field) -> {
                Automaton near = new LevenshteinAutomata(Meaning.shortEnough(fuzzy).toLowerCase(Locale.ROOT), true)
                        .toAutomaton(fuzzy.edits());
                ByteRunAutomaton run = new ByteRunAutomaton(new UTF32ToUTF8().convert(near));
                add(List.of(word -> run.run(word.bytes, word.offset, word.length)), false);
            }
            default -> {
                // ranges, ids and existence are not found in words
            }
        }
    }

    private void add(List<Predicate<BytesRef>> row, boolean apart) {
        if (apart) {
            row.forEach(word -> wanted.add(List.of(word)));
        } else if (!row.isEmpty()) {
            wanted.add(row);
        }
    }

    private static boolean asked(Node.Name name, Field<?> field) {
        return name.field() == null || name.field().equals(Fields.OTHER_TEXT.id()) || name.field().equals(field.id());
    }

    /**
     * @param most marks that are wanted
     * @return begin and end (exclusive) of what was found, in the order of the text, without overlaps
     */
    public List<int[]> in(String text, int most) {
        List<int[]> out = new ArrayList<>();
        if (wanted.isEmpty()) {
            return out;
        }
        int longest = wanted.stream().mapToInt(List::size).max().getAsInt();
        List<BytesRef> words = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        WordStream stream = new WordStream();
        stream.text(text);
        while (out.size() < most && stream.incrementToken()) {
            words.add(BytesRef.deepCopyOf(stream.term()));
            places.add(new int[] {stream.from(), stream.to()});
            if (words.size() > longest) {
                words.remove(0);
                places.remove(0);
            }
            int length = ending(words);
            if (length > 0) {
                int[] mark = {places.get(places.size() - length)[0], stream.to()};
                int[] last = out.isEmpty() ? null : out.get(out.size() - 1);
                if (last != null && mark[0] < last[1]) {
                    last[1] = mark[1];
                } else {
                    out.add(mark);
                }
            }
        }
        return out;
    }

    /** @return the number of words of the longest wanted row that ends with the last word, or 0 */
    private int ending(List<BytesRef> words) {
        int best = 0;
        for (List<Predicate<BytesRef>> row : wanted) {
            int from = words.size() - row.size();
            boolean all = from >= 0 && row.size() > best;
            for (int i = 0; all && i < row.size(); i++) {
                all = row.get(i).test(words.get(from + i));
            }
            if (all) {
                best = row.size();
            }
        }
        return best;
    }
}
