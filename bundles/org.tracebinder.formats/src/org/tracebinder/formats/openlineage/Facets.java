// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openlineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
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
            if (run || n.has("job")) {
                to.extra("dataset.name", Nodes.scalar(alone, "name"));
            }
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
            case "parent" -> {
                // the parent run is in the lineage fact
                to.extra(key + ".job", Nodes.scalar(facet, "job", "name"));
                to.extra(key + ".namespace", Nodes.scalar(facet, "job", "namespace"));
                JsonNode run = Nodes.at(facet, "run");
                if (run != null && !run.isEmpty() && Nodes.scalar(run, "runId") == null) {
                    to.extra(key + ".run", Rest.cut(Nodes.text(run)));
                }
                to.extra(key + ".root.job", Nodes.scalar(facet, "root", "job", "name"));
                to.extra(key + ".root.namespace", Nodes.scalar(facet, "root", "job", "namespace"));
            }
            case "version", "datasetVersion" -> rest(key, facet, Set.of("datasetVersion"), null, Set.of());
            case "columnLineage" -> to.extra(key, columns(dataset, facet));
            case "ownership" -> listed(key, facet, "owners", "name", "type");
            case "schema" -> listed(key, facet, "fields", "name", "type");
            case "sql" -> {
                text(key, Nodes.scalar(facet, "query"));
                rest(key, facet, Set.of("query"), null, Set.of());
            }
            case "documentation" -> {
                text(key, Nodes.scalar(facet, "description"));
                rest(key, facet, Set.of("description"), null, Set.of());
            }
            case "errorMessage" -> {
                to.extra(key, Nodes.scalar(facet, "message"));
                to.extra(key + ".stackTrace", Nodes.scalar(facet, "stackTrace"));
                rest(key, facet, Set.of("message", "stackTrace"), null, Set.of());
            }
            case "sourceCodeLocation" -> {
                to.extra(key, join(" ", Nodes.scalar(facet, "type"), Nodes.scalar(facet, "url"),
                        Nodes.scalar(facet, "version")));
                rest(key, facet, Set.of("type", "url", "version"), null, Set.of());
            }
            case "tags" -> listed(key, facet, "tags", "key", "value");
            case "dataQualityAssertions" -> {
                to.extra(key, assertions(facet.get("assertions")));
                rest(key, facet, Set.of(), "assertions", Set.of("assertion", "column", "success"));
            }
            default -> to.extra(key, Nodes.text(bare(facet)));
        }
    }

    private void listed(String key, JsonNode facet, String list, String first, String second) {
        to.extra(key, list(facet.get(list), first, second));
        rest(key, facet, Set.of(), list, Set.of(first, second));
    }

    /**
     * What the readable form of a facet leaves out: other members, and the whole list where its elements say more or
     * lack what the form names them by.
     *
     * @param written members that stand in the readable form
     * @param list    name of the member that is a list, null when none is
     * @param named   members of its elements that the form shows
     */
    private void rest(String key, JsonNode facet, Set<String> written, String list, Set<String> named) {
        if (!facet.isObject()) {
            to.extra(key, Nodes.text(facet));
            return;
        }
        for (Map.Entry<String, JsonNode> member : facet.properties()) {
            JsonNode value = member.getValue();
            boolean shown = member.getKey().equals(list) ? whole(value, named) : written.contains(member.getKey())
                    && !value.isContainer();
            if (!shown && !FORMALITIES.contains(member.getKey()) && !value.isNull()
                    && !(value.isContainer() && value.isEmpty())) {
                to.extra(key + "." + member.getKey(), Rest.cut(Nodes.text(value)));
            }
        }
    }

    private static boolean whole(JsonNode list, Set<String> named) {
        if (!list.isArray()) {
            return false;
        }
        for (JsonNode element : list) {
            boolean names = false;
            for (Map.Entry<String, JsonNode> member : element.properties()) {
                boolean empty = member.getValue().isNull()
                        || member.getValue().isContainer() && member.getValue().isEmpty();
                if (!empty && (!named.contains(member.getKey()) || member.getValue().isContainer())) {
                    return false;
                }
                names |= !empty;
            }
            if (!names) {
                return false;
            }
        }
        return true;
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
                if (a != null) {
                    joined.add(b == null ? a : a + ": " + b);
                }
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
