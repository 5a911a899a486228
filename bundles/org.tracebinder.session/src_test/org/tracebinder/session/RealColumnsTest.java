// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.ColumnView;

/** Column lineage of real OpenLineage files. */
class RealColumnsTest {

    private static final String SOURCE = "bigquery-public-data.samples.shakespeare";

    @TempDir
    private Path dir;

    @Test
    void sparkSaysHowEachColumnWasMade() throws Exception {
        Path folder = Samples.root().resolve("../shared/data/real/openlineage");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the real files are not here");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().matches(".*(_shakespare_|pysparkCLL).*")).sorted()
                    .toList();
        }
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            var lineage = binder.lineage(Progress.NONE);
            ColumnView up = lineage.columns("/tmp/outputs/1729097570970#sum(word_count)", false, null, 10,
                    Progress.NONE);
            Set<String> found = new TreeSet<>();
            up.edges().forEach(e -> found.add(up.node(e.to()).orElseThrow().column() + " " + e.words() + " "
                    + e.masking() + " " + e.basis().id()));
            assertEquals(Set.of("word INDIRECT, GROUP_BY false observed", "word INDIRECT, FILTER false observed",
                    "word_count DIRECT, AGGREGATION false observed", "word_count INDIRECT, FILTER false observed"),
                    found);
            assertTrue(up.edges().stream().allMatch(e -> !e.events().isEmpty() && e.run() != null && e.job() != null));
            ColumnView down = lineage.columns(SOURCE + "#word", true, null, 10, Progress.NONE);
            assertEquals(Set.of("word", "sum(word_count)"), new TreeSet<>(down.edges().stream().map(e -> down.node(
                    e.from()).orElseThrow().column()).toList()));
            ColumnView old = lineage.columns("/tmp/cll_test/tbl1#trans", false, null, 10, Progress.NONE);
            assertTrue(old.edges().stream().anyMatch(e -> e.words().startsWith("DIRECT, TRANSFORMATION, concat(t1.b")));
            assertTrue(old.edges().stream().allMatch(e -> e.basis() == Basis.DECLARED), "these records have no time");
            ColumnView table = lineage.columns("/tmp/cll_test/tbl1", false, null, 1, Progress.NONE);
            assertEquals(Set.of("agg", "ident", "trans"), new TreeSet<>(table.nodes().stream()
                    .filter(n -> n.name().endsWith("tbl1")).map(ColumnView.Node::column).toList()));
        }
    }

    /** The form before transformations were a list, and inputs that bear on the whole dataset. */
    @Test
    void bothFormsOfTheFacetAreRead() throws Exception {
        Path file = dir.resolve("old.json");
        Files.writeString(file, """
                {"eventType":"COMPLETE","eventTime":"2026-03-01T10:00:00Z","producer":"https://x.example/p",
                "schemaURL":"https://openlineage.io/spec/1-0-5/OpenLineage.json","run":{"runId":"r1"},
                "job":{"namespace":"n","name":"mask"},"inputs":[{"namespace":"n","name":"people"}],
                "outputs":[{"namespace":"n","name":"safe","facets":{"columnLineage":{"fields":{"email":{"inputFields":
                [{"namespace":"n","name":"people","field":"email"}],"transformationType":"MASKED",
                "transformationDescription":"hash"}},"dataset":[{"namespace":"n","name":"people","field":"country",
                "transformations":[{"type":"INDIRECT","subtype":"FILTER"}]}]}}}]}
                """);
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            ColumnView view = binder.lineage(Progress.NONE).columns("safe#email", false, null, 10, Progress.NONE);
            assertEquals(List.of("MASKED, hash true", "INDIRECT, FILTER null"), view.edges().stream().map(e -> e.words()
                    + " " + e.masking()).toList());
        }
    }
}
