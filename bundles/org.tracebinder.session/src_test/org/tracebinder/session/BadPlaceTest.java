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
