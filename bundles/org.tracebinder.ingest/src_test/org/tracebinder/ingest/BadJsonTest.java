// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The byte that a reason names is the one that is wrong. */
class BadJsonTest {

    private static String reason(String each) {
        byte[] record = each.getBytes(StandardCharsets.ISO_8859_1);
        byte[] around = new byte[record.length + 7];
        System.arraycopy(record, 0, around, 4, record.length);
        return assertThrows(BadRecordException.class, () -> Json.tree(new RawRecord(around, 4, record.length, 1, null)))
                .getMessage();
    }

    @Test
    void bytesThatAreNoTextAreNamedWhereTheyStand() {
        assertEquals("not valid JSON at byte 6 of the record: Invalid UTF-8 start byte 0xff",
                reason("{\"a\":\"\u00ff\u00fe\u0080x\"}"));
        assertEquals("not valid JSON at byte 2 of the record: Invalid UTF-8 start byte 0xff", reason("{\"\u00ff\":1}"));
        assertEquals("not valid JSON at byte 7 of the record: Invalid UTF-8 middle byte 0x28",
                reason("{\"a\":\"\u00c3(\"}"));
        assertEquals("not valid JSON at byte 4 of the record: Invalid UTF-8 middle byte 0x28",
                reason("{\"a\u00c3(\":1}"));
        assertEquals("not valid JSON at byte 8 of the record: Invalid UTF-8 middle byte 0x28",
                reason("{\"a\":\"\u00f0\u009f(\"}"));
        assertEquals("not valid JSON at byte 7 of the record: Invalid UTF-8 middle byte 0xa0",
                reason("{\"a\":\"\u00ed\u00a0\u0080\"}"));
    }

    @Test
    void theOtherPlacesStayTheParsers() {
        assertEquals("not valid JSON at byte 3 of the record: a comma stands before the closing bracket",
                reason("[1,]"));
        assertEquals("not valid JSON at byte 7 of the record: Unexpected character ('x' (code 120)): was expecting"
                + " comma to separate Object entries", reason("{\"a\":1 x}"));
    }
}
