// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    @TempDir
    private Path work;

    @Test
    void tellsWhichRecordsOfTheGatewayLogAreMissingAndAltered() throws IOException {
        Path first = Cli.sample().resolve("trail/card-helpline.litellm.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(first));
        lines.set(4, lines.get(4).replaceFirst("\"prompt_tokens\": ?\\d+", "\"prompt_tokens\":999999"));
        lines.remove(9);
        Path second = Files.write(work.resolve("again.jsonl"), lines);
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, first, second).expect(0);
        Cli.Json c = Cli.run("compare", binder, "S1", "S2", "--json").expect(0).json();
        assertEquals(List.of("same", "a", "b", "events", "missing", "added", "altered", "listed", "notes"), c.keys());
        assertEquals(List.of("S1:10"), c.get("missing").texts());
        assertEquals(List.of(), c.get("added").texts());
        Cli.Json altered = c.get("altered").list().get(0);
        assertEquals("S1:5", altered.get("a").text());
        assertEquals("S2:5", altered.get("b").text());
        assertTrue(altered.get("fields").list().stream().anyMatch(f -> f.get("field").text().equals("tokensIn")
                && f.get("b").text().equals("999999")), altered.toString());
        assertEquals(lines.size() - 1L, c.get("b").get("same").number());
        String text = Cli.run("compare", binder, "S1", "s2").expect(0).text();
        assertTrue(text.contains("Missing S1:10"), text);
        assertTrue(text.contains("-> 999999"), text);
        Cli.run("compare", binder, "S1", "x").expect(2);
        Cli.run("compare", binder, "S1", "S9").expect(2);
    }
}
