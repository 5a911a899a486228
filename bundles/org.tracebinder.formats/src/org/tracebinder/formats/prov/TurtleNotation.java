// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.ingest.BadRecordException;

/**
 * The part of Turtle and TriG that PROV-O documents are written in: prefixes, triples with {@code ;} and {@code ,},
 * blank nodes in brackets, lists, and graphs in braces. One use.
 */
final class TurtleNotation {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_NODES = 500_000;

    /** A subject with its predicates, in a graph. */
    static final class Node {
        final String id;
        final String graph;
        final Map<String, List<String>> values = new LinkedHashMap<>();
        /** Data types and languages, by predicate and value. */
        final Map<String, String> types = new HashMap<>();

        Node(String id, String graph) {
            this.id = id;
            this.graph = graph;
        }

        List<String> get(String name) {
            return values.getOrDefault(name, List.of());
        }
    }

    private final Tokens tokens;
    private final Document document = new Document();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private int blank;

    private TurtleNotation(String text) {
        this.tokens = new Tokens(text);
    }

    static Document read(String text) throws BadRecordException {
        TurtleNotation notation = new TurtleNotation(text);
        notation.content(null);
        new Triples(notation.document, notation.nodes).convert();
        return notation.document;
    }

    private void content(String graph) throws BadRecordException {
        while (!tokens.end() && !tokens.is("}")) {
            String word = tokens.peek();
            if (word.equalsIgnoreCase("@prefix") || word.equalsIgnoreCase("prefix")) {
                tokens.next();
                String prefix = tokens.next();
                String iri = tokens.next();
                document.prefix(prefix.equals(":") ? "" : prefix.replaceAll(":$", ""), iri.replaceFirst("^<", ""));
                stop(word.startsWith("@"));
            } else if (word.equalsIgnoreCase("@base") || word.equalsIgnoreCase("base")) {
                tokens.next();
                tokens.next();
                stop(word.startsWith("@"));
            } else if (word.equals("{")) {
                graph(graph, null);
            } else if (word.equalsIgnoreCase("graph")) {
                tokens.next();
            } else {
                subject(graph);
            }
        }
    }

    private void stop(boolean needed) throws BadRecordException {
        if (needed || tokens.is(".")) {
            tokens.expect(".");
        }
    }

    private void graph(String outer, String name) throws BadRecordException {
        if (outer != null) {
            throw tokens.bad("no graph inside a graph");
        }
        tokens.expect("{");
        content(name == null ? "" : name);
        tokens.expect("}");
        if (tokens.is(".")) {
            tokens.next();
        }
    }

    private void subject(String graph) throws BadRecordException {
        String id;
        if (tokens.is("[")) {
            id = brackets(graph, 0);
        } else {
            id = term(tokens.next());
        }
        if (tokens.is("{")) {
            graph(graph, id);
            return;
        }
        if (!tokens.is(".") && !tokens.is("}")) {
            predicates(node(id, graph), graph, 0);
        }
        if (!tokens.is("}")) {
            tokens.expect(".");
        }
    }

    private Node node(String id, String graph) throws BadRecordException {
        if (nodes.size() >= MAX_NODES) {
            throw tokens.bad("at most " + MAX_NODES + " subjects");
        }
        String in = graph == null || graph.isEmpty() ? null : graph;
        return nodes.computeIfAbsent(in + " " + id, k -> new Node(id, in));
    }

    private void predicates(Node node, String graph, int depth) throws BadRecordException {
        while (true) {
            String word = tokens.next();
            String predicate = word.equals("a") ? "rdf:type" : term(word);
            List<String> values = node.values.computeIfAbsent(predicate, k -> new ArrayList<>());
            values.add(object(node, predicate, graph, depth));
            while (tokens.is(",")) {
                tokens.next();
                values.add(object(node, predicate, graph, depth));
            }
            boolean more = false;
            while (tokens.is(";")) {
                tokens.next();
                more = true;
            }
            if (!more || tokens.is(".") || tokens.is("]") || tokens.is("}")) {
                return;
            }
        }
    }

    private String object(Node node, String predicate, String graph, int depth) throws BadRecordException {
        if (depth > MAX_DEPTH) {
            throw tokens.bad("brackets nested at most " + MAX_DEPTH + " deep");
        }
        if (tokens.is("[")) {
            return brackets(graph, depth + 1);
        }
        if (tokens.is("(")) {
            tokens.next();
            List<String> list = new ArrayList<>();
            while (!tokens.is(")")) {
                list.add(object(node, predicate, graph, depth + 1));
            }
            tokens.next();
            return String.join(" ", list);
        }
        if (tokens.peek().startsWith("<")) {
            return term(tokens.next());
        }
        String value = tokens.value();
        if (tokens.type() != null) {
            node.types.put(predicate + ' ' + value, tokens.type());
        }
        return value;
    }

    private String brackets(String graph, int depth) throws BadRecordException {
        tokens.expect("[");
        String id = "_:b" + ++blank;
        Node node = node(id, graph);
        if (!tokens.is("]")) {
            predicates(node, graph, depth);
        }
        tokens.expect("]");
        return id;
    }

    /** A full name of PROV or RDF becomes the short one, so that documents without prefixes read the same. */
    private String term(String token) {
        String name = token.startsWith("<") ? token.substring(1) : token;
        if (name.startsWith(Document.PROV)) {
            return "prov:" + name.substring(Document.PROV.length());
        }
        return name.equals("http://www.w3.org/1999/02/22-rdf-syntax-ns#type") ? "rdf:type" : name;
    }
}
