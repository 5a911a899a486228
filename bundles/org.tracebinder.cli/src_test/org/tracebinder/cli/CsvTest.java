// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void aFormulaBecomesWords(String text) {
        assertEquals("'" + text, Csv.cell(text));
    }

    @Test
    void quotesWhatWouldBreakTheLine() {
        assertEquals("\"a,b\"", Csv.cell("a,b"));
        assertEquals("\"say \"\"no\"\"\"", Csv.cell("say \"no\""));
        assertEquals("\"'\rx\"", Csv.cell("\rx"));
        assertEquals("", Csv.cell(null));
    }

    @Test
    void aNegativeNumberStaysANumber() {
        assertEquals("-5", Csv.cell(-5L));
    }
}
