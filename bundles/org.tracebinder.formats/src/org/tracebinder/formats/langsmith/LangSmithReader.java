// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langsmith;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** LangSmith: runs as its interface lists them, the batches that its SDKs send, and feedback; JSON or CSV. */
public final class LangSmithReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("runs", "data", "feedback");
    private static final Set<String> TYPES = Set.of("llm", "chain", "tool", "retriever", "embedding", "prompt",
            "parser");

    @Override
    public String id() {
        return "langsmith";
    }

    @Override
    public String label() {
        return "LangSmith runs";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            if (v.has("dotted_order") && (v.has("run_type") || v.has("trace_id"))) {
                return new Match.Maybe(96, "dotted_order beside run_type or trace_id");
            }
            if (isBatch(v)) {
                return new Match.Maybe(95, "a batch: post and patch with runs");
            }
            if (isFeedback(v)) {
                return new Match.Maybe(88, "feedback: run_id, key and feedback_source");
            }
            if (TYPES.contains("" + Nodes.scalar(v, "run_type")) && v.has("inputs") && (v.has("session_id")
                    || v.has("session_name") || v.has("trace_id") || v.has("start_time"))) {
                return new Match.Maybe(82, "run_type beside inputs and a session or start time");
            }
        }
        if (CsvRow.possible(head)) {
            List<String> columns = CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine()));
            if (columns.containsAll(List.of("run_type", "inputs", "outputs")) && (columns.contains("dotted_order")
                    || columns.contains("trace_id"))) {
                return new Match.Maybe(92, "columns run_type, inputs, outputs and trace_id");
            }
            return columns.containsAll(List.of("run_id", "key", "score", "feedback_source"))
                    ? new Match.Maybe(86, "columns run_id, key, score and feedback_source") : Match.NO;
        }
        String text = head.text();
        if (text.contains("\"ls_method\"") && (text.contains("\"post\"") || text.contains("\"patch\""))) {
            return new Match.Maybe(72, "text with ls_method, post, patch");
        }
        return text.contains("\"dotted_order\"") ? new Match.Maybe(75, "text with dotted_order") : Match.NO;
    }

    private static boolean isBatch(JsonNode v) {
        for (String key : new String[] {"post", "patch"}) {
            JsonNode list = v.get(key);
            JsonNode first = list != null && list.isArray() ? list.get(0) : null;
            if (first != null && first.has("id") && (first.has("run_type") || first.has("trace_id")
                    || first.has("dotted_order") || first.has("session_name"))) {
                return true;
            }
        }
        return false;
    }

    /** The end of a run says its type no more; its beginning in the same batch does. */
    private static Map<String, String> types(JsonNode begun) {
        Map<String, String> types = new HashMap<>();
        for (int i = 0; begun != null && begun.isArray() && i < begun.size(); i++) {
            types.put(Nodes.scalar(begun.get(i), "id"), Nodes.scalar(begun.get(i), "run_type"));
        }
        return types;
    }

    private static boolean isFeedback(JsonNode v) {
        return v.has("run_id") && v.has("key") && (v.has("feedback_source") || v.has("score") && v.has("correction"));
    }

    @Override
    public Framing framing(Head head) {
        return CsvRow.possible(head) && !head.text().stripLeading().startsWith("{")
                ? new Framing.Csv(CsvRow.separator(head.firstLine())) : new Framing.Json(WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = CsvRow.tree(record);
        if (n == null) {
            return;
        }
        if (isBatch(n)) {
            Parts parts = Parts.of(record, Set.of("post", "patch"));
            List<Event> all = new ArrayList<>();
            Map<String, String> types = types(n.get("post"));
            for (String key : n.propertyNames()) {
                JsonNode list = n.get(key);
                for (int i = 0; (key.equals("post") || key.equals("patch")) && list.isArray() && i < list.size(); i++) {
                    if (!list.get(i).isObject()) {
                        throw new BadRecordException("'" + key + "' holds something that is no run");
                    }
                    Run run = new Run(list.get(i), types.get(Nodes.scalar(list.get(i), "id")));
                    all.add(parts.mark(run.event(key), key, i).build());
                }
            }
            all.forEach(events);
        } else if (isFeedback(n)) {
            events.accept(Feedback.event(n));
        } else if (n.isObject() && (n.has("run_type") || n.has("dotted_order"))) {
            events.accept(new Run(n, null).event(null).build());
        } else {
            throw new BadRecordException("no LangSmith run: none of run_type, dotted_order, post, patch,"
                    + " feedback_source"
                    + Nodes.firstKey(n));
        }
    }
}
