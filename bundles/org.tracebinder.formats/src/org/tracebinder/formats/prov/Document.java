// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.ingest.BadRecordException;

/** The statements of a provenance document in order, with its prefixes. */
final class Document {

    static final String PROV = "http://www.w3.org/ns/prov#";
    private static final int MAX_STATEMENTS = 500_000;

    final List<Statement> statements = new ArrayList<>();
    private final Map<String, String> prefixes = new HashMap<>();

    void prefix(String name, String namespace) {
        if (namespace != null && prefixes.size() < 10_000) {
            prefixes.putIfAbsent(name, namespace);
        }
    }

    Statement add(String type, String id, String bundle) throws BadRecordException {
        if (statements.size() >= MAX_STATEMENTS) {
            throw new BadRecordException("more than " + MAX_STATEMENTS + " statements in one document");
        }
        boolean element = !Terms.RELATIONS.containsKey(type);
        Statement s = new Statement(type, id == null && element ? "_:unnamed" + (statements.size() + 1) : id, bundle);
        statements.add(s);
        return s;
    }

    /** @return the namespace of a qualified name, or of a full name under a known prefix; null when there is none */
    String namespace(String name) {
        int colon = name.indexOf(':');
        String known = colon < 0 ? prefixes.get("default") : prefixes.get(name.substring(0, colon));
        String start = name.substring(0, Math.max(name.lastIndexOf('#'), name.lastIndexOf('/')) + 1);
        return known != null ? known : start.contains("://") && prefixes.containsValue(start) ? start : null;
    }

    /** @return the name behind its namespace, or the whole name */
    String local(String name) {
        String namespace = namespace(name);
        return namespace == null ? name : name.startsWith(namespace) ? name.substring(namespace.length())
                : name.substring(name.indexOf(':') + 1);
    }

    /** @return the qualified name as a full name: the same thing has the same one in every document */
    String full(String name) {
        String namespace = name == null ? null : namespace(name);
        return namespace == null ? name : namespace + local(name);
    }
}
