// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.session.Snippets.Mark;
import org.tracebinder.session.Snippets.Snippet;

class TableNoteTest {

    private static String note(int columns, boolean bold) {
        Table table = new Table().left("A").left("B");
        table.row("1", "2");
        table.note(new Snippet("the rate of rates", List.of(new Mark(4, 8), new Mark(12, 17))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.emphasise(bold).print(new PrintStream(bytes, true, StandardCharsets.UTF_8), columns);
        return bytes.toString(StandardCharsets.UTF_8).split("\\R")[2].strip();
    }

    @Test
    void marksAreBoldOnlyWhereThatWasAskedForAndNeverCutApart() {
        assertEquals("the rate of rates", note(80, false));
        assertEquals("the \u001B[1mrate\u001B[22m of \u001B[1mrates\u001B[22m", note(80, true));
        assertEquals("the \u001B[1mrate\u001B[22m of \u001B[1mra\u001B[22m…", note(18, true));
        assertEquals("the rat…", note(11, false));
    }
}
