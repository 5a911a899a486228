// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {

    @TempDir
    private Path work;

    @Test
    void savesListsAsksAgainAndRemoves() throws IOException {
        Path binder = work.resolve("b.binder");
        Path trail = Cli.sample().resolve("trail");
        Cli.run("import", binder, trail.resolve("policy-decisions.jsonl")).expect(0);
        Cli.Json saved = Cli.run("query", "save", binder, "denied", "policy:deny", "OR", "policy:redact", "--json")
                .expect(0).json();
        assertEquals(List.of("name", "query", "saved", "by", "total", "resultHash"), saved.keys());
        assertEquals("policy:deny OR policy:redact", saved.get("query").text());
        assertTrue(Cli.run("query", "run", binder, "denied").expect(0).text().startsWith("denied: same, "));
        Cli.run("import", binder, trail.resolve("card-helpline.litellm.jsonl")).expect(0);
        Cli.Json run = Cli.run("query", "run", binder, "all", "--json").expect(0).json();
        assertEquals(false, run.get("same").value());
        Cli.Json one = run.get("queries").list().get(0);
        long added = one.get("added").get("count").number();
        assertTrue(added > 0);
        assertEquals(one.get("total").number() + added, one.get("totalNow").number());
        assertTrue(one.get("added").get("ids").texts().stream().allMatch(id -> id.startsWith("S2:")));
        assertTrue(Cli.run("query", "run", binder, "all").expect(0).text().contains("added   S2:"));
        assertTrue(Cli.run("query", "list", binder).expect(0).text().contains("policy:deny OR policy:redact"));
        Cli.run("query", "remove", binder, "denied").expect(0);
        assertEquals(List.of(), Cli.run("query", "list", binder, "--json").expect(0).json().get("queries").list());
    }

    @Test
    void wrongUsageIsSaid() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("new", binder).expect(0);
        Cli.run("query", "safe", binder).expect(2);
        Cli.run("query", "list", binder, "x").expect(2);
        Cli.run("query", "run", binder).expect(2);
        assertTrue(Cli.run("query", "save", binder, "x", "kind:(").expect(2).err().contains("^"));
        assertTrue(Cli.run("query", "run", binder, "none").expect(2).err().contains("no saved query"));
    }
}
