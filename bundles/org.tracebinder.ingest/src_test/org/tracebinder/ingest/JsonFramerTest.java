// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFramerTest {

    private static final Framing JSON = new Framing.Json(List.of("Records", "data.rows"));

    @Test
    void aDocumentCutOffBetweenRecordsIsNotTakenForWhole() {
        for (String content : List.of("[{\"a\": 1},{\"a\": 2}", "[{\"a\": 1}, {\"a\": 2},\n",
                "{\"Records\":[{\"a\": 1},{\"a\": 2}, ", "{\"Records\":[{\"a\": 1},{\"a\": 2}]",
                "{\"Records\":[{\"a\": 1},{\"a\": 2}], \"next",
                "{\"data\": {\"rows\":[{\"a\": 1},{\"a\": 2}]}")) {
            Cut cut = Cut.of(content, JSON);
            assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), cut.records(), content);
            assertEquals(List.of(""), cut.bad(), content);
            assertEquals(content.length(), cut.accounted());
            assertEquals(List.of(""), Cut.of(content.getBytes(StandardCharsets.UTF_16LE), JSON).bad(), content);
        }
        assertEquals(List.of("{\"a\":"), Cut.of("[\n{\"a\": 1},\n{\"a\": ", JSON).bad());
        assertEquals(List.of(), Cut.of("[\n{\"a\": 1},\n{\"a\": 2}\n]\n", JSON).bad());
    }

    @Test
    void whatIsNoJsonAroundRecordsIsBad() {
        String content = "{\"v\": NaN, \"Records\":[{\"a\": 1},{\"a\": 2}] garbage garbage2, lost-bytes\n {\"b\": [3]} "
                + "\"x\": what, \"y\": [1]}";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), cut.records());
        assertEquals(List.of("garbage", "garbage2", "lost-bytes", "{\"b\": [3]}", "what"), cut.bad());
        assertTrue(cut.envelope().contains("\"y\": [1]"));
        assertEquals(content.length(), cut.accounted());
    }
}
