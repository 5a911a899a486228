// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of a provenance document, whatever its notation: an element (entity, activity, agent) or a relation.
 * Roles are the formal parts of a relation ({@code activity}, {@code entity}, {@code agent}, {@code time}...), all
 * other
 * attributes keep their qualified names.
 */
final class Statement {

    private static final int MAX_VALUES = 1_000;

    final String type;
    /** As written, null for an anonymous relation. */
    final String id;
    /** The bundle that holds it, null outside. */
    final String bundle;
    final Map<String, String> roles = new LinkedHashMap<>();
    final Map<String, List<String>> attributes = new LinkedHashMap<>();
    /** Of the values that say one the data type or language, in their order; a hyphen for one that does not. */
    final Map<String, List<String>> types = new LinkedHashMap<>();

    Statement(String type, String id, String bundle) {
        this.type = type;
        this.id = id;
        this.bundle = bundle;
    }

    /** Of two values for one role the first counts, the other is kept as an attribute. */
    void role(String name, String value) {
        if (value == null) {
            return;
        }
        if (roles.putIfAbsent(name, value) != null) {
            attribute("prov:" + name, value);
        }
    }

    /** @param type of the value, {@code xsd:int} or {@code @fr} for a language; null when it says none */
    void attribute(String name, String value, String type) {
        attribute(name, value);
        List<String> values = attributes.get(name);
        if (value != null && type != null && values.size() < MAX_VALUES) {
            List<String> said = types.computeIfAbsent(name, k -> new ArrayList<>());
            while (said.size() < values.size() - 1) {
                said.add("-");
            }
            said.add(type);
        }
    }

    void attribute(String name, String value) {
        List<String> values = attributes.computeIfAbsent(name, k -> new ArrayList<>());
        if (value != null && values.size() < MAX_VALUES) {
            values.add(value);
        }
    }

    String role(String name) {
        return roles.get(name);
    }

    /** @return the first value of an attribute, or null */
    String first(String name) {
        List<String> values = attributes.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    List<String> all(String name) {
        return attributes.getOrDefault(name, List.of());
    }
}
