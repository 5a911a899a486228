// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events are sorted by any field, and pages lead to the last of them. */
class SortTest {

    @TempDir
    private Path work;
    private Path binder;

    private List<Cli.Json> all(String order, int page) {
        List<Cli.Json> hits = new ArrayList<>();
        String after = "";
        while (after != null) {
            Cli.Json answer = Cli.run("search", binder, "kind:inference", "--sort=" + order, "--limit", page, "--after",
                    after, "--json").expect(0).json();
            hits.addAll(answer.get("hits").list());
            after = answer.get("next").text();
        }
        return hits;
    }

    private static List<String> ids(List<Cli.Json> hits) {
        return hits.stream().map(h -> h.get("id").text()).toList();
    }

    @Test
    void pagesOfEveryOrderHoldEachHitOnce() throws IOException {
        binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
        List<String> one = ids(all("time", 1_000));
        assertTrue(one.size() > 50);
        List<String> sorted = one.stream().sorted().toList();
        for (String order : List.of("-prompt", "ids", "extra.user_api_key_alias")) {
            List<String> pages = ids(all(order, 40));
            assertEquals(sorted, pages.stream().sorted().toList(), order);
            assertEquals(ids(all(order, 1_000)), pages, order);
        }
        String text = Cli.run("search", binder, "kind:inference", "--sort=-prompt", "--limit", 3).expect(0).err();
        assertTrue(text.contains("--sort=-prompt --after"), text);
        assertTrue(Cli.run("search", binder, "", "--sort", "nosuch").expect(2).err().contains("extra.KEY"));
        Cli.run("search", binder, "", "--sort", "prompt", "--after", "AQEE").expect(2);
    }
}
