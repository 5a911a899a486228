// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A binder of which one file is lost still gives what it has, and says what it has not. */
class LostSourceTest {

    @TempDir
    private Path work;

    private static String decision(String id) {
        return "{\"decision_id\":\"" + id + "\",\"timestamp\":\"2026-03-01T00:00:00Z\",\"path\":\"a/allow\","
                + "\"result\":true,\"labels\":{\"id\":\"x\",\"version\":\"1\"}}\n";
    }

    @Test
    void whatIsThereIsReadWithoutAnIndexAndAfterARebuild() throws IOException {
        Path binder = work.resolve("a.binder");
        Path far = Files.writeString(work.resolve("far.jsonl"), decision("d1"));
        Path near = Files.writeString(work.resolve("near.jsonl"), decision("d2"));
        Cli.run("import", binder, "--reference", far).expect(0);
        Cli.run("import", binder, near).expect(0);
        Files.delete(far);
        try (Stream<Path> all = Files.walk(binder.resolve("index"))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Cli.Result sources = Cli.run("sources", binder, "--json").expect(0);
        assertEquals(2, sources.json().get("sources").list().size());
        assertTrue(sources.err().contains("rebuild"), sources.err());
        assertEquals(decision("d2").strip(), Cli.run("raw", binder, "S2:1").expect(0).text().strip());
        Path back = work.resolve("back.jsonl");
        Cli.run("restore", binder, "S2", back).expect(0);
        assertEquals(decision("d2"), Files.readString(back));

        assertTrue(Cli.run("rebuild", binder).expect(1).text().contains("Warning index.lacking S1: "));
        Cli.Json found = Cli.run("search", binder, "--json").expect(0).json();
        assertEquals(List.of("S2:1"), found.get("hits").list().stream().map(h -> h.get("id").text()).toList());
        assertEquals(false, found.get("complete").value());
        assertTrue(Cli.run("sources", binder).expect(0).text().contains("Warning index.lacking S1: "));
    }
}
