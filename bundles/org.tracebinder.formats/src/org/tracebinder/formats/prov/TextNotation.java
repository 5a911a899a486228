// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.ingest.BadRecordException;

/**
 * PROV-N: {@code document prefix ex <...> activity(ex:a, 2026-01-01T00:00:00, -) ... endDocument}. One use. Every
 * complaint names the line.
 */
final class TextNotation {

    private final Tokens tokens;
    private final Document document = new Document();

    private TextNotation(String text) {
        this.tokens = new Tokens(text);
    }

    static Document read(String text) throws BadRecordException {
        TextNotation notation = new TextNotation(text);
        notation.tokens.expect("document");
        notation.content(null);
        notation.tokens.expect("endDocument");
        if (!notation.tokens.end()) {
            throw notation.tokens.bad("nothing behind endDocument");
        }
        return notation.document;
    }

    private void content(String bundle) throws BadRecordException {
        while (!tokens.end() && !tokens.is("endDocument") && !tokens.is("endBundle")) {
            String word = tokens.next();
            switch (word) {
                case "prefix" -> {
                    String prefix = tokens.next();
                    document.prefix(prefix, iri());
                }
                case "default" -> document.prefix("default", iri());
                case "bundle" -> {
                    if (bundle != null) {
                        throw tokens.bad("no bundle inside a bundle");
                    }
                    content(tokens.next());
                    tokens.expect("endBundle");
                }
                default -> statement(word, bundle);
            }
        }
    }

    private String iri() throws BadRecordException {
        String iri = tokens.next();
        if (!iri.startsWith("<")) {
            throw tokens.bad("a namespace in <>, found " + iri);
        }
        return iri.substring(1);
    }

    private void statement(String word, String bundle) throws BadRecordException {
        tokens.expect("(");
        String element = Terms.element(word);
        String relation = Terms.relation(word);
        List<String> parts = new ArrayList<>();
        boolean named = false;
        Statement late = null;
        List<String[]> attributes = new ArrayList<>();
        while (!tokens.is(")")) {
            if (tokens.is("[")) {
                attributes(attributes);
            } else {
                parts.add(tokens.next());
                if (parts.size() == 1 && tokens.is(";")) {
                    tokens.next();
                    named = true;
                } else if (parts.size() > 50) {
                    throw tokens.bad("fewer than 50 parts in " + word);
                }
            }
            if (tokens.is(",")) {
                tokens.next();
            } else if (!tokens.is(")") && !(named && parts.size() == 1)) {
                throw tokens.bad("',' or ')' in " + word + ", found " + tokens.peek());
            }
        }
        tokens.expect(")");
        if (element != null && !parts.isEmpty()) {
            late = document.add(element, parts.get(0), bundle);
            roles(late, List.of("startTime", "endTime"), parts.subList(1, parts.size()));
        } else {
            String id = named ? absent(parts.get(0)) : null;
            late = document.add(relation != null ? relation : word, id, bundle);
            roles(late, relation == null ? List.of() : Terms.RELATIONS.get(relation),
                    parts.subList(named ? 1 : 0, parts.size()));
        }
        for (String[] a : attributes) {
            late.attribute(a[0], a[1], a[2]);
        }
    }

    private static String absent(String part) {
        return part.equals("-") ? null : part;
    }

    private static void roles(Statement s, List<String> names, List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (i < names.size()) {
                s.role(names.get(i), absent(parts.get(i)));
            } else if (absent(parts.get(i)) != null) {
                s.attribute("part" + (i + 1), parts.get(i));
            }
        }
    }

    private void attributes(List<String[]> to) throws BadRecordException {
        tokens.expect("[");
        while (!tokens.is("]")) {
            String name = tokens.next();
            tokens.expect("=");
            String value = tokens.value();
            to.add(new String[] {name, value, tokens.type()});
            if (tokens.is(",")) {
                tokens.next();
            } else if (!tokens.is("]")) {
                throw tokens.bad("',' or ']', found " + tokens.peek());
            }
        }
        tokens.expect("]");
    }
}
