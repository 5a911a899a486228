// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.garak;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the first entries of a report say about all others: who was attacked, in which run, from when on. An attempt
 * repeats none of it.
 *
 * @param provider  of the target, null when the report does not say
 * @param model     the target, null when the report does not say
 * @param run       id of the run, null when the report does not say
 * @param start     of the run
 * @param threshold score from which on a detector speaks of a hit
 */
record Setup(String provider, String model, String run, Times.Time start, double threshold) {

    /** garak's own default. */
    private static final double THRESHOLD = 0.5;

    static final Setup NONE = new Setup(null, null, null, Times.Time.UNKNOWN, THRESHOLD);

    private static final List<String> PROVIDER = List.of("plugins.target_type", "plugins.model_type");
    private static final List<String> MODEL = List.of("plugins.target_name", "plugins.model_name");
    private static final Set<String> HEADS = Set.of("start_run setup", "init");

    /** @return the target as the entry about the set-up names it */
    static String provider(JsonNode setup) {
        return first(setup, PROVIDER);
    }

    /** @return the model as the entry about the set-up names it */
    static String model(JsonNode setup) {
        return first(setup, MODEL);
    }

    private static String first(JsonNode n, List<String> names) {
        return Nodes.first(n, names.toArray(new String[0]));
    }

    /**
     * @return the members of the first entries that all others share, as JSON; empty when there are none, or two runs
     */
    static String of(List<JsonNode> entries) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        int setups = 0;
        for (JsonNode n : entries) {
            String type = Nodes.scalar(n, "entry_type");
            if (type != null && HEADS.contains(type)) {
                setups += type.equals("init") ? 0 : 1;
                if (type.equals("init")) { // of reports put together, the set-up is that of the first one
                    known.remove(List.of("run", "start"));
                }
                put(known, "provider", provider(n));
                put(known, "model", model(n));
                put(known, "run", Nodes.first(n, "run", "transient.run_id"));
                put(known, "start", Nodes.first(n, "orig_start_time", "start_time",
                        "transient.starttime_iso"));
                put(known, "threshold", Nodes.scalar(n, "run.eval_threshold"));
            }
        }
        return known.isEmpty() || setups > 1 ? "" : known.toString();
    }

    private static void put(ObjectNode known, String name, String value) {
        if (value != null && !known.has(name)) {
            known.put(name, value);
        }
    }

    /** @return what {@link #of} kept for the records of a source */
    static Setup of(RawRecord record) {
        byte[] known = record.envelope();
        if (known.length == 0) {
            return NONE;
        }
        try {
            JsonNode n = Json.tree(known);
            BigDecimal threshold = Nodes.decimal(Nodes.scalar(n, "threshold"));
            return new Setup(Nodes.scalar(n, "provider"), Nodes.scalar(n, "model"), Nodes.scalar(n, "run"),
                    Times.of(n.get("start")).fromDocument(), threshold == null ? THRESHOLD : threshold.doubleValue());
        } catch (JacksonException e) {
            return NONE; // not what this reader put there: the entries still stand for themselves
        }
    }

    /** garak keeps the name that it asked for, never the one in the answer. */
    static Event.Builder served(Event.Builder b, String requested) {
        return b.extra("model served", requested == null ? null : "not recorded by this source");
    }

    /** Gives an entry what it does not repeat. */
    Event.Builder to(Event.Builder b) {
        return b.trace(run).provider(provider).modelRequested(model).time(start.nanos(), start.text(), start.rule());
    }
}
