// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.croissant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.PersonalData;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Descriptions of data sets in the Croissant format (JSON-LD) of all generations: one event a data set. */
public final class CroissantReader implements FormatReader {

    private static final String SPEC = "mlcommons.org/croissant";
    private static final Set<String> MAPPED = Set.of("@context", "@type", "type", "name", "description", "distribution",
            "recordSet", "sc:name", "sc:description", "ml:recordSet");
    /** What is said of a part in words of its own; all else is kept under its name. */
    private static final Set<String> FILE_MAPPED = Set.of("@type", "name", "description", "contentUrl", "sha256", "md5",
            "contentSize", "encodingFormat", "includes");
    private static final Set<String> RECORD_MAPPED = Set.of("@type", "name", "description", "dataType", "field",
            "ml:field");
    private static final Set<String> FIELD_MAPPED = Set.of("@type", "@id", "name", "description", "dataType",
            "subField");
    private static final int MAX_RULES = 2_000;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PARTS = 500;

    @Override
    public String id() {
        return "croissant";
    }

    @Override
    public String label() {
        return "Croissant data set description";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            for (JsonNode c : Graph.each(v.get("conformsTo") != null ? v.get("conformsTo") : v.get("dct:conformsTo"))) {
                String spec = Graph.ref(c);
                if (spec != null && spec.contains(SPEC)) {
                    return new Match.Maybe(98, "conformsTo " + spec);
                }
            }
            String context = String.valueOf(v.get("@context"));
            boolean dataset = Graph.types(v).stream().anyMatch(t -> local(t).equals("Dataset"));
            if (context.contains(SPEC) && dataset) {
                return new Match.Maybe(95, "@context with terms of Croissant around a Dataset");
            }
            if (dataset && context.contains("mlcommons.org") && (v.has("recordSet") || v.has("ml:recordSet"))) {
                return new Match.Maybe(93, "@context with terms of MLCommons and record sets");
            }
            if (dataset && context.contains("mlcommons.org/schema") && v.has("distribution")) {
                return new Match.Maybe(85, "@context with terms of MLCommons and a distribution");
            }
            // a head that ends before the members of the data set begin
            if (context.contains("\"cr\":\"http://mlcommons.org/croissant/\"")) {
                return new Match.Maybe(90, "@context with terms of Croissant");
            }
        }
        String text = head.text();
        if (text.contains("mlcommons.org/schema") && text.contains("\"@context\"")) {
            return new Match.Maybe(70, "text with @context, mlcommons.org/schema");
        }
        return text.contains(SPEC) && text.contains("\"@context\"")
                ? new Match.Maybe(72, "text with a context and terms of Croissant") : Match.NO;
    }

    private static String local(String type) {
        return type.substring(Math.max(type.lastIndexOf(':'), type.lastIndexOf('/')) + 1);
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (!n.isObject() || Graph.types(n).stream().noneMatch(t -> local(t).equals("Dataset"))) {
            throw new BadRecordException("no Croissant description: the document is not of the type Dataset");
        }
        String name = Nodes.first(n, "name", "sc:name");
        String version = Nodes.first(n, "version", "sc:version");
        String id = Nodes.first(n, "@id", "url", "sc:url");
        Graph graph = new Graph(n);
        Times.Time at = Times.first(n, "dateModified", "datePublished", "dateCreated");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation("dataset").name(name).span(id).version(version)
                .actor(graph.names(n.get("creator") != null ? n.get("creator") : n.get("author")))
                .time(at.nanos(), at.text(), at.rule()).addText(Nodes.first(n, "description", "sc:description"))
                .addId(Nodes.first(n, "identifier"));
        b.lineage(new LineageFact(null, null, null, null, null, sources(n), name == null ? List.of()
                : List.of(new LineageFact.Dataset(null, name, version, "dataset"))));
        b.identity(name == null ? null : "croissant/" + id + "/" + name + "/" + version);
        b.extra("description", Rest.cut(Nodes.first(n, "description", "sc:description")));
        files(b, n);
        records(b, n);
        responsible(b, n);
        Extras.add(b, "", n, MAPPED);
        events.accept(b.build());
    }

    private static List<LineageFact.Dataset> sources(JsonNode n) {
        List<LineageFact.Dataset> sources = new ArrayList<>();
        for (String key : new String[] {"prov:wasDerivedFrom", "wasDerivedFrom", "isBasedOn", "sc:isBasedOn"}) {
            for (JsonNode s : Graph.each(n.get(key))) {
                String name = s.isObject() ? Nodes.first(s, "name", "prov:label", "@id", "url") : Nodes.scalar(s);
                if (name != null && sources.size() < MAX_PARTS) {
                    sources.add(new LineageFact.Dataset(null, name, Nodes.scalar(s, "version"), "dataset"));
                }
            }
        }
        return sources;
    }

    private static void files(Event.Builder b, JsonNode n) {
        int count = 0;
        for (JsonNode f : Graph.each(n.get("distribution") != null ? n.get("distribution")
                : n.get("sc:distribution"))) {
            if (++count <= MAX_PARTS) {
                StringJoiner words = new StringJoiner(", ");
                for (String key : new String[] {"contentUrl", "sha256", "md5", "contentSize", "encodingFormat",
                        "includes"}) {
                    String value = Leaves.list(f.get(key));
                    if (value != null) {
                        words.add(key + " " + value);
                    }
                }
                String name = Nodes.first(f, "name", "@id");
                b.extra("file " + name, Rest.cut(words.toString()));
                Rest.add(b, "file " + name + ".", f, FILE_MAPPED);
                b.addText(Nodes.first(f, "description"));
            }
        }
    }

    private static void records(Event.Builder b, JsonNode n) {
        int count = 0;
        for (JsonNode r : Graph.each(n.get("recordSet") != null ? n.get("recordSet") : n.get("ml:recordSet"))) {
            if (++count <= MAX_PARTS) {
                StringJoiner fields = new StringJoiner(", ");
                String type = Leaves.list(r.get("dataType"));
                if (type != null) {
                    fields.add("of " + type);
                }
                b.addText(Nodes.first(r, "description"));
                String name = "records " + Nodes.first(r, "name", "@id");
                List<Runnable> rules = new ArrayList<>();
                fields(b, r.get("field") != null ? r.get("field") : r.get("ml:field"), fields, name, 0, rules);
                b.extra(name, Rest.cut(fields.toString()));
                Rest.add(b, name + ".", r, RECORD_MAPPED);
                rules.forEach(Runnable::run);
            }
        }
    }

    /** Fields and the fields inside them, by name and type; what is said of each is to be found. */
    private static void fields(Event.Builder b, JsonNode list, StringJoiner fields, String path, int depth,
            List<Runnable> rules) {
        int count = 0;
        for (JsonNode f : Graph.each(list)) {
            if (++count > MAX_PARTS) {
                return;
            }
            String name = Nodes.first(f, "name", "@id");
            String type = Leaves.list(f.get("dataType"));
            fields.add(type == null ? String.valueOf(name) : name + ": " + type);
            b.addText(Nodes.first(f, "description"));
            String here = path + "." + name;
            if (rules.size() < MAX_RULES) {
                // what the field is taken from and how, what it refers to
                rules.add(() -> Rest.add(b, here + ".", f, FIELD_MAPPED));
            }
            if (depth < MAX_DEPTH) {
                fields(b, f.get("subField"), fields, here, depth + 1, rules);
            }
        }
    }

    /** The vocabulary of responsible AI: prose to be found, and what it declares of personal data. */
    private static void responsible(Event.Builder b, JsonNode n) {
        for (Map.Entry<String, JsonNode> m : n.properties()) {
            String key = m.getKey().toLowerCase(Locale.ROOT);
            if (!key.startsWith("rai:") && !key.startsWith("prov:")) {
                continue;
            }
            b.addText(Leaves.words(m.getValue()));
            if (key.equals("rai:personalsensitiveinformation")) {
                for (String kind : Leaves.of(m.getValue())) {
                    if (declares(kind)) {
                        b.addPersonalData(new PersonalData(kind.length() > 60 ? "PERSONAL_SENSITIVE_INFORMATION" : kind,
                                1, true));
                    }
                }
            }
        }
    }

    private static boolean declares(String words) {
        String w = words.strip().toLowerCase(Locale.ROOT);
        return !(w.isEmpty() || w.startsWith("none") || w.equals("no") || w.startsWith("not ") || w.startsWith("no ")
                || w.equals("n/a"));
    }
}
