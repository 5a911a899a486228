// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;

class LinesTest {

    private static Lines lines(String text) {
        return new Lines("f.jsonl", new ByteArrayInputStream(text.getBytes(UTF_8)), Progress.NONE);
    }

    @Test
    void linesOfEveryLengthAroundTheBuffer() throws Exception {
        for (int length : new int[] {0, 1, 65534, 65535, 65536, 65537, 131071, 131072, 200000}) {
            String one = "x".repeat(length);
            try (Lines lines = lines(one + "\n\n" + one + "\nend\n")) {
                assertEquals(length, lines.raw().length);
                assertEquals(0, lines.raw().length);
                assertEquals(one, new String(lines.raw(), UTF_8));
                assertEquals("end", new String(lines.raw(), UTF_8));
                assertNull(lines.raw());
                assertNull(lines.raw());
                assertEquals(4, lines.number());
            }
        }
        assertNull(lines("").raw());
    }

    @Test
    void whatIsNotCanonicalIsRefused() throws Exception {
        assertEquals(Map.of("a", 1), lines("{\"a\":1}\n").next());
        for (String bad : new String[] {"{\"a\":1}", "{\"a\": 1}\n", "{\"a\":1.0}\n", "{\"b\":1,\"a\":2}\n", "[1]\n",
            "{\"a\":1,\"a\":1}\n", "{\"a\":1}{}\n", "{\"a\":1}x\n", "\n", "{\"a\":NaN}\n", "{\"a\":\"\\u0041\"}\n",
            "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}\n"}) {
            String message = assertThrows(JsonTree.BadFormException.class, () -> lines(bad).next()).getMessage();
            assertTrue(message.startsWith("f.jsonl, line 1: "), message);
        }
    }
}
