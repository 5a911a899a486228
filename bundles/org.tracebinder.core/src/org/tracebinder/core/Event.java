// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a record says happened, in the common form of all formats. Immutable and thread-safe. A text that is null and a
 * number that is {@link #NONE} mean: this record does not say.
 */
public final class Event {

    /** An absent number or time. */
    public static final long NONE = Long.MIN_VALUE;

    private final Builder b;

    private Event(Builder b) {
        this.b = b;
    }

    /** @return a builder for an event of the kind; not thread-safe */
    public static Builder of(EventKind kind) {
        return new Builder(kind);
    }

    /** @return what happened */
    public EventKind kind() {
        return b.kind;
    }

    /** @return the source's own word for it, for example {@code chat}, {@code predict}, {@code execute_tool} */
    public String operation() {
        return b.operation;
    }

    /** @return a label, for example the name of the span */
    public String name() {
        return b.name;
    }

    /** @return the trace it belongs to, hexadecimal ids in lower case */
    public String trace() {
        return b.trace;
    }

    /** @return its own id inside the trace: span id, call id, decision id */
    public String span() {
        return b.span;
    }

    /** @return the span that it belongs under */
    public String parent() {
        return b.parent;
    }

    /** @return the conversation or session */
    public String session() {
        return b.session;
    }

    /** @return the application, service or use case */
    public String app() {
        return b.app;
    }

    /** @return production, staging... as the source writes it */
    public String env() {
        return b.env;
    }

    /** @return the acting person or system */
    public String actor() {
        return b.actor;
    }

    /** @return who serves the model */
    public String provider() {
        return b.provider;
    }

    /** @return the model that was asked for */
    public String modelRequested() {
        return b.modelRequested;
    }

    /** @return the model that answered */
    public String modelServed() {
        return b.modelServed;
    }

    /** @return the model that answered, or the one that was asked for where the answer does not say */
    public String model() {
        return b.modelServed != null ? b.modelServed : b.modelRequested;
    }

    /** @return the version of the model */
    public String version() {
        return b.version;
    }

    /** @return the tool or function */
    public String tool() {
        return b.tool;
    }

    /** @return {@code ok}, {@code error}, or what the source wrote; null when unset */
    public String status() {
        return b.status;
    }

    /** @return the error in the source's words */
    public String error() {
        return b.error;
    }

    /** @return start, in nanoseconds since 1970-01-01T00:00Z, or {@link #NONE} */
    public long time() {
        return b.time;
    }

    /** @return the time as it stands in the record */
    public String timeText() {
        return b.timeText;
    }

    /** @return the unit and rule that turned {@link #timeText()} into {@link #time()} */
    public TimeRule timeRule() {
        return b.timeRule;
    }

    /** @return nanoseconds, or {@link #NONE} */
    public long duration() {
        return b.duration;
    }

    /** @return tokens read by the model, or {@link #NONE} */
    public long tokensIn() {
        return b.tokensIn;
    }

    /** @return tokens written by the model, or {@link #NONE} */
    public long tokensOut() {
        return b.tokensOut;
    }

    /** @return the cost that the source claims, in US dollars unless {@code extra.currency} says otherwise */
    public BigDecimal cost() {
        return b.cost;
    }

    /** @return what the model was given, in order */
    public List<Message> input() {
        return Collections.unmodifiableList(b.input);
    }

    /** @return what the model gave back, in order */
    public List<Message> output() {
        return Collections.unmodifiableList(b.output);
    }

    /** @return the words of {@link #input()}, or null when there are none */
    public String prompt() {
        return words(b.input);
    }

    /** @return the words of {@link #output()}, or null when there are none */
    public String answer() {
        return words(b.output);
    }

    /** @return other words of the record that a search should find: comments, reasons, arguments, errors */
    public String otherText() {
        return b.otherText == null ? null : b.otherText.toString();
    }

    /** @return what became of prompt and answer */
    public ContentState content() {
        return b.content != null ? b.content
                : !b.input.isEmpty() || !b.output.isEmpty() ? ContentState.PRESENT : ContentState.NOT_RECORDED;
    }

    /** @return decisions of policy engines and guardrails about this event */
    public List<PolicyDecision> decisions() {
        return Collections.unmodifiableList(b.decisions);
    }

    /** @return the action of the strongest decision, or null when nothing was decided */
    public String policy() {
        PolicyDecision strongest = null;
        for (PolicyDecision d : b.decisions) {
            if (strongest == null || d.weight() > strongest.weight()) {
                strongest = d;
            }
        }
        return strongest == null ? null : strongest.action();
    }

    /** @return personal data that the source declares; what stands in clear in the content is found at import */
    public List<PersonalData> personalData() {
        return Collections.unmodifiableList(b.personalData);
    }

    /** @return the judgement, or null */
    public Review review() {
        return b.review;
    }

    /** @return the test, or null */
    public Evaluation evaluation() {
        return b.evaluation;
    }

    /** @return data that stood behind the answer */
    public List<DataSource> dataSources() {
        return Collections.unmodifiableList(b.dataSources);
    }

    /** @return run, job and datasets, or null */
    public LineageFact lineage() {
        return b.lineage;
    }

    /** @return further ids that lead to this event: the provider's response id, tool call ids, request ids */
    public List<String> ids() {
        return Collections.unmodifiableList(b.ids);
    }

    /**
     * The identity of the event inside its trail. Two events with the same identity and other bytes are a conflict, with
     * the same bytes a duplicate.
     *
     * @return null when the format gives events no identity
     */
    public String identity() {
        return b.identity;
    }

    /** @return where the event's own bytes begin in its record */
    public int from() {
        return b.from;
    }

    /** @return where the event's own bytes end in its record (exclusive); -1 means the whole record */
    public int to() {
        return b.to;
    }

    /** @return everything that the source says and no field above holds, in the order of the source */
    public Map<String, String> extra() {
        return Collections.unmodifiableMap(b.extra);
    }

    /**
     * @param found personal data found in the content, beside what the source declares
     * @return this event with both
     */
    public Event withPersonalData(List<PersonalData> found) {
        if (found.isEmpty()) {
            return this;
        }
        Builder copy = b.copy();
        List<PersonalData> all = new ArrayList<>(b.personalData);
        all.addAll(found);
        copy.personalData = all;
        return new Event(copy);
    }

    private static String words(List<Message> messages) {
        if (messages.isEmpty()) {
            return null;
        }
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        return messages.stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    /** Collects the parts of an event. Not thread-safe; of no use after {@link #build()}. */
    public static final class Builder implements Cloneable {

        private final EventKind kind;
        private String operation;
        private String name;
        private String trace;
        private String span;
        private String parent;
        private String session;
        private String app;
        private String env;
        private String actor;
        private String provider;
        private String modelRequested;
        private String modelServed;
        private String version;
        private String tool;
        private String status;
        private String error;
        private long time = NONE;
        private String timeText;
        private TimeRule timeRule;
        private long duration = NONE;
        private long tokensIn = NONE;
        private long tokensOut = NONE;
        private BigDecimal cost;
        private List<Message> input = List.of();
        private List<Message> output = List.of();
        private StringBuilder otherText;
        private ContentState content;
        private List<PolicyDecision> decisions = List.of();
        private List<PersonalData> personalData = List.of();
        private Review review;
        private Evaluation evaluation;
        private List<DataSource> dataSources = List.of();
        private LineageFact lineage;
        private List<String> ids = List.of();
        private String identity;
        private int from;
        private int to = -1;
        private Map<String, String> extra = Map.of();

        private Builder(EventKind kind) {
            this.kind = kind;
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("a builder can be cloned", e);
            }
        }

        /** @return the finished event */
        public Event build() {
            return new Event(this);
        }

        public Builder operation(String value) {
            operation = value;
            return this;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder trace(String value) {
            trace = value;
            return this;
        }

        public Builder span(String value) {
            span = value;
            return this;
        }

        public Builder parent(String value) {
            parent = value;
            return this;
        }

        public Builder session(String value) {
            session = value;
            return this;
        }

        public Builder app(String value) {
            app = value;
            return this;
        }

        public Builder env(String value) {
            env = value;
            return this;
        }

        public Builder actor(String value) {
            actor = value;
            return this;
        }

        public Builder provider(String value) {
            provider = value;
            return this;
        }

        public Builder modelRequested(String value) {
            modelRequested = value;
            return this;
        }

        public Builder modelServed(String value) {
            modelServed = value;
            return this;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        public Builder tool(String value) {
            tool = value;
            return this;
        }

        public Builder status(String value) {
            status = value;
            return this;
        }

        public Builder error(String value) {
            error = value;
            return this;
        }

        /**
         * @param nanos nanoseconds since 1970-01-01T00:00Z, or {@link Event#NONE}
         * @param text  as it stands in the record
         * @param rule  how one became the other
         */
        public Builder time(long nanos, String text, TimeRule rule) {
            time = nanos;
            timeText = text;
            timeRule = rule;
            return this;
        }

        /** @param nanos nanoseconds, or {@link Event#NONE} */
        public Builder duration(long nanos) {
            duration = nanos;
            return this;
        }

        public Builder tokensIn(long value) {
            tokensIn = value;
            return this;
        }

        public Builder tokensOut(long value) {
            tokensOut = value;
            return this;
        }

        /** @param value in US dollars unless extra.currency says otherwise */
        public Builder cost(BigDecimal value) {
            cost = value;
            return this;
        }

        public Builder addInput(Message message) {
            input = add(input, message);
            return this;
        }

        public Builder addOutput(Message message) {
            output = add(output, message);
            return this;
        }

        /** @param words further words to be found by a search; null and blank are passed over */
        public Builder addText(String words) {
            if (words != null && !words.isBlank()) {
                if (otherText == null) {
                    otherText = new StringBuilder(words);
                } else {
                    otherText.append('\n').append(words);
                }
            }
            return this;
        }

        public Builder content(ContentState value) {
            content = value;
            return this;
        }

        public Builder addDecision(PolicyDecision value) {
            decisions = add(decisions, value);
            return this;
        }

        public Builder addPersonalData(PersonalData value) {
            personalData = add(personalData, value);
            return this;
        }

        public Builder review(Review value) {
            review = value;
            return this;
        }

        public Builder evaluation(Evaluation value) {
            evaluation = value;
            return this;
        }

        public Builder addDataSource(DataSource value) {
            dataSources = add(dataSources, value);
            return this;
        }

        public Builder lineage(LineageFact value) {
            lineage = value;
            return this;
        }

        /** @param id a further id; null and empty are passed over */
        public Builder addId(String id) {
            if (id != null && !id.isEmpty()) {
                ids = add(ids, id);
            }
            return this;
        }

        public Builder identity(String value) {
            identity = value;
            return this;
        }

        /**
         * @param begin first byte of the event inside its record
         * @param end   exclusive
         */
        public Builder bytes(int begin, int end) {
            from = begin;
            to = end;
            return this;
        }

        /** @param value null is passed over; a key that is there already keeps its first value, the next gets key#2 */
        public Builder extra(String key, String value) {
            if (value == null) {
                return this;
            }
            if (extra.isEmpty()) {
                extra = new LinkedHashMap<>();
            }
            extra.put(extra.containsKey(key) ? key + "#" + free(key) : key, value);
            return this;
        }

        /** The next free number, found in steps that double: a key that comes 100,000 times must not cost its square. */
        private int free(String key) {
            int taken = 1;
            int step = 1;
            while (extra.containsKey(key + "#" + (taken + step))) {
                taken += step;
                step *= 2;
            }
            while (step > 1) {
                step /= 2;
                taken += extra.containsKey(key + "#" + (taken + step)) ? step : 0;
            }
            return taken + 1;
        }

        private static <T> List<T> add(List<T> list, T value) {
            List<T> target = list;
            if (target.isEmpty()) {
                target = new ArrayList<>(2);
            }
            target.add(value);
            return target;
        }
    }
}
