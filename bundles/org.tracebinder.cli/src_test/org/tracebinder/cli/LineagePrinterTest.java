// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.LineageView.Edge;
import org.tracebinder.trace.LineageView.Node;

class LineagePrinterTest {

    private static String text(LineageView view) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        LineagePrinter.text(new Terminal(out, out, false, 100), view);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static Node node(String id) {
        return new Node(id, "dataset", null, id, "1");
    }

    private static Edge edge(String from, String to) {
        return new Edge(from, to, Basis.OBSERVED, null, null, List.of(EventId.parse("S1:1")));
    }

    @Test
    void everyRootIsShownAndWhatIsSharedOnlyOnce() {
        LineageView view = new LineageView("x", Instant.EPOCH, List.of(node("a"), node("b"), node("c"), node("d")),
                List.of(edge("a", "c"), edge("b", "c"), edge("c", "d")), List.of());
        assertEquals("""
                What x rests on, as of 1970-01-01T00:00:00Z

                  dataset a@1
                  └ dataset c@1   observed, see S1:1
                    └ dataset d@1   observed, see S1:1
                  dataset b@1
                  └ dataset c@1   observed, see S1:1 (above)
                """, text(view));
    }

    @Test
    void aCircleIsShownFromItsFirstNode() {
        LineageView view = new LineageView("a", null, List.of(node("a"), node("b")),
                List.of(edge("a", "b"), edge("b", "a")), List.of());
        assertEquals("""
                What a rests on

                  dataset a@1
                  └ dataset b@1   observed, see S1:1
                    └ dataset a@1   observed, see S1:1 (above)
                """, text(view));
    }

    @Test
    void codeIsShownWithItsRepositoryAndCommit() {
        Node code = new Node("code:x", "code", "https://git.example/ml", "src/train.py", "3f2a9c1");
        assertTrue(text(new LineageView("a", null, List.of(node("a"), code),
                List.of(new Edge("a", "code:x", Basis.OBSERVED, "train", "t1", List.of(EventId.parse("S1:1")))),
                List.of())).contains("└ code https://git.example/ml src/train.py@3f2a9c1   observed by train, see "
                + "S1:1"));
    }

    @Test
    void aHostileChainDoesNotUseUpTheStack() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            nodes.add(node("n" + i));
            if (i > 0) {
                edges.add(edge("n" + (i - 1), "n" + i));
            }
        }
        assertTrue(text(new LineageView("n0", null, nodes, edges, List.of())).contains("further down"));
    }
}
