// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.EventIndex;
import org.tracebinder.session.internal.Placing;

/**
 * Shows in the words of events, which are read from the original bytes, what a query looked for: by the same rules by
 * which the index found them. Thread-safe; needs no binder.
 */
public final class Snippets {

    private static final int LENGTH = 180;
    private static final int BEFORE = 60;
    /** Places that are looked at for the best one; further on in a long text there is seldom a better one. */
    private static final int LOOKED_AT = 50;

    private final String query;
    private final boolean readable;

    /** @param query in the query language; one that can't be understood marks nothing */
    public Snippets(String query) {
        this.query = query;
        boolean ok = true;
        try {
            EventIndex.check(query);
        } catch (QueryException e) {
            ok = false; // whoever asks the query is told; here there is nothing to show
        }
        readable = ok;
    }

    /**
     * A place in a text.
     *
     * @param from first character
     * @param to   the character behind the last one
     */
    public record Mark(int from, int to) {
    }

    /**
     * One line out of the words of an event.
     *
     * @param text  white space is one blank, control characters and turns of direction are left out; never null
     * @param marks what the query looked for, in order, as places in {@code text}
     */
    public record Snippet(String text, List<Mark> marks) {

        /** Copies the marks. */
        public Snippet {
            marks = List.copyOf(marks);
        }
    }

    /**
     * @param field prompt, answer or text: where the words come from
     * @param text  the words
     * @param most  marks that are wanted
     * @return what the query looked for, in order, without overlaps
     */
    public List<Mark> marks(Field<String> field, String text, int most) {
        if (!readable || text == null) {
            return List.of();
        }
        try {
            return EventIndex.marks(query, field, text, most).stream().map(m -> new Mark(m[0], m[1])).toList();
        } catch (QueryException e) {
            return List.of(); // a value that only the index refuses, such as a pattern that is too wide
        }
    }

    /**
     * Finds the words that the query looked for in the original bytes, whatever escapes they are written with.
     *
     * @param event  what its reader made of the bytes
     * @param record the bytes of its record; of more than 8 MiB the first are looked at
     * @param most   matches in each text that are wanted
     * @return where they stand
     */
    public MarkedBytes places(Event event, byte[] record, int most) {
        if (!readable) {
            return MarkedBytes.NONE;
        }
        Placing placing = new Placing(record, event.to() < 0 ? 0 : event.from(), event.to() < 0 ? record.length
                : event.to());
        boolean all = true;
        for (Message m : event.input()) {
            all &= place(placing, Fields.PROMPT, m.text(), most);
        }
        for (Message m : event.output()) {
            all &= place(placing, Fields.ANSWER, m.text(), most);
        }
        all &= place(placing, Fields.OTHER_TEXT, event.otherText(), most);
        return placing.marked(all);
    }

    private boolean place(Placing placing, Field<String> field, String text, int most) {
        List<Mark> marks = marks(field, text, most);
        placing.add(field.id(), text, marks.stream().map(m -> new int[] {m.from, m.to}).toList());
        return marks.size() < most;
    }

    /** @return one line around the longest match, or the beginning of the words when the query named none */
    public Snippet of(Event event) {
        String best = null;
        List<Mark> marks = List.of();
        Mark place = null;
        for (Field<String> field : List.of(Fields.PROMPT, Fields.ANSWER, Fields.OTHER_TEXT)) {
            String text = field.read().apply(event);
            List<Mark> found = marks(field, text, LOOKED_AT);
            for (Mark m : found) {
                if (place == null || m.to - m.from > place.to - place.from) {
                    best = text;
                    marks = found;
                    place = m;
                }
            }
        }
        if (place == null) {
            String words = beginning(event);
            return words == null ? new Snippet("", List.of()) : around(words, new Mark(0, 0), List.of());
        }
        return around(best, place, marks);
    }

    /** What a person wrote last says more than the standing instructions before it. */
    private static String beginning(Event event) {
        List<Message> input = event.input();
        for (int i = input.size() - 1; i >= 0; i--) {
            if ("user".equals(input.get(i).role()) && !input.get(i).text().isBlank()) {
                return input.get(i).text();
            }
        }
        for (String text : Arrays.asList(event.prompt(), event.answer(), event.otherText(), event.name())) {
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private static Snippet around(String text, Mark place, List<Mark> marks) {
        int match = place.from;
        int from = match <= BEFORE ? 0 : match - BEFORE;
        int to = Math.min(text.length(), from + LENGTH);
        if (from > 0) {
            int blank = text.indexOf(' ', from);
            from = blank >= 0 && blank < match ? blank + 1 : from;
        }
        if (to < text.length()) {
            int blank = text.lastIndexOf(' ', to);
            to = blank > match + BEFORE ? blank : to;
        }
        from = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
        StringBuilder line = new StringBuilder(from > 0 ? "… " : "");
        int[] places = line(text, from, to, line);
        if (to < text.length()) {
            line.append(" …");
        }
        List<Mark> shown = new ArrayList<>();
        for (Mark m : marks) {
            if (m.from < to && m.to > from) {
                int begin = places[Math.max(m.from, from) - from];
                int end = places[Math.min(m.to, to) - from];
                if (begin < end) {
                    shown.add(new Mark(begin, end));
                }
            }
        }
        return new Snippet(line.toString(), shown);
    }

    /** @return for each character from {@code from} to {@code to} (inclusive) its place in the line */
    private static int[] line(String text, int from, int to, StringBuilder line) {
        int[] places = new int[to - from + 1];
        boolean blank = false;
        boolean first = true;
        for (int i = from; i < to;) {
            int c = text.codePointAt(i);
            int next = Math.min(to, i + Character.charCount(c));
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
            boolean shown = !space && !unsafe(c);
            if (shown && blank && !first) {
                line.append(' ');
            }
            Arrays.fill(places, i - from, next - from, line.length());
            if (shown) {
                line.appendCodePoint(c);
                first = false;
            }
            blank = space || blank && !shown;
            i = next;
        }
        places[to - from] = line.length();
        return places;
    }

    private static boolean unsafe(int c) {
        return Character.isISOControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E
                || c == 0x200F || c == 0xFEFF || Character.getType(c) == Character.SURROGATE;
    }
}
