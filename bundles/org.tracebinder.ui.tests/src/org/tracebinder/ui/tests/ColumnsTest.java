// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** The columns of a dataset stand beside its lineage, and one is followed further. */
class ColumnsTest {

    private static final String RUN = """
            {"eventType":"COMPLETE","eventTime":"2026-03-0%1$dT10:00:00Z","producer":"https://x.example/p","schemaURL":\
            "https://openlineage.io/spec/1-0-5/OpenLineage.json","run":{"runId":"r%1$d"},"job":{"namespace":"n","name":\
            "j%1$d"},"inputs":[{"namespace":"n","name":"%2$s"}],"outputs":[{"namespace":"n","name":"%3$s","facets":\
            {"columnLineage":{"fields":{"%4$s":{"inputFields":[{"namespace":"n","name":"%2$s","field":"%5$s",\
            "transformations":[{"type":"DIRECT","subtype":"IDENTITY","masking":true}]}]}}}}}]}
            """;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    private static Table table() {
        return Bench.visible(Table.class).stream().filter(t -> "Columns that rest on columns".equals(t
                .getData(Names.KEY)))
                .findFirst().orElse(null);
    }

    @Test
    void aColumnIsFollowedToWhereItComesFrom() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.writeString(folder.resolve("lineage.jsonl"), RUN.formatted(1, "raw", "clean",
                "name",
                "full") + RUN.formatted(2, "clean", "features", "key", "name"))), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.DETAIL);
        Bench.service(Investigation.class).select(EventId.parse("S1:2"));
        Bench.turn(Bench.detail(), 4);
        Bench.until("lineage", () -> !columns().isEmpty());
        Bench.until("columns", () -> {
            if (table() == null) {
                columns().get(0).notifyListeners(SWT.Selection, new Event());
            }
            Bench.settle();
            return table() != null && table().getItemCount() == 1;
        });
        assertEquals("features#key", table().getItem(0).getText(0));
        assertEquals("clean#name", table().getItem(0).getText(1));
        assertEquals("yes", table().getItem(0).getText(3));
        table().select(0);
        table().notifyListeners(SWT.DefaultSelection, new Event());
        Bench.until("followed", () -> table().getItemCount() == 1 && table().getItem(0).getText(0)
                .equals("clean#name"));
        assertEquals("raw#full", table().getItem(0).getText(1));
        assertTrue(table().getItem(0).getText(6).contains("S1:1"));
    }

    private static List<Button> columns() {
        return Bench.visible(Button.class).stream().filter(b -> b.getText().startsWith("Columns")).toList();
    }
}
