// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageDownTest {

    @TempDir
    private Path work;

    /**
     * Both directions agree: what the truth says an inference rests on leads back to that inference, and to no other.
     */
    @Test
    void whatAnInferenceRestsOnLeadsBackToIt() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
        Map<String, Set<String>> traces = new TreeMap<>();
        Set<String> asked = new TreeSet<>();
        for (Cli.Json point : Cli.truth().get("lineageAsOf").list()) {
            asked.add(point.get("traceId").text());
            point.get("upstream").texts().forEach(name -> traces.computeIfAbsent(name, k -> new TreeSet<>())
                    .add(point.get("traceId").text()));
        }
        assertTrue(traces.size() > 4, traces.toString());
        for (Map.Entry<String, Set<String>> e : traces.entrySet()) {
            Cli.Json down = Cli.run("lineage", binder, e.getKey(), "--down", "--json").expect(0).json();
            assertEquals(List.of("subject", "nodes", "edges", "selections", "query", "events", "inferences", "ids",
                    "missing"), down.keys());
            assertEquals(down.get("events").number(), down.get("selections").list().stream()
                    .mapToLong(s -> s.get("events").number()).sum());
            Set<String> found = new TreeSet<>();
            for (String trace : asked) {
                if (down.get("query").value() != null && Cli.run("search", binder, "(" + down.get("query").text()
                        + ") AND trace:" + trace, "--limit", 0, "--json").expect(0).json().get("total").number() > 0) {
                    found.add(trace);
                }
            }
            assertEquals(e.getValue(), found, e.getKey());
        }
        String text = Cli.run("lineage", binder, traces.keySet().iterator().next(), "--down").expect(0).text();
        assertTrue(text.contains("rest on it"), text);
        assertTrue(Cli.run("lineage", binder, "no.such@1", "--down", "--json").expect(2).err().contains("no.such@1"));
        assertTrue(Cli.run("lineage", binder, "no.such").expect(2).err().contains("Nothing in this binder is called"));
        String name = traces.keySet().iterator().next();
        String query = Cli.run("lineage", binder, name, "--down", "--query").expect(0).text().strip();
        assertEquals(Cli.run("lineage", binder, name, "--down", "--json").expect(0).json().get("query").text(), query);
        Cli.run("lineage", binder, name, "--query").expect(2);
        Cli.run("lineage", binder, "x", "--down", "--as-of", "2026-09-01").expect(2);
        Cli.run("lineage", binder, "x", "--limit", 3).expect(2);
    }
}
