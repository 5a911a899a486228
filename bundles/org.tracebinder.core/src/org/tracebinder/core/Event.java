// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a record says happened, in the common form of all formats. Immutable and thread-safe. A text that is null and a
 * number that is {@link #NONE} mean: this record does not say.
 */
public final class Event {

    /** An absent number or time. */
    public static final long NONE = Long.MIN_VALUE;

    private final EventParts parts;

    Event(EventParts parts) {
        this.parts = parts;
    }

    /** @return a builder for an event of the kind; not thread-safe */
    public static Builder of(EventKind kind) {
        return new Builder(kind);
    }

    /** @return what happened */
    public EventKind kind() {
        return parts.kind;
    }

    /** @return the source's own word for it, for example {@code chat}, {@code predict}, {@code execute_tool} */
    public String operation() {
        return parts.operation;
    }

    /** @return a label, for example the name of the span */
    public String name() {
        return parts.name;
    }

    /** @return the trace it belongs to, hexadecimal ids in lower case */
    public String trace() {
        return parts.trace;
    }

    /** @return its own id inside the trace: span id, call id, decision id */
    public String span() {
        return parts.span;
    }

    /** @return the span that it belongs under */
    public String parent() {
        return parts.parent;
    }

    /** @return the conversation or session */
    public String session() {
        return parts.session;
    }

    /** @return the application, service or use case */
    public String app() {
        return parts.app;
    }

    /** @return production, staging... as the source writes it */
    public String env() {
        return parts.env;
    }

    /** @return the acting person or system */
    public String actor() {
        return parts.actor;
    }

    /** @return who serves the model */
    public String provider() {
        return parts.provider;
    }

    /** @return the model that was asked for */
    public String modelRequested() {
        return parts.modelRequested;
    }

    /** @return the model that answered */
    public String modelServed() {
        return parts.modelServed;
    }

    /** @return the model that answered, or the one that was asked for where the answer does not say */
    public String model() {
        return parts.modelServed != null ? parts.modelServed : parts.modelRequested;
    }

    /** @return the version of the model */
    public String version() {
        return parts.version;
    }

    /** @return the tool or function */
    public String tool() {
        return parts.tool;
    }

    /** @return {@code ok}, {@code error}, or what the source wrote; null when unset */
    public String status() {
        return parts.status;
    }

    /** @return the error in the source's words */
    public String error() {
        return parts.error;
    }

    /** @return start, in nanoseconds since 1970-01-01T00:00Z, or {@link #NONE} */
    public long time() {
        return parts.time;
    }

    /** @return the time as it stands in the record */
    public String timeText() {
        return parts.timeText;
    }

    /** @return the unit and rule that turned {@link #timeText()} into {@link #time()} */
    public TimeRule timeRule() {
        return parts.timeRule;
    }

    /** @return nanoseconds, or {@link #NONE} */
    public long duration() {
        return parts.duration;
    }

    /** @return tokens read by the model, or {@link #NONE} */
    public long tokensIn() {
        return parts.tokensIn;
    }

    /** @return tokens written by the model, or {@link #NONE} */
    public long tokensOut() {
        return parts.tokensOut;
    }

    /** @return the cost that the source claims, in US dollars unless {@code extra.currency} says otherwise */
    public BigDecimal cost() {
        return parts.cost;
    }

    /** @return what the model was given, in order */
    public List<Message> input() {
        return Collections.unmodifiableList(parts.input);
    }

    /** @return what the model gave back, in order */
    public List<Message> output() {
        return Collections.unmodifiableList(parts.output);
    }

    /** @return the words of {@link #input()}, or null when there are none */
    public String prompt() {
        return EventParts.words(parts.input);
    }

    /** @return the words of {@link #output()}, or null when there are none */
    public String answer() {
        return EventParts.words(parts.output);
    }

    /** @return other words of the record that a search should find: comments, reasons, arguments, errors */
    public String otherText() {
        return parts.otherText == null ? null : parts.otherText.toString();
    }

    /** @return what became of prompt and answer */
    public ContentState content() {
        return parts.content != null ? parts.content
                : !parts.input.isEmpty() || !parts.output.isEmpty() ? ContentState.PRESENT : ContentState.NOT_RECORDED;
    }

    /** @return decisions of policy engines and guardrails about this event */
    public List<PolicyDecision> decisions() {
        return Collections.unmodifiableList(parts.decisions);
    }

    /** @return the action of the strongest decision, or null when nothing was decided */
    public String policy() {
        PolicyDecision strongest = null;
        for (PolicyDecision d : parts.decisions) {
            if (strongest == null || d.weight() > strongest.weight()) {
                strongest = d;
            }
        }
        return strongest == null ? null : strongest.action();
    }

    /** @return personal data that the source declares; what stands in clear in the content is found at import */
    public List<PersonalData> personalData() {
        return Collections.unmodifiableList(parts.personalData);
    }

    /** @return the judgement, or null */
    public Review review() {
        return parts.review;
    }

    /** @return the test, or null */
    public Evaluation evaluation() {
        return parts.evaluation;
    }

    /** @return data that stood behind the answer */
    public List<DataSource> dataSources() {
        return Collections.unmodifiableList(parts.dataSources);
    }

    /** @return run, job and datasets, or null */
    public LineageFact lineage() {
        return parts.lineage;
    }

    /** @return further ids that lead to this event: the provider's response id, tool call ids, request ids */
    public List<String> ids() {
        return Collections.unmodifiableList(parts.ids);
    }

    /** @return null for none; again with other bytes it is a conflict inside its trail, with the same a duplicate */
    public String identity() {
        return parts.identity;
    }

    /** @return true when other records with this identity may tell more of the same event, see {@link EventPieces} */
    public boolean isPiece() {
        return parts.piece;
    }

    EventParts parts() {
        return parts;
    }

    /** @return where the event's own bytes begin in its record */
    public int from() {
        return parts.from;
    }

    /** @return where the event's own bytes end in its record (exclusive); -1 means the whole record */
    public int to() {
        return parts.to;
    }

    /** @return everything that the source says and no field above holds, in the order of the source */
    public Map<String, String> extra() {
        return Collections.unmodifiableMap(parts.extra);
    }

    /**
     * @param found personal data found in the content, beside what the source declares
     * @return this event with both
     */
    public Event withPersonalData(List<PersonalData> found) {
        if (found.isEmpty()) {
            return this;
        }
        EventParts copy = parts.copy();
        List<PersonalData> all = new ArrayList<>(parts.personalData);
        all.addAll(found);
        copy.personalData = all;
        return new Event(copy);
    }

    /** Collects the parts of an event. Not thread-safe; of no use after {@link #build()}. */
    public static final class Builder {

        private final EventParts parts;

        private Builder(EventKind kind) {
            parts = new EventParts(kind);
        }

        /** @return the finished event */
        public Event build() {
            return new Event(parts);
        }

        public Builder operation(String value) {
            parts.operation = value;
            return this;
        }

        public Builder name(String value) {
            parts.name = value;
            return this;
        }

        public Builder trace(String value) {
            parts.trace = TraceIds.fold(value);
            return this;
        }

        public Builder span(String value) {
            parts.span = TraceIds.fold(value);
            return this;
        }

        public Builder parent(String value) {
            parts.parent = TraceIds.fold(value);
            return this;
        }

        public Builder session(String value) {
            parts.session = value;
            return this;
        }

        public Builder app(String value) {
            parts.app = value;
            return this;
        }

        public Builder env(String value) {
            parts.env = value;
            return this;
        }

        public Builder actor(String value) {
            parts.actor = value;
            return this;
        }

        public Builder provider(String value) {
            parts.provider = value;
            return this;
        }

        public Builder modelRequested(String value) {
            parts.modelRequested = value;
            return this;
        }

        public Builder modelServed(String value) {
            parts.modelServed = value;
            return this;
        }

        public Builder version(String value) {
            parts.version = value;
            return this;
        }

        public Builder tool(String value) {
            parts.tool = value;
            return this;
        }

        public Builder status(String value) {
            parts.status = value;
            return this;
        }

        public Builder error(String value) {
            parts.error = value;
            return this;
        }

        /**
         * @param nanos nanoseconds since 1970-01-01T00:00Z, or {@link Event#NONE}
         * @param text  as it stands in the record
         * @param rule  how one became the other
         */
        public Builder time(long nanos, String text, TimeRule rule) {
            parts.time = nanos;
            parts.timeText = text;
            parts.timeRule = rule;
            return this;
        }

        /** @param nanos nanoseconds, or {@link Event#NONE} */
        public Builder duration(long nanos) {
            parts.duration = nanos;
            return this;
        }

        public Builder tokensIn(long value) {
            parts.tokensIn = value;
            return this;
        }

        public Builder tokensOut(long value) {
            parts.tokensOut = value;
            return this;
        }

        /** @param value in US dollars unless extra.currency says otherwise */
        public Builder cost(BigDecimal value) {
            parts.cost = value;
            return this;
        }

        public Builder addInput(Message message) {
            parts.input = EventParts.add(parts.input, message);
            return this;
        }

        public Builder addOutput(Message message) {
            parts.output = EventParts.add(parts.output, message);
            return this;
        }

        /** @param words further words to be found by a search; null and blank are passed over */
        public Builder addText(String words) {
            if (words != null && !words.isBlank()) {
                parts.addText(words);
            }
            return this;
        }

        public Builder content(ContentState value) {
            parts.content = value;
            return this;
        }

        public Builder addDecision(PolicyDecision value) {
            parts.decisions = EventParts.add(parts.decisions, value);
            return this;
        }

        public Builder addPersonalData(PersonalData value) {
            parts.personalData = EventParts.add(parts.personalData, value);
            return this;
        }

        public Builder review(Review value) {
            parts.review = value;
            return this;
        }

        public Builder evaluation(Evaluation value) {
            parts.evaluation = value;
            return this;
        }

        public Builder addDataSource(DataSource value) {
            parts.dataSources = EventParts.add(parts.dataSources, value);
            return this;
        }

        public Builder lineage(LineageFact value) {
            parts.lineage = value;
            return this;
        }

        /** @param id a further id; null and empty are passed over */
        public Builder addId(String id) {
            if (id != null && !id.isEmpty()) {
                parts.ids = EventParts.add(parts.ids, id);
            }
            return this;
        }

        public Builder identity(String value) {
            parts.identity = value;
            return this;
        }

        /** @param ends when the event ended, where only the piece that says so knows; or {@link Event#NONE} */
        public Builder piece(long ends) {
            parts.piece = true;
            parts.ends = ends;
            return this;
        }

        /** @param one true for a piece that holds one message of a call; all such pieces are the conversation */
        public Builder turn(boolean one) {
            parts.turn = one;
            return this;
        }

        /** @param begin first byte of the event inside its record; its end is exclusive */
        public Builder bytes(int begin, int end) {
            parts.from = begin;
            parts.to = end;
            return this;
        }

        /** @param value null is passed over; a key that is there already keeps its first value, the next gets key#2 */
        public Builder extra(String key, String value) {
            if (value != null) {
                parts.addExtra(key, value);
            }
            return this;
        }
    }
}
