// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import static org.tracebinder.core.Field.Type.DECIMAL;
import static org.tracebinder.core.Field.Type.DURATION;
import static org.tracebinder.core.Field.Type.KEYWORD;
import static org.tracebinder.core.Field.Type.KEYWORDS;
import static org.tracebinder.core.Field.Type.LONG;
import static org.tracebinder.core.Field.Type.TEXT;
import static org.tracebinder.core.Field.Type.TIME;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** All fields of the common event. A new field is one constant here. */
public final class Fields {

    public static final Field<String> KIND = keyword("kind", "Kind", e -> e.kind().id());
    public static final Field<Long> TIME_START = number("time", "Time", TIME, Event::time);
    public static final Field<String> APP = keyword("app", "Application", Event::app);
    public static final Field<String> ENV = keyword("env", "Environment", Event::env);
    public static final Field<String> ACTOR = keyword("actor", "Actor", Event::actor);
    public static final Field<String> PROVIDER = keyword("provider", "Provider", Event::provider);
    public static final Field<String> MODEL = keyword("model", "Model", Event::model);
    public static final Field<String> VERSION = keyword("version", "Version", Event::version);
    public static final Field<String> SERVED = keyword("served", "Model that answered", Event::modelServed);
    public static final Field<String> OPERATION = keyword("operation", "Operation", Event::operation);
    public static final Field<String> TOOL = keyword("tool", "Tool", Event::tool);
    public static final Field<String> POLICY = keyword("policy", "Policy decision", Event::policy);
    public static final Field<String> REVIEW =
            keyword("review", "Review", e -> e.review() == null ? null : e.review().value());
    public static final Field<String> STATUS = keyword("status", "Status", Event::status);
    public static final Field<List<String>> PII = keywords("pii", "Personal data",
            e -> e.personalData().stream().map(PersonalData::kind).distinct().toList());
    /** Kinds of personal data that stand in clear in the content: the part of {@link #PII} that no source declared. */
    public static final Field<List<String>> LEAK = keywords("leak", "Personal data in clear", e -> e.personalData()
            .stream().filter(p -> !p.declared()).map(PersonalData::kind).distinct().toList());
    public static final Field<String> TRACE = keyword("trace", "Trace", Event::trace);
    public static final Field<String> SPAN = keyword("span", "Span", Event::span);
    public static final Field<String> PARENT = keyword("parent", "Parent", Event::parent);
    public static final Field<String> SESSION = keyword("session", "Session", Event::session);
    public static final Field<List<String>> IDS = keywords("ids", "Other ids", Event::ids);
    public static final Field<String> NAME = keyword("name", "Name", Event::name);
    public static final Field<Long> DURATION_NANOS = number("duration", "Duration", DURATION, Event::duration);
    public static final Field<Long> TOKENS_IN = number("tokensIn", "Tokens in", LONG, Event::tokensIn);
    public static final Field<Long> TOKENS_OUT = number("tokensOut", "Tokens out", LONG, Event::tokensOut);
    public static final Field<BigDecimal> COST = new Field<>("cost", "Cost", DECIMAL, Event::cost);
    public static final Field<String> PROMPT = new Field<>("prompt", "Prompt", TEXT, Event::prompt);
    public static final Field<String> ANSWER = new Field<>("answer", "Answer", TEXT, Event::answer);
    /** Words that are neither prompt nor answer. In queries the name {@code text} searches prompt, answer and these. */
    public static final Field<String> OTHER_TEXT = new Field<>("text", "Text", TEXT, Event::otherText);

    /** Every field, in the order in which people read them. */
    public static final List<Field<?>> ALL = List.of(KIND, TIME_START, APP, ENV, ACTOR, PROVIDER, MODEL, VERSION,
            SERVED, OPERATION, TOOL, POLICY, REVIEW, STATUS, PII, LEAK, TRACE, SPAN, PARENT, SESSION, IDS, NAME,
            DURATION_NANOS, TOKENS_IN, TOKENS_OUT, COST, PROMPT, ANSWER, OTHER_TEXT);

    private static final Map<String, Field<?>> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Field::id, Function.identity()));

    private Fields() {
    }

    /** @return the field of that name, exact case */
    public static Optional<Field<?>> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /**
     * @param name a field, or {@code extra.KEY} for what a source says under that key
     * @return the field; for a key always one, whether any event has it or not
     */
    public static Optional<Field<?>> named(String name) {
        if (!name.startsWith("extra.") || name.length() == "extra.".length()) {
            return byId(name);
        }
        String key = name.substring("extra.".length());
        return Optional.of(new Field<>(name, key, KEYWORD, e -> e.extra().get(key)));
    }

    /** @return the names of all fields, in reading order */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>();
        ALL.forEach(f -> ids.add(f.id()));
        return ids;
    }

    private static Field<String> keyword(String id, String label, Function<Event, String> read) {
        return new Field<>(id, label, KEYWORD, read);
    }

    private static Field<List<String>> keywords(String id, String label, Function<Event, List<String>> read) {
        return new Field<>(id, label, KEYWORDS, read);
    }

    private static Field<Long> number(String id, String label, Field.Type type, ToLongFunction<Event> read) {
        return new Field<>(id, label, type, e -> {
            long value = read.applyAsLong(e);
            return value == Event.NONE ? null : value;
        });
    }
}
