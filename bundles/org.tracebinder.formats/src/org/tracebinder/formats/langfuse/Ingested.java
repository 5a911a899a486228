// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One event of a batch, as an SDK sent it: the beginning, the end or the whole of a trace, observation or score. */
final class Ingested {

    private final JsonNode n;
    private final String type;
    private final Row body;

    Ingested(JsonNode n) {
        this.n = n;
        this.type = Nodes.scalar(n, "type");
        this.body = new Row(n.get("body"));
    }

    Event event() {
        String what = type.replaceFirst("-(create|update)$", "");
        Event.Builder b = switch (what) {
            case "trace" -> Traces.event(body, "batch");
            case "score" -> new Score(body, Around.NONE).event("batch");
            case "sdk-log" -> Event.of(EventKind.OTHER).addText(Nodes.text(body.node()));
            default -> observation(what);
        };
        String id = Nodes.scalar(n, "id");
        String about = body.text("id");
        boolean pieces = about != null && !what.equals("score") && !what.equals("sdk-log");
        if (pieces) { // the beginning and the end of one observation are two records of one event
            b.identity("langfuse/batch/" + (what.equals("trace") ? what : "observation") + "/" + about)
                    .piece(body.time("endTime").nanos());
        } else if (id != null || about != null) {
            b.identity("langfuse/batch/" + type + "/" + about + "/" + id);
        }
        b.addId(id);
        Times.Time sent = Times.first(n, "timestamp");
        if (!body.time("timestamp").known() && !body.time("startTime").known()) {
            b.time(sent.nanos(), sent.text(), sent.rule());
        }
        b.operation(pieces ? what : type).extra("type", pieces ? type : null).extra("sent", sent.text());
        Extras.add(b, "", n, Set.of("id", "type", "timestamp", "body"));
        return b.build();
    }

    private Event.Builder observation(String what) {
        boolean finished = body.has("endTime") || body.has("output") || body.has("usage") || body.has("usageDetails");
        String word = what.equals("observation") && body.text("type") != null ? body.text("type") : what;
        Event.Builder b = new Observation(new Row(typed(word)), Around.NONE).event("batch");
        return finished ? b : b.status(type.endsWith("-update") ? "updated" : "started");
    }

    private JsonNode typed(String word) {
        ObjectNode copy = (ObjectNode) body.node().deepCopy();
        return copy.put("type", word.toUpperCase(Locale.ROOT));
    }
}
