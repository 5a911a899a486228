// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One event that several records tell: its beginning and its end, or the call and what a second log holds of it. The
 * first of them by id stands for all; what it does not say, the others do.
 */
public final class EventPieces {

    /** Key of the extra that names the other records. */
    public static final String RECORDS = "told also by";

    /** Words for an event that goes on; the record of its end knows better. */
    private static final Set<String> UNDERWAY = Set.of("started", "updated", "unfinished", "requested");

    private EventPieces() {
    }

    /**
     * @return true when the two may be pieces of one event: one of them is a piece, and neither contradicts the other
     */
    public static boolean agree(Event a, Event b) {
        boolean turn = a.parts().turn || b.parts().turn;
        return (a.isPiece() || b.isPiece()) && agree(a, b, Event::trace) && agree(a, b, Event::span)
                && agree(a, b, Event::parent) && agree(a, b, Event::session) && sameActor(a.actor(), b.actor())
                && agree(a, b, Event::modelRequested) && agree(a, b, Event::modelServed) && agree(a, b, Event::version)
                && agree(a, b, Event::tool) && sameError(a.error(), b.error())
                && (turn || within(a.prompt(), b.prompt()))
                && (turn || within(a.answer(), b.answer()) || a.evaluation() != null && b.evaluation() != null)
                && agree(a, b, e -> e.evaluation() == null ? null : e.evaluation().passed())
                && agree(a, b, e -> number(e.tokensIn()))
                && agree(a, b, e -> number(e.tokensOut())) && agree(a, b, Event::cost)
                && (a.kind() == b.kind() || a.kind() == EventKind.OTHER || b.kind() == EventKind.OTHER
                || turn || a.isPiece() != b.isPiece());
    }

    private static boolean agree(Event a, Event b, Function<Event, Object> value) {
        Object one = value.apply(a);
        Object other = value.apply(b);
        return one == null || other == null || one.equals(other);
    }

    /** One record may name an actor by the whole path, the other by its last part: {@code arn:..:user/ann}, ann. */
    private static boolean sameActor(String a, String b) {
        return a == null || b == null || a.equals(b) || last(a, b) || last(b, a);
    }

    private static boolean last(String path, String name) {
        int before = path.length() - name.length() - 1;
        return before > 0 && path.endsWith(name) && (path.charAt(before) == '/' || path.charAt(before) == ':');
    }

    /** One record may give the code of an error, the other the code and the message behind it. */
    private static boolean sameError(String a, String b) {
        return a == null || b == null || a.equals(b) || a.startsWith(b + ": ") || b.startsWith(a + ": ");
    }

    /** One record may hold all turns or answers, the other one of them. */
    private static boolean within(String a, String b) {
        return a == null || b == null || a.contains(b) || b.contains(a);
    }

    private static Long number(long value) {
        return value == Event.NONE ? null : (Long) value;
    }

    /**
     * @param first the event with the lowest id
     * @param more  further pieces of it, in the order of their ids
     * @param ids   the ids of the further pieces; empty when they are not to be named
     * @return the whole event: it has the identity and the bytes of the first
     */
    public static Event join(Event first, List<Event> more, List<EventId> ids) {
        List<Event> all = new ArrayList<>();
        all.add(first);
        all.addAll(more);
        // a record that tells the whole event is more to be relied on than pieces of it
        all.sort(Comparator.comparing(Event::isPiece).thenComparing(e -> e.parts().turn));
        EventParts to = all.get(0).parts().copy();
        to.extra = new LinkedHashMap<>(to.extra);
        StringBuilder words = to.otherText;
        to.otherText = words == null ? null : new StringBuilder(words);
        Set<String> told = new HashSet<>();
        for (Event e : all) {
            if (!e.parts().turn) {
                e.parts().input.forEach(m -> told.add(m.text()));
                e.parts().output.forEach(m -> told.add(m.text()));
            }
        }
        for (Event piece : all.subList(1, all.size())) {
            add(to, piece.parts(), told);
        }
        to.status = status(all);
        content(to, all);
        times(to, all);
        to.from = first.from();
        to.to = first.to();
        to.piece = first.isPiece();
        if (!ids.isEmpty()) {
            to.addExtra(RECORDS, String.join(", ", ids.stream().map(EventId::toString).toList()));
        }
        return new Event(to);
    }

    /** @return the other records of a joined event, by the ids of its pieces; empty for an event of one record */
    public static List<EventId> records(Event event) {
        String ids = event.extra().get(RECORDS);
        return ids == null ? List.of() : Stream.of(ids.split(", ")).filter(EventId::isId).map(EventId::parse).toList();
    }

    /**
     * @param event  read from a part of its record
     * @param begin  where that part begins in the record
     * @param length bytes of that part
     * @return the same event, with its place in the whole record
     */
    public static Event within(Event event, int begin, int length) {
        EventParts copy = event.parts().copy();
        boolean whole = copy.to < 0;
        copy.from = begin + (whole ? 0 : copy.from);
        copy.to = begin + (whole ? length : copy.to);
        return new Event(copy);
    }

