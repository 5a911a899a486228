// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.trace.TraceView;

/**
 * Traces of real files, put together from several of them. The files are not part of this repository and nothing that
 * they say is: the golden file holds hashed ids, counts and the shape of each tree. {@code -Dtracebinder.golden=write}
 * writes it.
 */
class RealTracesTest {

    private static final Path GOLDEN = Samples.root()
            .resolve("bundles/org.tracebinder.session/src_test/org/tracebinder/session/real-traces.txt");

    @TempDir
    private Path dir;

    @Test
    void areAsTheyWere() throws Exception {
        Path real = Samples.root().resolve("../shared/data/real");
        Assumptions.assumeTrue(Files.isDirectory(real), "the real files are not here");
        List<String> lines = new ArrayList<>();
        for (Path folder : list(real)) {
            List<Path> files = Files.isDirectory(folder) ? list(folder) : List.of();
            if (files.size() > 1) {
                describe(folder, files, lines);
            }
        }
        if ("write".equals(System.getProperty("tracebinder.golden"))) {
            Files.write(GOLDEN, lines);
        }
        assertTrue(lines.stream().anyMatch(l -> l.contains(" files: ")), "no trace stands in several files");
        assertEquals(Files.readString(GOLDEN).lines().collect(Collectors.joining("\n")), String.join("\n", lines));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void describe(Path folder, List<Path> files, List<String> lines) throws Exception {
        try (Binder binder = Binder.create(dir.resolve(folder.getFileName().toString()), "real", null)) {
            ImportReport report = binder.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled(), folder.getFileName().toString());
            Map<String, Set<Integer>> sources = new TreeMap<>();
            binder.trail().scan("trace:*", List.of(Fields.TRACE), row -> sources
                    .computeIfAbsent(row.get(Fields.TRACE), t -> new TreeSet<>()).add(row.id().record().source()),
                    Progress.NONE);
            List<String> own = new ArrayList<>();
            int alone = 0;
            for (String trace : sources.keySet()) {
                TraceView view = binder.trace(trace, Progress.NONE);
                Set<Integer> all = view.steps().stream().map(s -> s.id().record().source())
                        .collect(Collectors.toCollection(TreeSet::new));
                if (all.size() > 1) {
                    own.add(folder.getFileName() + " " + hash(trace) + " " + all.size() + " files: " + shape(view));
                } else {
                    alone++;
                }
            }
            own.sort(null);
            lines.add(folder.getFileName() + ": " + files.size() + " files, " + own.size()
                    + " traces in several of them, " + alone + " in one");
            lines.addAll(own);
        }
    }

    private static String hash(String id) {
        return Hash.of(id.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 12);
    }

    /**
     * Kinds in the order and depth of the tree, what each stands on when it is not the trace id, and what is missing.
     */
    private static String shape(TraceView view) {
        String tree = view.steps().stream().map(s -> s.depth() + s.event().kind().id()
                + (s.why().equals("same trace id") ? "" : "(" + s.basis().id() + ": "
                + s.why().replaceFirst(" own trace .*", " own trace") + ")")
                + (s.variants().isEmpty() ? "" : "+" + s.variants().size() + " variants"))
                .collect(Collectors.joining(" "));
        Map<String, Long> gaps = view.gaps().stream().collect(Collectors.groupingBy(TraceView.Gap::code, TreeMap::new,
                Collectors.counting()));
        return tree + "; turns " + view.conversation().size() + ", decisions " + view.policy().size() + ", reviews "
                + view.reviews().size() + ", data " + view.data().size() + ", tokens "
                + (view.totals().tokensIn() == null ? "none" : view.totals().tokensIn() + "/" + view.totals()
                .tokensOut())
                + ", gaps " + gaps;
    }
}
