// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;

/** The comparisons of a check with their test, effect and events, and the way from a row to its events. */
class FiguresTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    @Test
    void theComparisonsOfDriftStandInATable() throws IOException {
        Bench.sample(folder);
        Assessments assessments = Bench.service(Assessments.class);
        // As long as the sample, so that both of its halves hold more than the check wants of an application.
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(("{'id':'drift-%d','trace_id':'drift-%d','call_type':'acompletion','status':'success',"
                    + "'custom_llm_provider':'p','model':'m','startTime':%d.5,'endTime':%d.5,'prompt_tokens':9,"
                    + "'completion_tokens':3,'total_tokens':12,'response_cost':0.1,'request_tags':['drift','prod'],"
                    + "'metadata':{'user_api_key_alias':'drift'},'messages':[{'role':'user','content':'hello'}]}")
                    .formatted(i, i, 1_772_323_200L + i * 90_000, 1_772_323_202L + i * 90_000 + i % 5)
                    .replace('\'', '"'));
        }
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.write(folder.resolve("drift.jsonl"), calls)), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("new results", () -> assessments.results().isPresent());
        Tree tree = Bench.named(Tree.class, "Catalogues and what the trail says");
        Event event = new Event();
        event.item = all(tree.getItems()).filter(i -> i.getData() instanceof Assessments.Selected s
                && s.control().id().equals("rdy.int.drift")).findFirst().orElseThrow();
        tree.setSelection((TreeItem) event.item);
        tree.notifyListeners(SWT.Selection, event);
        Bench.settle();
        Table checks = Bench.named(Table.class, "Checks of this control");
        checks.setSelection(0);
        checks.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        Table figures = Bench.named(Table.class, "Comparisons of the check");
        assertTrue(figures.isVisible());
        TableItem latency = Arrays.stream(figures.getItems()).filter(i -> i.getText(0).contains("latency")).findFirst()
                .orElseThrow();
        assertTrue(latency.getText(4).matches("-?[0-9.,]+"), latency.getText(4));
        assertEquals("Mann-Whitney, Cliff's delta", latency.getText(6));
        assertTrue(Integer.parseInt(latency.getText(7)) >= 50, latency.getText(7));
        Event opened = new Event();
        opened.item = latency;
        figures.notifyListeners(SWT.DefaultSelection, opened);
        Bench.until("the events that were compared", () -> Bench.service(Investigation.class).query()
                .contains("kind:inference"));
    }

    private static Stream<TreeItem> all(TreeItem[] items) {
        return Arrays.stream(items).flatMap(i -> Stream.concat(Stream.of(i), all(i.getItems())));
    }
}
