// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.formats.xml.XmlTree;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** W3C PROV in its notations: PROV-JSON, PROV-N, Turtle and TriG, PROV-XML, PROV-JSONLD. A document is a record. */
public final class ProvReader implements FormatReader {

    private static final Pattern XML = Pattern.compile(
            "<(?:\\w{1,40}:)?document\\b[^>]{0,8000}http://www\\.w3\\.org/ns/prov#");
    private static final Pattern TURTLE = Pattern.compile("(?m)^[ \\t]*(?:@prefix|PREFIX)[ \\t]+\\w{0,60}:[ \\t]*<"
            + "http://www\\.w3\\.org/ns/prov#>|<http://www\\.w3\\.org/ns/prov#(?:Entity|Activity|Agent)>");
    private static final Set<String> LINKED = Set.of("Entity", "Activity", "Agent", "Generation", "Usage",
            "Derivation", "Association", "Attribution", "Communication", "Delegation");

    @Override
    public String id() {
        return "prov";
    }

    @Override
    public String label() {
        return "W3C PROV";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            Match match = json(v);
            if (match != Match.NO) {
                return match;
            }
        }
        if (!head.values().isEmpty()) {
            return Match.NO;
        }
        String text = head.text();
        if (XmlTree.possible(head)) {
            Matcher m = XML.matcher(text);
            return m.find() ? new Match.Maybe(98, "XML element document in the namespace of PROV") : turtle(text);
        }
        if (isText(text) && (text.contains("(") || text.contains("prefix "))) {
            boolean statements = Pattern.compile("\\b(?:entity|activity|agent|wasGeneratedBy|used|wasDerivedFrom"
                    + "|wasAssociatedWith|endDocument)\\b").matcher(text).find();
            return statements ? new Match.Maybe(93, "text of PROV-N: document with statements") : Match.NO;
        }
        return turtle(text);
    }

    /** PROV-N begins with the word document, behind blanks and comments. */
    private static boolean isText(String text) {
        int at = 0;
        while (at < text.length() && at < Head.SIZE) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else if (text.charAt(at) <= ' ') {
                at++;
            } else {
                int end = at + "document".length();
                return text.startsWith("document", at) && end < text.length() && text.charAt(end) <= ' ';
            }
        }
        return false;
    }

    private static Match turtle(String text) {
        return TURTLE.matcher(text).find() ? new Match.Maybe(92, "Turtle with names of PROV") : Match.NO;
    }

    private static Match json(JsonNode v) {
        if (!v.isObject()) {
            return Match.NO;
        }
        if (v.has("@context")) {
            String context = String.valueOf(v.get("@context"));
            boolean graph = v.has("@graph") || v.has("@type");
            if (context.contains("openprovenance.org/prov-jsonld") && graph) {
                return new Match.Maybe(97, "@context of PROV-JSONLD");
            }
            if (v.get("@graph") != null && context.contains(Document.PROV)) {
                for (JsonNode n : v.get("@graph")) {
                    for (String t : Graph.types(n)) {
                        if (t.startsWith("prov:") && LINKED.contains(t.substring(5))) {
                            return new Match.Maybe(90, "@graph with nodes of the type " + t);
                        }
                    }
                }
            }
            return Match.NO;
        }
        TreeSet<String> kinds = new TreeSet<>();
        boolean strange = false;
        for (String key : v.propertyNames()) {
            boolean element = key.equals("entity") || key.equals("activity") || key.equals("agent");
            if ((element || Terms.relation(key) != null || key.equals("bundle")) && v.get(key).isObject()) {
                kinds.add(key);
            } else if (!key.equals("prefix")) {
                strange = true;
            }
        }
        boolean prefix = v.get("prefix") != null && v.get("prefix").isObject();
        boolean relation = kinds.stream().anyMatch(k -> Terms.relation(k) != null && !k.equals("used"));
        if (kinds.isEmpty() || strange && !(prefix && relation)) {
            return Match.NO;
        }
        if (prefix || relation || kinds.size() > 1) {
            return new Match.Maybe(prefix && !strange ? 95 : 85, "members of PROV-JSON: " + (prefix ? "prefix, " : "")
                    + String.join(", ", kinds));
        }
        return v.toString().contains("\"prov:") ? new Match.Maybe(85, "members of PROV-JSON with attributes of PROV")
                : Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return head.values().isEmpty() || XmlTree.possible(head) ? new Framing.Whole() : new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        String text = record.text().stripLeading();
        String start = text.startsWith("\uFEFF") ? text.substring(1).stripLeading() : text;
        String head = start.length() > Head.SIZE ? start.substring(0, Head.SIZE) : start;
        Document document;
        if (start.startsWith("{") && !TURTLE.matcher(head).find()) {
            document = json(record);
        } else if (start.startsWith("<") && XML.matcher(head).find() || start.startsWith("<?xml")) {
            document = XmlNotation.read(XmlTree.read(record));
        } else if (isText(start)) {
            document = TextNotation.read(start);
        } else if (TURTLE.matcher(head).find()) {
            document = TurtleNotation.read(start);
        } else {
            throw new BadRecordException("no provenance document in any notation of PROV");
        }
        if (document.statements.isEmpty()) {
            throw new BadRecordException("a provenance document without a statement");
        }
        new Story(document).tell(events);
    }

    private static Document json(RawRecord record) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.has("@context") || n.has("@graph")) {
            return LinkedNotation.read(n);
        }
        Document document = JsonNotation.read(n);
        if (document.statements.isEmpty()) {
            throw new BadRecordException("no provenance statement: none of entity, activity, agent, used"
                    + (n.isEmpty() ? "" : "; its first key is '" + n.propertyNames().iterator().next() + "'"));
        }
        return document;
    }
}
