// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;

/** An event as a JSON object: the form that packs and certificates hold. What an event does not say is left out. */
public final class EventJson {

    private EventJson() {
    }

    /** @return members in reading order; maps, lists, text, numbers and booleans only */
    public static Map<String, Object> of(EventId id, Event e) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", id.toString());
        m.put("kind", e.kind().id());
        put(m, "operation", e.operation());
        put(m, "name", e.name());
        put(m, "time", instant(e.time()));
        put(m, "timeText", e.timeText());
        put(m, "timeRule", e.timeRule() == null ? null : e.timeRule().label());
        put(m, "durationNanos", number(e.duration()));
        put(m, "app", e.app());
        put(m, "env", e.env());
        put(m, "actor", e.actor());
        put(m, "provider", e.provider());
        put(m, "modelRequested", e.modelRequested());
        put(m, "modelServed", e.modelServed());
        put(m, "version", e.version());
        put(m, "tool", e.tool());
        put(m, "status", e.status());
        put(m, "error", e.error());
        put(m, "trace", e.trace());
        put(m, "span", e.span());
        put(m, "parent", e.parent());
        put(m, "session", e.session());
        put(m, "tokensIn", number(e.tokensIn()));
        put(m, "tokensOut", number(e.tokensOut()));
        put(m, "cost", e.cost());
        m.put("content", e.content().name().toLowerCase(Locale.ROOT));
        list(m, "input", e.input(), EventJson::message);
        list(m, "output", e.output(), EventJson::message);
        put(m, "text", e.otherText());
        list(m, "decisions", e.decisions(), EventJson::decision);
        list(m, "personalData", e.personalData(), EventJson::personalData);
        list(m, "dataSources", e.dataSources(), EventJson::dataSource);
        put(m, "review", e.review() == null ? null : review(e.review()));
        put(m, "evaluation", e.evaluation() == null ? null : evaluation(e.evaluation()));
        put(m, "lineage", e.lineage() == null ? null : lineage(e.lineage()));
        if (!e.ids().isEmpty()) {
            m.put("ids", List.copyOf(e.ids()));
        }
        if (!e.extra().isEmpty()) {
            m.put("extra", new LinkedHashMap<String, Object>(e.extra()));
        }
        return m;
    }

    /** @return nanoseconds since 1970 as ISO 8601 in UTC, or null for {@link Event#NONE} */
    public static String instant(long nanos) {
        return nanos == Event.NONE ? null : Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L),
                Math.floorMod(nanos, 1_000_000_000L)).toString();
    }

    private static Long number(long value) {
        return value == Event.NONE ? null : Long.valueOf(value);
    }

    private static void put(Map<String, Object> m, String key, Object value) {
        if (value != null) {
            m.put(key, value);
        }
    }

    private static <T> void list(Map<String, Object> m, String key, List<T> values,
            Function<T, Map<String, Object>> one) {
        if (!values.isEmpty()) {
            List<Object> list = new ArrayList<>();
            values.forEach(v -> list.add(one.apply(v)));
            m.put(key, list);
        }
    }

    private static Map<String, Object> message(Message v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "role", v.role());
        put(m, "text", v.text());
        return m;
    }

    private static Map<String, Object> decision(PolicyDecision v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "engine", v.engine());
        put(m, "policy", v.policy());
        put(m, "revision", v.revision());
        put(m, "action", v.action());
        m.put("reasons", List.copyOf(v.reasons()));
        return m;
    }

    private static Map<String, Object> personalData(PersonalData v) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("kind", v.kind());
        m.put("count", v.count());
        m.put("declared", v.declared());
        return m;
    }

    private static Map<String, Object> dataSource(DataSource v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "id", v.id());
        put(m, "name", v.name());
        put(m, "version", v.version());
        put(m, "score", v.score());
        return m;
    }

    private static Map<String, Object> review(Review v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "by", v.by());
        put(m, "who", v.who());
        put(m, "value", v.value());
        put(m, "comment", v.comment());
        return m;
    }

    private static Map<String, Object> evaluation(Evaluation v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "suite", v.suite());
        put(m, "test", v.test());
        put(m, "model", v.model());
        put(m, "version", v.version());
        put(m, "passed", v.passed());
        put(m, "score", v.score());
        put(m, "attack", v.attack());
        return m;
    }

    private static Map<String, Object> lineage(LineageFact v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "state", v.state());
        put(m, "runId", v.runId());
        put(m, "parentRun", v.parentRun());
        put(m, "namespace", v.namespace());
        put(m, "job", v.job());
        list(m, "inputs", v.inputs(), EventJson::dataset);
        list(m, "outputs", v.outputs(), EventJson::dataset);
        list(m, "code", v.code(), EventJson::code);
        return m;
    }

    private static Map<String, Object> code(LineageFact.Code v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "repository", v.repository());
        put(m, "path", v.path());
        put(m, "url", v.url());
        put(m, "version", v.version());
        return m;
    }

    private static Map<String, Object> dataset(LineageFact.Dataset v) {
        Map<String, Object> m = new LinkedHashMap<>();
        put(m, "namespace", v.namespace());
        put(m, "name", v.name());
        put(m, "version", v.version());
        put(m, "type", v.type());
        return m;
    }
}
