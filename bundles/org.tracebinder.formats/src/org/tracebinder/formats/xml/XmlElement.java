// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of an XML document: names without prefixes beside their namespaces, attributes under their local names,
 * child elements, and the text directly inside. Not changed once {@link XmlTree} has given it out.
 */
public final class XmlElement {

    private final String namespace;
    private final String prefix;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String namespace, String prefix, String name) {
        this.namespace = namespace;
        this.prefix = prefix;
        this.name = name;
    }

    void attribute(String local, String value) {
        attributes.putIfAbsent(local, value);
    }

    void child(XmlElement child) {
        children.add(child);
    }

    void text(String words) {
        text.append(words);
    }

    /** @return the namespace, empty when there is none */
    public String namespace() {
        return namespace;
    }

    /** @return the name without prefix */
    public String name() {
        return name;
    }

    /** @return the name as written, with its prefix */
    public String qualifiedName() {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** @return attributes by local name, in order */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** @return the value of the attribute with that local name, or null */
    public String attribute(String local) {
        return attributes.get(local);
    }

    /** @return child elements in order */
    public List<XmlElement> children() {
        return children;
    }

    /** @return the text directly inside, without outer blanks; empty when there is none */
    public String text() {
        return text.toString().strip();
    }
}
