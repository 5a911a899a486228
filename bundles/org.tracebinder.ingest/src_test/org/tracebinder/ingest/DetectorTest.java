// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is looked at before a format is chosen. */
class DetectorTest {

    private static Head head(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Detector.head("x", () -> new ByteArrayInputStream(bytes));
    }

    private static String rows(int bytes) {
        String row = "{\"a\":1,\"text\":\"" + "x".repeat(80) + "\"}";
        return "[" + row + ("," + row).repeat(bytes / row.length()) + "]";
    }

    @Test
    void membersBehindManyRecordsAreSeen() throws IOException {
        Head head = head("\uFEFF{\"rows\":" + rows(1 << 20) + ",\"nested\":{\"list\":[1,2,{\"b\":true}],\"none\":null},"
                + "\"bomFormat\":\"CycloneDX\",\"n\":12}");
        assertFalse(head.complete());
        assertEquals(Head.SIZE, head.bytes().length);
        JsonNode document = head.values().get(0);
        assertEquals("CycloneDX", document.get("bomFormat").stringValue());
        assertEquals(12, document.get("n").intValue());
        assertEquals("{\"list\":[1,2,{\"b\":true}],\"none\":null}", document.get("nested").toString());
        assertTrue(document.get("rows").size() > 100);
    }

    @Test
    void aLongMemberIsKeptInPart() throws IOException {
        Head head = head("{\"rows\":" + rows(100_000) + ",\"more\":" + rows(500_000) + ",\"end\":1}");
        assertTrue(head.values().get(0).get("more").size() < 500);
        assertEquals(1, head.values().get(0).get("end").intValue());
    }

    @Test
    void brokenAndEndlessDocumentsAreLookedAtAsFarAsTheyGo() throws IOException {
        Head broken = head("{\"rows\":" + rows(100_000) + ",\"good\":1,\"bad\":}");
        assertEquals(1, broken.values().get(0).get("good").intValue());
        Head endless = head("{\"rows\":" + rows(20 << 20) + ",\"end\":1}");
        assertFalse(endless.values().get(0).has("end"));
    }

    @Test
    void linesAreNoDocument() throws IOException {
        String line = "{\"a\":1,\"text\":\"" + "x".repeat(30_000) + "\"}\n";
        assertEquals(3, head(line.repeat(10)).values().size());
    }

    @Test
    void separatorsBeforeValuesAreNoneOfThem() throws IOException {
        byte[] content = "\u001E{\"a\":1}\n\u001E{\"a\":2}\n".getBytes(StandardCharsets.UTF_8);
        Head head = Detector.head("x.json", () -> new ByteArrayInputStream(content));
        assertEquals(2, head.values().size());
        assertEquals(1, head.values().get(0).get("a").intValue());
        assertEquals(0x1E, head.bytes()[0]);
    }

    @Test
    void aBrokenElementHidesNoOther() throws IOException {
        String good = "{\"id\":\"two\",\"n\":{\"x\":[1]}},{\"id\":\"three\",\"n\":{}}";
        for (String broken : List.of("not a record", "null", "{\"id\":\"one\",\"n\":{\"x\":[1", "{x \"id\":\"one\"}",
                "{\"id\":\"one\",\"n\":{\"x\":\"lo", "{\"id\":\"one\",\"n\":1 x}")) {
            assertEquals("three", last(head("[" + broken + "," + good + "]").values()).get("id").stringValue(), broken);
            JsonNode list = last(head("{\"data\":[" + broken + "," + good + "]}").values()).get("data");
            assertEquals("three", list.get(list.size() - 1).get("id").stringValue(), broken);
            String lines = "[\n  " + broken + ",\n  " + good.replace("}},", "}},\n  ") + "\n]";
            assertEquals("three", last(head(lines).values()).get("id").stringValue(), lines);
        }
    }

    private static JsonNode last(List<JsonNode> values) {
        return values.get(values.size() - 1);
    }
}
