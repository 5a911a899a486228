// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadPlaceTest {

    private static Optional<BadPlace> of(String reason, String bytes) {
        return BadPlace.of(reason, bytes.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theByteOfTheReasonIsMarkedWithItsWholeCharacter() {
        assertEquals(new BadPlace(7, 8), of("not valid JSON at byte 7 of the record: Unexpected character",
                "{\"a\":1 x}").get());
        assertEquals(new BadPlace(1, 3), of("not valid JSON at byte 2 of the record: no", "a\u00e4b").get());
        assertEquals(new BadPlace(2, 3), of("not valid JSON at byte 900 of the record: no", "abc").get());
    }

    @Test
    void bytesThatAreNoTextAreMarkedWhereverTheReasonSaysTheyAre() {
        byte[] start = bytes("{\"a\":\"\u00ff\u00fe\u0080x\"}");
        for (int at : new int[] {6, 7}) {
            assertEquals(new BadPlace(6, 7), BadPlace.of("not valid JSON at byte " + at
                    + " of the record: Invalid UTF-8 start byte 0xff", start).get());
        }
        assertEquals(new BadPlace(6, 8), BadPlace.of("not valid JSON at byte 8 of the record: Invalid UTF-8 middle byte"
                + " 0x28", bytes("{\"a\":\"\u00c3(\u0001\"}")).get());
        assertEquals(new BadPlace(1, 3), BadPlace.of("no reader", bytes("a\u00ed\u00a0\u0080")).get());
    }

    private static byte[] bytes(String each) {
        return each.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void linesAndColumnsCountFromOne() {
        assertEquals(new BadPlace(4, 5), of("not well-formed XML at line 2, column 2: no", "ab\ncde\n").get());
        assertEquals(new BadPlace(3, 6), of("not YAML in line 2: no", "ab\ncde\nf").get());
    }

    @Test
    void whatWasCutOffIsMarkedAtItsEndAndWhatIsNoTextAtItsFirstSuchByte() {
        assertEquals(new BadPlace(2, 3), of("the value is not closed before the end of the file", "{ab").get());
        assertEquals(new BadPlace(1, 2), BadPlace.of("no reader", new byte[] {'a', (byte) 0xff, 'b'}).get());
        assertEquals(Optional.empty(), of("the record is empty, expected a JSON value", " "));
        assertEquals(Optional.empty(), of("not valid JSON at byte 0 of the record", ""));
    }
}
