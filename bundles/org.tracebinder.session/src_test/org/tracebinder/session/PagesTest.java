// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** A source that says itself that more follows is no whole source. */
class PagesTest {

    @TempDir
    private Path folder;

    private static String openai(String id, boolean more) {
        return """
                {"object":"list","data":[{"id":"chatcmpl-%s","object":"chat.completion","created":1770106561,
                "model":"gpt-4o","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",
                "content":"Yes %s"}}]}],"first_id":"a","last_id":"b","has_more":%s}""".formatted(id, id, more);
    }

    private static String langfuse(int page) {
        return """
                {"data":[{"id":"o%d","traceId":"t","type":"GENERATION","name":"call","startTime":
                "2026-02-03T08:16:0%d.000Z","model":"m","input":"q","output":"a %d"}],
                "meta":{"page":%d,"limit":1,"totalItems":2,"totalPages":2}}""".formatted(page, page, page, page);
    }

    private List<String> told(String... pages) throws Exception {
        Path all = Files.createTempDirectory(folder, "pages");
        for (int i = 0; i < pages.length; i++) {
            Files.writeString(all.resolve(i + ".json"), pages[i]);
        }
        try (Binder binder = Binder.create(Files.createTempDirectory(folder, "b").resolve("b"), "Pages", null)) {
            return binder.importPaths(List.of(all), ImportOptions.DEFAULT, Progress.NONE).warnings().stream()
                    .filter(w -> w.code().equals("log.cap")).map(ImportReport.Warning::text).toList();
        }
    }

    @Test
    void thePageThatSaysSoIsNamed() throws Exception {
        List<String> told = told(openai("1", true));
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("S1, records read: 1 (it says that more follow"), told.get(0));
        assertEquals(List.of(), told(openai("1", false)));
        assertEquals(1, told(openai("1", true), openai("2", false)).size(), "it may be any other page that is here");
        // in one file the pages stand in their order
        assertEquals(List.of(), told(openai("1", true) + "\n" + openai("2", false)));
    }

    @Test
    void allNumberedPagesAreAWhole() throws Exception {
        List<String> told = told(langfuse(1));
        assertTrue(told.size() == 1 && told.get(0).contains("it counts more pages than are here"), told.toString());
        assertEquals(1, told(langfuse(2)).size(), "the last page alone");
        assertEquals(List.of(), told(langfuse(1), langfuse(2)));
    }

    @Test
    void pagesThatNoReaderKnowsAreLookedInto() throws Exception {
        String page = "{\"data\":[%s],\"total\":3}\n";
        String one = Samples.decision("d1", "t1", "allow").strip();
        String two = Samples.decision("d2", "t1", "deny").strip();
        String three = Samples.decision("d3", "t2", "allow").strip();
        String junk = "{\"error\":\"rate limited, retry\"}\n<html>busy</html>\n";
        Path file = Files.writeString(folder.resolve("pages.jsonl"), page.formatted(one + "," + two) + junk
                + page.formatted(three) + page.formatted(""));
        Path document = Files.writeString(folder.resolve("page.json"), "{\n \"total\": 2,\n \"data\": [\n  "
                + one.replace("d1", "d8") + ",\n  " + two.replace("d2", "d9") + "\n ]\n}\n");
        try (Binder binder = Binder.create(folder.resolve("p"), "Pages", null)) {
            ImportReport report = binder.importPaths(List.of(file, document), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertEquals(3, report.sources().get(0).totals().accepted());
            assertEquals(2, report.sources().get(0).totals().quarantined());
            assertEquals(2, report.sources().get(1).totals().accepted());
            assertEquals(0, report.sources().get(1).totals().quarantined());
            assertEquals(5, binder.trail().count("kind:policy", Progress.NONE));
            assertTrue(binder.doctor(Progress.NONE).ok());
            binder.rebuild(Progress.NONE);
            assertEquals(5, binder.trail().count("kind:policy", Progress.NONE));
        }
    }

    @Test
    void pagesThatStandOneALineAreRead() throws Exception {
        String first = openai("1", true).replace("\n", "");
        String last = openai("2", false).replace("\n", "");
        assertEquals(1, told(first + "\n" + last + "\n" + first.replace("-1", "-3")).size());
        assertEquals(List.of(), told(first + "\n" + last + "\n"));
        String one = langfuse(1).replace("\n", "");
        String two = langfuse(2).replace("\n", "");
        assertEquals(1, told(one + "\n" + one.replace("o1", "o3")).size(), "page 2 is missing");
        assertEquals(List.of(), told(one + "\n" + two));
        String counted = "{\"data\":[%s],\"meta\":{\"totalItems\":%d}}";
        String call = one.substring(one.indexOf('[') + 1, one.indexOf(']'));
        String pages = counted.formatted(call, 2) + "\n" + counted.formatted(call.replace("o1", "o9"), 2);
        assertEquals(List.of(), told(pages), "two records on two lines");
        assertEquals(1, told(pages.replace(":2}", ":3}")).size());
    }
}
