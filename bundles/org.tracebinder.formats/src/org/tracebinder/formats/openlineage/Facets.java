// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openlineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes facets in a form that people can read and search: column lineage as {@code out.col <- in.col [masking]},
 * owners, assertions, schemas; all others as compact JSON. What the specification asks for and is not there goes to
 * {@code openlineage.missing}.
 */
final class Facets {

    /** A list, not a set: the order in which they are named must be the same in every run. */
    private static final List<String> FORMALITIES = List.of("_producer", "_schemaURL");
    private static final Set<String> MAPPED =
            Set.of("eventType", "eventTime", "run", "job", "inputs", "outputs", "dataset");

    private final Event.Builder to;
    private final Set<String> missing = new LinkedHashSet<>();

    Facets(Event.Builder to) {
        this.to = to;
    }

    void event(JsonNode n) {
        boolean run = n.has("run") || n.has("eventType");
        need(n, "eventTime");
        need(n, "producer");
        need(n, "schemaURL");
        if (run) {
            need(n, "eventType");
            if (Nodes.scalar(n, "run", "runId") == null) {
                missing.add("run.runId");
            }
            if (Nodes.scalar(n, "job", "name") == null) {
                missing.add("job.name");
            }
        }
        facets("run", Nodes.at(n, "run", "facets"), null);
        facets("job", Nodes.at(n, "job", "facets"), null);
        datasets("inputs", n.get("inputs"));
        datasets("outputs", n.get("outputs"));
        JsonNode alone = n.get("dataset");
        if (alone != null && alone.isObject()) {
            facets("dataset", alone.get("facets"), Nodes.scalar(alone, "name"));
            to.extra("dataset.namespace", Nodes.scalar(alone, "namespace"));
        }
        Nodes.extras(to, "", n, MAPPED);
        if (!missing.isEmpty()) {
            to.extra("openlineage.missing", String.join(", ", missing));
        }
    }

    private void need(JsonNode n, String name) {
        if (Nodes.scalar(n, name) == null) {
            missing.add(name);
        }
    }

    private void datasets(String side, JsonNode list) {
        if (list == null || !list.isArray()) {
            return;
        }
        for (JsonNode d : list) {
            String name = Nodes.scalar(d, "name");
            if (name == null) {
                missing.add(side + ".name");
            }
            facets(side, d.get("facets"), name);
            facets(side, d.get(side.equals("inputs") ? "inputFacets" : "outputFacets"), name);
        }
    }

    private void facets(String where, JsonNode facets, String dataset) {
        if (facets == null || !facets.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> f : facets.properties()) {
            JsonNode facet = f.getValue();
            if (facet.isObject()) {
                for (String formality : FORMALITIES) {
                    if (!facet.has(formality)) {
                        missing.add(where + "." + f.getKey() + "." + formality);
                    }
                }
            }
            String key = where + "." + f.getKey() + (dataset == null ? "" : "[" + dataset + "]");
            facet(key, f.getKey(), facet, dataset);
        }
    }

    private void facet(String key, String name, JsonNode facet, String dataset) {
        switch (name) {
            case "parent", "version", "datasetVersion" -> {
                // the parent run and the version of the dataset are in the lineage fact
                to.extra(key + ".job", Nodes.scalar(facet, "job", "name"));
            }
            case "columnLineage" -> to.extra(key, columns(dataset, facet));
            case "ownership" -> to.extra(key, list(facet.get("owners"), "name", "type"));
            case "schema" -> to.extra(key, list(facet.get("fields"), "name", "type"));
            case "sql" -> text(key, Nodes.scalar(facet, "query"));
            case "documentation" -> text(key, Nodes.scalar(facet, "description"));
            case "errorMessage" -> {
                to.extra(key, Nodes.scalar(facet, "message"));
                to.extra(key + ".stackTrace", Nodes.scalar(facet, "stackTrace"));
            }
            case "sourceCodeLocation" -> {
                to.extra(key, join(" ", Nodes.scalar(facet, "type"), Nodes.scalar(facet, "url"),
                        Nodes.scalar(facet, "version")));
                for (String part : List.of("repoUrl", "path", "tag", "branch", "pullRequestNumber")) {
                    to.extra(key + "." + part, Nodes.scalar(facet, part));
                }
            }
            case "tags" -> to.extra(key, list(facet.get("tags"), "key", "value"));
            case "dataQualityAssertions" -> to.extra(key, assertions(facet.get("assertions")));
            default -> to.extra(key, Nodes.text(bare(facet)));
        }
    }

    private void text(String key, String words) {
        to.extra(key, words).addText(words);
    }

    private static JsonNode bare(JsonNode facet) {
        if (facet.isObject()) {
            ((ObjectNode) facet).remove(FORMALITIES);
        }
        return facet;
    }

    /** {@code out.col <- in.col [masking], other.col}, one line a column. */
    private static String columns(String dataset, JsonNode facet) {
        StringJoiner lines = new StringJoiner("\n");
        JsonNode fields = Nodes.at(facet, "fields");
        if (fields != null && fields.isObject()) {
            for (Map.Entry<String, JsonNode> column : fields.properties()) {
                lines.add((dataset == null ? "" : dataset + ".") + column.getKey() + " <- "
                        + inputs(column.getValue().get("inputFields")));
            }
        }
        String all = inputs(facet.get("dataset"));
        if (!all.isEmpty()) {
            lines.add((dataset == null ? "" : dataset) + " <- " + all);
        }
        return lines.length() == 0 ? null : lines.toString();
    }

    private static String inputs(JsonNode fields) {
        StringJoiner inputs = new StringJoiner(", ");
        if (fields != null && fields.isArray()) {
            for (JsonNode in : fields) {
                boolean masking = false;
                JsonNode steps = in.get("transformations");
                if (steps != null) {
                    for (JsonNode step : steps) {
                        masking |= Boolean.TRUE.equals(Nodes.bool(step.get("masking")));
                    }
                }
                inputs.add(Nodes.scalar(in, "name") + "." + Nodes.scalar(in, "field") + (masking ? " [masking]" : ""));
            }
        }
        return inputs.toString();
    }

    private static String list(JsonNode elements, String first, String second) {
        StringJoiner joined = new StringJoiner(", ");
        if (elements != null && elements.isArray()) {
            for (JsonNode e : elements) {
                String a = Nodes.scalar(e, first);
                String b = Nodes.scalar(e, second);
                joined.add(b == null ? String.valueOf(a) : a + ": " + b);
            }
        }
        return joined.length() == 0 ? null : joined.toString();
    }

    private static String assertions(JsonNode elements) {
        StringJoiner joined = new StringJoiner(", ");
        if (elements != null && elements.isArray()) {
            for (JsonNode e : elements) {
                String column = Nodes.scalar(e, "column");
                joined.add(Nodes.scalar(e, "assertion") + (column == null ? "" : "(" + column + ")")
                        + (Boolean.TRUE.equals(Nodes.bool(e.get("success"))) ? " ok" : " failed"));
            }
        }
        return joined.length() == 0 ? null : joined.toString();
    }

    private static String join(String separator, String... parts) {
        StringJoiner joined = new StringJoiner(separator);
        for (String p : parts) {
            if (p != null) {
                joined.add(p);
            }
        }
        return joined.length() == 0 ? null : joined.toString();
    }
}
