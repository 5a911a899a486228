// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;

/** Answers of a query in Azure, whose rows stand in lists beside the names of their columns. */
class CutTablesTest {

    @Test
    void rowsBeforeTheEndOfACutAnswerAreRead() throws IOException {
        byte[] whole = Files.readAllBytes(GoldenTest.folder().resolve("apim/query.json"));
        Imported all = Imported.of("x", whole);
        assertEquals(2, all.events().size());
        String text = new String(whole, StandardCharsets.UTF_8);
        Imported cut = Imported.of("x", Arrays.copyOf(whole, text.lastIndexOf("d7")));
        assertEquals("apim", cut.id());
        assertEquals(1, cut.events().size());
        assertEquals(1, cut.bad().size(), "the row that was cut, once");
        Event first = cut.events().get(0);
        assertEquals(21, first.tokensIn());
        assertEquals(all.events().get(0).time(), first.time());
    }

    @Test
    void aBrokenRowLeavesTheOthers() throws IOException {
        byte[] whole = Files.readAllBytes(GoldenTest.folder().resolve("apim/query.json"));
        String text = new String(whole, StandardCharsets.UTF_8).replaceFirst("\"req-d7\"", "re q-d7");
        Imported broken = Imported.of("x", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, broken.events().size());
        assertEquals(1, broken.bad().size());
    }

    @Test
    void severalTablesOfOneAnswerAreReadAsBefore() {
        String columns = "\"columns\":[{\"name\":\"TimeGenerated\"},{\"name\":\"OperationName\"},"
                + "{\"name\":\"Category\"},{\"name\":\"ResourceId\"}]";
        String row = "\"rows\":[[\"2026-02-03T09:15:00Z\",\"ChatCompletions_Create\",\"RequestResponse\","
                + "\"/SUBSCRIPTIONS/1/RESOURCEGROUPS/g/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/a\"]]";
        String table = "{" + columns + "," + row + "}";
        for (String tables : new String[] {table, table + "," + table}) {
            Imported read = Imported.of("x", ("{\"tables\":[" + tables + "]}").getBytes(StandardCharsets.UTF_8));
            assertEquals("azure-openai", read.id());
            assertTrue(read.bad().isEmpty(), () -> read.bad().toString());
            assertEquals(tables.equals(table) ? 1 : 2, read.events().size());
        }
        Imported none = Imported.of("x", ("{\"tables\":[{" + columns + ",\"rows\":[]}]}")
                .getBytes(StandardCharsets.UTF_8));
        assertTrue(none.bad().isEmpty(), () -> none.bad().toString());
    }
}
