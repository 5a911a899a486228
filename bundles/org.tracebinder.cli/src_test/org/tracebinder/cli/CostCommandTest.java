// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {

    @TempDir
    private Path work;

    @Test
    void costsAreRecomputedBesideTheClaims() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail/card-helpline.litellm.jsonl")).expect(0);
        Cli.Json c = Cli.run("cost", binder, "--by", "model", "--json").expect(0).json();
        assertEquals(List.of("query", "by", "prices", "total", "tasks", "groups", "unlisted", "unpriced",
                "otherCurrency", "oddClaims", "notes"), c.keys());
        assertEquals(48, c.get("total").get("priced").number());
        assertEquals("example, shipped with the program", c.get("prices").get("source").text());
        String text = Cli.run("cost", binder).expect(0).text();
        assertTrue(text.contains("card-helpline"), text);
        assertTrue(text.contains("! Example figures"), text);
        Path own = Files.writeString(work.resolve("p.json"),
                "{\"name\":\"Own\",\"date\":\"2026-09-01\",\"source\":\"bill\","
                + "\"currency\":\"USD\",\"prices\":[{\"model\":\"gpt-5-mini*\",\"in\":\"1000000\",\"out\":\"0\"}]}");
        Cli.Json t = Cli.run("trace", binder, "S1:1", "--prices", own, "--json").expect(0).json().get("recomputed");
        assertEquals("77", t.get("cost").value().toString());
        assertEquals("Own", t.get("prices").get("name").text());
        assertTrue(Cli.run("cost", binder, "--prices", own).expect(0).text().contains("no price in the list"));
        assertTrue(Cli.run("trace", binder, "S1:1").expect(0).text().contains("by 'Example prices'"));
        assertEquals(0, c.get("total").get("unclaimed").number());
        Path whole = work.resolve("w.binder");
        Cli.run("import", whole, Cli.sample().resolve("trail")).expect(0);
        Cli.Json all = Cli.run("cost", whole, "--by", "model", "--json").expect(0).json().get("total");
        long unclaimed = all.get("events").number() - all.get("claims").number();
        assertTrue(unclaimed > 0);
        assertEquals(unclaimed, all.get("unclaimed").number());
        String both = Cli.run("cost", whole, "--by", "model").expect(0).text();
        assertTrue(both.contains("No claim"), both);
        assertTrue(both.contains("! " + Words.number(unclaimed) + " of "), both);
        Cli.run("cost", binder, "--prices", work.resolve("none.json")).expect(3);
        Cli.run("cost", binder, "--by", "mood").expect(2);
        Cli.run("cost", binder, "--query", "(").expect(2);
    }
}
