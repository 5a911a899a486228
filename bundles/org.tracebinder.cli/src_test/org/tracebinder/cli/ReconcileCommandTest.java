// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {

    @TempDir
    private Path work;

    @Test
    void decisionsAndCallsOfTheSampleAreReconciledByTrace() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
        String a = "kind:agent AND app:loan-desk";
        String b = "kind:policy AND app:loan-desk";
        Cli.Json r = Cli.run("reconcile", binder, "--a", a, "--b", b, "--by", "trace", "--json").expect(0).json();
        assertEquals(List.of("a", "b", "pairs", "differing", "joins", "fields", "shiftNanos", "differences", "listed",
                "notes"),
                r.keys());
        assertTrue(r.get("pairs").number() > 0);
        for (String side : List.of("a", "b")) {
            assertEquals(r.get(side).get("total").number(), r.get("pairs").number() + r.get(side).get("only").number());
        }
        assertTrue(r.get("notes").texts().get(0).contains("repeats"), "the sample holds a line twice");
        String missing = Cli.truth().get("faults").get("noPolicyDecision").list().get(0).text();
        List<String> only = r.get("a").get("ids").texts();
        Cli.Json trace = Cli.run("trace", binder, missing, "--json").expect(0).json();
        assertTrue(trace.get("events").list().stream().anyMatch(e -> only.contains(e.get("id").text())),
                "the run without a decision is only in A");
        String text = Cli.run("reconcile", binder, "--a", a, "--b", b).expect(0).text();
        assertTrue(text.contains("Only in A"), text);
        assertTrue(Cli.run("reconcile", binder, "--a", "kind:(", "--b", b).expect(2).err().contains("^"));
        Cli.run("reconcile", binder, "--a", a).expect(2);
        Cli.run("reconcile", binder, "--a", a, "--b", b, "--by", "mood").expect(2);
        assertTrue(Cli.run("reconcile", binder, "--a", a, "--b", a).expect(3).err().contains("in both trails"));
    }
}
