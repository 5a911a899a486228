// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Times.Time;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What stands around the rows of a result.
 *
 * @param suite    id or description of the evaluation, null when there is none
 * @param time     when it ran, marked as coming from the document
 * @param provider the only provider of its configuration, null when there is none or more than one
 * @param author   who ran it, null when it does not say
 * @param assertsNothing the configuration lists its tests, and neither they nor anything around them asserts anything
 */
record Document(String suite, Time time, String provider, String author, boolean assertsNothing) {

    /** Nothing around the rows. */
    static final Document NONE = new Document(null, Time.UNKNOWN, null, null, false);

    static Document of(byte[] envelope) {
        try {
            return envelope.length == 0 ? NONE : of(Json.tree(envelope));
        } catch (JacksonException e) {
            // a document cut off behind its records: the rows still stand for themselves
            return NONE;
        }
    }

    static Document of(JsonNode document) {
        JsonNode inside = Nodes.at(document, "data") != null ? document.get("data") : document;
        String author = Nodes.first(inside, "author");
        author = author != null ? author : Nodes.scalar(document, "metadata", "author");
        return new Document(suite(document, inside), time(document, inside), provider(inside), author,
                assertsNothing(Nodes.at(inside, "config")));
    }

    private static boolean assertsNothing(JsonNode config) {
        JsonNode tests = Nodes.at(config, "tests");
        if (tests == null || !tests.isArray() || tests.isEmpty() || Nodes.at(config, "scenarios") != null
                || Nodes.at(config, "redteam") != null) {
            return false;
        }
        for (JsonNode test : tests) {
            // tests of another file and a column of expected answers may assert what is not written here
            if (!test.isObject() || asserts(test) || Nodes.at(test, "vars", "__expected") != null) {
                return false;
            }
        }
        JsonNode rest = Nodes.at(config, "defaultTest");
        return rest == null || rest.isObject() && !asserts(rest);
    }

    private static boolean asserts(JsonNode test) {
        JsonNode list = Nodes.at(test, "assert");
        return list != null && !list.isEmpty();
    }

    private static String suite(JsonNode document, JsonNode inside) {
        String id = Nodes.first(document, "evalId");
        id = id != null ? id : Nodes.first(inside, "evalId", "id");
        return id != null ? id : Nodes.scalar(inside, "config", "description");
    }

    private static Time time(JsonNode document, JsonNode inside) {
        JsonNode[] places = {Nodes.at(inside, "results"), inside, Nodes.at(document, "metadata"), document};
        for (JsonNode place : places) {
            Time t = place == null || !place.isObject() ? Time.UNKNOWN
                    : Times.first(place, "timestamp", "evaluationCreatedAt", "createdAt", "exportedAt");
            if (t.known()) {
                return t.fromDocument();
            }
        }
        return Time.UNKNOWN;
    }

    private static String provider(JsonNode inside) {
        JsonNode all = Nodes.at(inside, "config", "providers");
        JsonNode only = all != null && all.isArray() && all.size() == 1 ? all.get(0) : all;
        if (only == null || only.isArray()) {
            return null;
        }
        return only.isObject() ? Nodes.first(only, "id", "label") : Nodes.scalar(only);
    }
}
