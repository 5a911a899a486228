// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

    @TempDir
    private Path work;

    @Test
    void twoInferencesAndTwoPeriods() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail/card-helpline.litellm.jsonl")).expect(0);
        Cli.Json d = Cli.run("diff", binder, "S1:1", "S1:2", "--json").expect(0).json();
        assertEquals(List.of("a", "b", "fields", "texts"), d.keys());
        Cli.Json text = d.get("texts").list().get(0);
        assertEquals(List.of("field", "complete", "parts"), text.keys());
        assertTrue(Cli.run("diff", binder, "S1:1", "S1:2").expect(0).text().contains("{+"));
        assertTrue(Cli.run("diff", binder, "S1:1", "S1:1").expect(0).text().contains("say the same"));
        Cli.Json p = Cli.run("diff", binder, "--a", "model:gpt-5-mini-2026-01-15", "--b",
                "NOT model:gpt-5-mini-2026-01-15",
                "--json").expect(0).json();
        assertEquals(List.of("a", "b", "inBoth", "numbers", "mixes"), p.keys());
        assertEquals(29, p.get("a").get("total").number());
        assertEquals(List.of("duration", "tokensIn", "tokensOut", "cost"),
                p.get("numbers").list().stream().map(n -> n.get("field").text()).toList());
        String shown = Cli.run("diff", binder, "--a", "status:ok", "--b", "*").expect(0).text();
        assertTrue(shown.contains("in both"), shown);
        assertTrue(shown.contains("delta"), shown);
        assertFalse(shown.contains("other kinds"), shown);
        Path mixed = work.resolve("mixed.binder");
        Cli.run("import", mixed, Cli.sample().resolve("trail")).expect(0);
        String kinds = Cli.run("diff", mixed, "--a", "kind:inference OR kind:policy", "--b", "kind:inference")
                .expect(0).text();
        assertTrue(kinds.contains("! A and B hold other kinds of events"), kinds);
        String none = Cli.run("diff", mixed, "--a", "model:nobody", "--b", "kind:inference").expect(0).text();
        assertTrue(none.contains("! A found nothing: there is nothing to compare."), none);
        Cli.run("diff", binder, "S1:1").expect(2);
        Cli.run("diff", binder, "S1:1", "S1:2", "--a", "x").expect(2);
        Cli.run("diff", binder, "S1:1", "S9:2").expect(3);
        assertTrue(Cli.run("diff", binder, "--a", "x", "--b", "(").expect(2).err().contains("^"));
    }
}
