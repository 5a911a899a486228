// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;

/** A value of a provenance document keeps its data type or language, in every notation. */
class ProvTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"prefix\":{\"ex\":\"http://e/\"},\"entity\":{\"ex:e\":{\"ex:n\":{\"$\":\"10\",\"type\":\"xsd:int\"},"
                + "\"prov:label\":{\"$\":\"Bonjour\",\"lang\":\"fr\"}}}}",
        "document\nprefix ex <http://e/>\nentity(ex:e, [ex:n=\"10\" %% xsd:int, prov:label=\"Bonjour\"@fr])\n"
                + "endDocument\n",
        "@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix ex: <http://e/> .\n@prefix xsd: <http://x#> .\n"
                + "ex:e a prov:Entity ; ex:n \"10\"^^xsd:int ; prov:label \"Bonjour\"@fr .\n",
        "<prov:document xmlns:prov=\"http://www.w3.org/ns/prov#\" xmlns:ex=\"http://e/\" xmlns:xsi=\"http://www.w3.org/"
                + "2001/XMLSchema-instance\"><prov:entity prov:id=\"ex:e\"><ex:n xsi:type=\"xsd:int\">10</ex:n>"
                + "<prov:label xml:lang=\"fr\">Bonjour</prov:label></prov:entity></prov:document>",
        "{\"@context\":[{\"ex\":\"http://e/\"},\"https://openprovenance.org/prov-jsonld/context.jsonld\"],\"@graph\":"
                + "[{\"@type\":\"prov:Entity\",\"@id\":\"ex:e\",\"ex:n\":[{\"@value\":\"10\",\"@type\":\"xsd:int\"}],"
                + "\"prov:label\":[{\"@value\":\"Bonjour\",\"@language\":\"fr\"}]}]}"})
    void aValueKeepsItsType(String document) {
        Event e = Imported.of("x", document.getBytes(StandardCharsets.UTF_8), "prov").events().get(0);
        assertEquals("10", e.extra().get("ex:n"));
        assertEquals("xsd:int", e.extra().get("ex:n.type"));
        assertEquals("Bonjour", e.name());
        assertEquals("@fr", e.extra().get("prov:label.type"));
    }
}
