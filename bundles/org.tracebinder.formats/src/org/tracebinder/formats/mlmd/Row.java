// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlmd;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * One row. Rows of one database are joined by their numbers: the runs of another database must not meet them, so every
 * run id carries where the database came from.
 */
final class Row {

    private final JsonNode n;
    private final String table;
    private final String database;

    Row(JsonNode n, RawRecord record) {
        this.n = n;
        this.table = Nodes.scalar(n, "_table");
        String path = record.source().path();
        int inside = path.lastIndexOf("!/");
        String file = inside < 0 ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path.substring(0, inside);
        this.database = file.isEmpty() ? "mlmd" : file;
    }

    Event event() {
        Times.Time at = Times.first(n, "milliseconds_since_epoch", "create_time_since_epoch");
        LineageFact fact = switch (table) {
            case "Execution" -> new LineageFact(state(), run("id"), null, database, execution("id"), List.of(),
                    List.of());
            case "Event" -> link();
            case "Artifact" -> named();
            default -> null;
        };
        String name = table.equals("Artifact") ? name(n, "id") : Nodes.first(n, "name", "uri");
        Event.Builder b = Event.of(fact == null ? EventKind.OTHER : EventKind.LINEAGE)
                .operation(table.equals("Event") ? word() : table).name(name == null ? table + " " + first() : name)
                .lineage(fact).time(at.nanos(), at.text(), at.rule()).addText(Nodes.scalar(n, "string_value"))
                .identity("mlmd/" + database + "/" + key());
        if (table.equals("Execution")) {
            b.trace(run("id")).span(run("id")).status("COMPLETE".equals(state()) ? "ok"
                    : "FAIL".equals(state()) ? "error" : null);
            b.duration(at.until(Times.of(n.get("last_update_time_since_epoch"))));
        } else if (n.has("execution_id")) {
            b.trace(run("execution_id")).parent(run("execution_id"));
        }
        if (table.equals("Artifact")) {
            b.extra("state.meaning", artifactState()).addId(Nodes.scalar(n, "uri"));
        }
        b.extra("type.name", Nodes.scalar(n, "_joined", "type", "name"));
        b.extra("artifact", Nodes.scalar(n, "_joined", "artifact", "name"));
        b.extra("execution", Nodes.scalar(n, "_joined", "execution", "name"));
        Extras.add(b, "", n, Set.of("_table", "_joined"));
        return b.build();
    }

    private String first() {
        String id = Nodes.first(n, "id", "artifact_id", "execution_id", "context_id", "event_id", "type_id");
        return id == null ? "" : id;
    }

    private String run(String column) {
        String id = Nodes.scalar(n, column);
        return id == null ? null : database + "/execution/" + id;
    }

    private String execution(String column) {
        String name = column.equals("id") ? Nodes.scalar(n, "name") : null;
        name = name != null ? name : Nodes.scalar(n, "_joined", "display", "name");
        return name != null ? name : "execution " + Nodes.scalar(n, column);
    }

    /**
     * What an artifact is called: by itself, by the pipeline that shows it, or by where it lies.
     *
     * @param said   its own row, or what was found of it
     * @param number column of this row that holds its number
     */
    private String name(JsonNode said, String number) {
        String own = Nodes.scalar(said, "name");
        String shown = own != null ? own : Nodes.scalar(n, "_joined", "display", "name");
        String name = shown != null ? shown : Nodes.scalar(said, "uri");
        return name == null || name.isBlank() ? "artifact " + Nodes.scalar(n, number) : name;
    }

    /**
     * A name of its own is unique in a store; the one that a pipeline shows is that of its port, which every run has.
     *
     * @param said as above; null when this row only knows the number of the artifact
     */
    private LineageFact.Dataset artifact(JsonNode said, String column, String type) {
        String number = Nodes.scalar(n, column);
        if (said == null) {
            return new LineageFact.Dataset(database, "artifact " + number, null, null);
        }
        boolean own = Nodes.scalar(said, "name") != null;
        boolean shown = !own && Nodes.scalar(n, "_joined", "display", "name") != null;
        return new LineageFact.Dataset(own ? null : database, name(said, column), shown ? number : null, kind(type));
    }

    /** Types of pipelines end in what they are: {@code system.Dataset}, {@code Model}, {@code Examples}. */
    private static String kind(String type) {
        String word = type == null ? "" : type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return word.endsWith("model") ? "model" : word.endsWith("dataset") || word.equals("examples") ? "dataset"
                : null;
    }

    /** Links may name an artifact by its number only: its own row leads from there to its name. */
    private LineageFact named() {
        boolean joined = n.has("_joined");
        LineageFact.Dataset number = artifact(null, "id", null);
        String type = Nodes.scalar(n, "_joined", "type", "name");
        boolean nameless = !joined && Nodes.scalar(n, "name") == null;
        return new LineageFact(null, null, null, null, null, joined || nameless ? List.of() : List.of(number),
                List.of(nameless ? number : artifact(n, "id", type)));
    }

    /** States of executions by their numbers in the schema of ML Metadata. */
    private String state() {
        String state = Nodes.scalar(n, "last_known_state");
        return state == null ? null : switch (state) {
            case "1" -> "START";
            case "2" -> "RUNNING";
            case "3", "5" -> "COMPLETE";
            case "4" -> "FAIL";
            case "6" -> "ABORT";
            default -> "OTHER";
        };
    }

    private String artifactState() {
        String state = Nodes.scalar(n, "state");
        return state == null ? null : switch (state) {
            case "1" -> "pending";
            case "2" -> "live";
            case "3" -> "marked for deletion";
            case "4" -> "deleted";
            default -> null;
        };
    }

    /** Kinds of events by their numbers in the schema of ML Metadata. */
    private String word() {
        String type = Nodes.scalar(n, "type");
        return type == null ? table : switch (type) {
            case "1" -> "declared output";
            case "2" -> "declared input";
            case "3" -> "input";
            case "4" -> "output";
            case "5" -> "internal input";
            case "6" -> "internal output";
            case "7" -> "pending output";
            default -> "event type " + type;
        };
    }

    private LineageFact link() {
        boolean output = word().endsWith("output");
        boolean input = word().endsWith("input");
        JsonNode said = Nodes.at(n, "_joined", "artifact");
        LineageFact.Dataset artifact = artifact(said, "artifact_id", Nodes.scalar(said, "type"));
        return new LineageFact(null, run("execution_id"), null, database, null, input ? List.of(artifact) : List.of(),
                output ? List.of(artifact) : List.of());
    }

    private String key() {
        StringBuilder key = new StringBuilder(table);
        for (String column : new String[] {"id", "artifact_id", "execution_id", "context_id", "parent_context_id",
                "event_id", "type_id", "parent_type_id", "type", "name", "is_custom_property", "step_index", "step_key",
                "schema_version"}) {
            String value = Nodes.scalar(n, column);
            key.append('/').append(value == null ? "" : value);
        }
        return key.toString();
    }
}
