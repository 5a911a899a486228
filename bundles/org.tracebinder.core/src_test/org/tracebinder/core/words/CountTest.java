// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

    @ParameterizedTest
    @CsvSource({"0, record, 0 records", "1, record, 1 record", "12000, record, 12000 records", "2, entry, 2 entries",
        "2, day, 2 days", "1, query, 1 query", "3, query, 3 queries", "2, attached document, 2 attached documents",
        "2, match, 2 matches", "2, index, 2 indexes", "2, access, 2 accesses"})
    void putsTheNounInThePlural(long number, String noun, String said) {
        assertEquals(said, Count.of(number, noun));
    }
}
