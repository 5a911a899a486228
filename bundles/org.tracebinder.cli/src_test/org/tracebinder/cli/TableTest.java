// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsWordsLeftNumbersRightAndGoesOnBelow() {
        Table table = new Table().left("Name").right("Count").left("Words");
        table.row("申请", 1_234, "short");
        table.note("a note");
        table.row(null, 5L, "a sentence that is too long for it " + "x".repeat(30));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), 40);
        assertEquals("""
                Name  Count  Words
                申请  1,234  short
                      a note
                -         5  a sentence that is too long for
                             it
                             xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                """, bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new Table().left("One").row("a", "b"));
    }
}
