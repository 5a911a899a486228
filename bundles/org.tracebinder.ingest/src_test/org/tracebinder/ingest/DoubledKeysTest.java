// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

/** A key that stands twice in one object is remarked, however the record is read; one in two objects is none. */
class DoubledKeysTest {

    private final Remarks remarks = new Remarks();

    private RawRecord record(String json) {
        remarks.clear();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new RawRecord(bytes, 0, bytes.length, 1, null, remarks);
    }

    private String tree(String json) throws BadRecordException {
        RawRecord record = record(json);
        assertEquals(Json.tree(new RawRecord(record.bytes(), 0, record.length(), 1, null)), Json.tree(record));
        return remarks.doubled();
    }

    private static String keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "\"k" + i + "\":{\"a\":" + i + "}")
                .collect(Collectors.joining(","));
    }

    @Test
    void theSameKeyTwiceInOneObject() throws Exception {
        assertEquals("a", tree("{\"a\":1,\"a\":2}"));
        assertEquals("a", tree("{\"a\":1,\"\\u0061\":2}"));
        assertEquals("b", tree("[{\"a\":{\"x\":[1,{\"b\":1,\"c\":2,\"b\":3}]}},{\"a\":1}]"));
        assertEquals("a", tree("{\"a\":{\"a\":{\"x\":[{\"x\":1}]}},\"b\":{\"a\":1},\"a\":2}"));
        assertEquals("k3", tree("{" + keys(0, 500) + "," + keys(3, 4) + "}"));
        assertEquals("k499", tree("{" + keys(0, 500) + "," + keys(499, 500) + "}"));
    }

    @Test
    void inTextThatIsOpenedWhileTheRecordIsRead() throws Exception {
        String text = "{\"x\":[{\"b\":1,\"b\":2}],\"x\":3}";
        remarks.clear();
        Json.tree(text);
        assertNull(remarks.doubled());
        remarks.begin();
        Json.tree("{\"b\":{\"b\":1}}");
        assertNull(remarks.doubled());
        assertEquals(3, Json.tree(text).path("x").asInt());
        assertEquals("b", remarks.doubled());
        remarks.end();
        remarks.begin();
        try (JsonParser parser = Json.parser(text.toCharArray(), 0, text.length())) {
            parser.nextToken();
            parser.skipChildren();
        }
        remarks.end();
        assertEquals("b", remarks.doubled());
        remarks.clear();
        Json.tree(text.getBytes(StandardCharsets.UTF_8));
        assertNull(remarks.doubled());
    }

    @Test
    void theSameKeyInTwoObjects() throws Exception {
        assertNull(tree("{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":1}}"));
        assertNull(tree("[{" + keys(0, 500) + "},{" + keys(0, 500) + "}]"));
        assertNull(tree("{\"x\":[{" + keys(0, 100) + "},{" + keys(0, 100) + "}],\"y\":{" + keys(0, 100) + "}}"));
    }

    @Test
    void whatAReaderSkipsIsSeen() throws Exception {
        try (JsonParser parser = Json.parser(record("{\"a\":{\"b\":[{\"c\":1,\"c\":2}]},\"d\":[[]],\"e\":5}"))) {
            parser.nextToken();
            assertEquals("a", parser.nextName());
            parser.nextToken();
            parser.skipChildren();
            assertEquals("c", remarks.doubled());
            assertEquals("d", parser.nextName());
            parser.nextToken();
            parser.skipChildren();
            assertEquals("e", parser.nextName());
            parser.nextToken();
            assertEquals(5, parser.skipChildren().getIntValue());
            assertNull(parser.nextName());
        }
    }
}