    /** @param told words of the records that hold all messages */
    private static void add(EventParts to, EventParts piece, Set<String> told) {
        to.kind = to.kind == EventKind.OTHER ? piece.kind : to.kind;
        to.operation = or(to.operation, piece.operation);
        to.name = or(to.name, piece.name);
        to.trace = or(to.trace, piece.trace);
        to.span = or(to.span, piece.span);
        to.parent = or(to.parent, piece.parent);
        to.session = or(to.session, piece.session);
        to.app = or(to.app, piece.app);
        to.env = or(to.env, piece.env);
        to.actor = or(to.actor, piece.actor);
        to.provider = or(to.provider, piece.provider);
        to.modelRequested = or(to.modelRequested, piece.modelRequested);
        to.modelServed = or(to.modelServed, piece.modelServed);
        to.version = or(to.version, piece.version);
        to.tool = or(to.tool, piece.tool);
        to.error = or(to.error, piece.error);
        to.tokensIn = to.tokensIn == Event.NONE ? piece.tokensIn : to.tokensIn;
        to.tokensOut = to.tokensOut == Event.NONE ? piece.tokensOut : to.tokensOut;
        to.cost = or(to.cost, piece.cost);
        to.input = piece.turn ? turns(to.input, piece.input, told) : messages(to, to.input, piece.input);
        to.output = piece.turn ? turns(to.output, piece.output, told) : messages(to, to.output, piece.output);
        to.decisions = both(to.decisions, piece.decisions);
        to.personalData = both(to.personalData, piece.personalData);
        to.dataSources = both(to.dataSources, piece.dataSources);
        to.ids = both(to.ids, piece.ids);
        to.review = or(to.review, piece.review);
        boolean open = to.evaluation != null && to.evaluation.passed() == null && piece.evaluation != null;
        to.evaluation = open ? piece.evaluation : or(to.evaluation, piece.evaluation);
        to.lineage = or(to.lineage, piece.lineage);
        String words = piece.otherText == null ? null : piece.otherText.toString();
        if (words != null && (to.otherText == null || to.otherText.indexOf(words) < 0)) {
            to.addText(words);
        }
        for (Map.Entry<String, String> e : piece.extra.entrySet()) {
            if (!Objects.equals(to.extra.get(e.getKey()), e.getValue())) {
                to.addExtra(e.getKey(), e.getValue());
            }
        }
    }

    /** The longer of the two where one holds the other; words of another answer are kept to be found. */
    private static List<Message> messages(EventParts to, List<Message> own, List<Message> more) {
        String a = EventParts.words(own);
        String b = EventParts.words(more);
        if (a == null || b == null || b.contains(a)) {
            return b == null ? own : more;
        }
        if (!a.contains(b)) {
            to.addText(b);
        }
        return own;
    }

    /** One message after the other, unless a record of all of them has it. */
    private static List<Message> turns(List<Message> own, List<Message> more, Set<String> told) {
        List<Message> all = new ArrayList<>(own);
        more.stream().filter(m -> !told.contains(m.text())).forEach(all::add);
        return all;
    }

    private static <T> T or(T one, T other) {
        return one != null ? one : other;
    }

    private static <T> List<T> both(List<T> a, List<T> b) {
        if (b.isEmpty() || a.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Set<T> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }

    /** An error counts, wherever it is told; of the others the one of the end. */
    private static String status(List<Event> all) {
        String last = null;
        boolean ended = false;
        for (Event e : all) {
            if ("error".equals(e.status())) {
                return e.status();
            }
            boolean underway = e.status() != null && UNDERWAY.contains(e.status());
            if (!underway || !ended) {
                last = underway || !ended || e.status() != null ? e.status() : last;
            }
            ended |= !underway;
        }
        return last;
    }

    /** Words that one of the records holds are there; what another says of its own lack of them counts no more. */
    private static void content(EventParts to, List<Event> all) {
        to.content = null;
        for (Event e : all) {
            ContentState state = e.parts().content;
            boolean changed = state == ContentState.REDACTED || state == ContentState.TRUNCATED;
            if (changed || state != null && to.content == null && to.input.isEmpty() && to.output.isEmpty()) {
                to.content = state;
            }
        }
    }

    /** Begin and end of pieces lie at the outside; a record of the whole knows its own. */
    private static void times(EventParts to, List<Event> all) {
        long ends = Event.NONE;
        for (Event e : all) {
            EventParts p = e.parts();
            boolean earlier = to.piece && p.time != Event.NONE && p.time < to.time;
            if (p.time != Event.NONE && (to.time == Event.NONE || earlier)) {
                to.time = p.time;
                to.timeText = p.timeText;
                to.timeRule = p.timeRule;
            }
            to.duration = to.duration == Event.NONE ? p.duration : to.duration;
            ends = Math.max(ends, p.ends);
        }
        if (to.duration == Event.NONE && ends != Event.NONE && to.time != Event.NONE && ends >= to.time) {
            to.duration = ends - to.time;
        }
    }
}
