// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** Reports of portals begin with lines of text, and only then comes the header of their table. */
class PreambleTest {

    private static final String AUDIT = """
            RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames
            r1,2026-03-01T09:00:00.0000000Z,261,CopilotInteraction,a@x.org,"%1$s",,
            r2,2026-03-01T09:05:00.0000000Z,261,CopilotInteraction,b@x.org,"%2$s",,
            """.formatted(audit("r1"), audit("r2"));

    @TempDir
    private Path folder;

    private static String audit(String id) {
        return ("{\"Id\":\"" + id + "\",\"CreationTime\":\"2026-03-01T09:00:00\",\"Operation\":\"CopilotInteraction\","
                + "\"Workload\":\"Copilot\",\"UserId\":\"a@x.org\",\"CopilotEventData\":{\"AppHost\":\"Teams\","
                + "\"Messages\":[{\"Id\":\"m\",\"isPrompt\":true}]}}").replace("\"", "\"\"");
    }

    private void assertRead(String name, byte[] content, String text, int lines) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        try (Binder binder = Binder.create(folder.resolve(name + ".binder"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            SourceInfo source = report.sources().get(0);
            assertEquals("m365-copilot 2 2 0", source.format() + " " + source.totals().read() + " "
                    + source.totals().accepted() + " " + source.totals().quarantined());
            assertTrue(source.totals().reconciled());
            List<String> told = report.warnings().stream().filter(w -> w.code().equals("import.preamble"))
                    .map(ImportReport.Warning::text).toList();
            assertEquals(1, told.size(), report.warnings().toString());
            assertTrue(told.get(0).endsWith((lines == 1 ? "1 line before" : lines + " lines before")
                    + " the header of its table " + (lines == 1 ? "is text and read as no record; the file keeps it: '"
                    : "are text and read as no records; the file keeps them: '") + text + "'."), told.get(0));
            assertNotEquals(told.get(0), Translation.to(Locale.GERMAN).say(told.get(0)));
            assertEquals(List.of(), binder.rebuild(Progress.NONE));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
    }

    @Test
    void linesBeforeTheHeaderAreToldAndTheRowsAreRead() throws Exception {
        assertRead("report.csv", ("Audit log search\nFrom,2026-03-01\nTo,2026-03-02\n\n" + AUDIT)
                .getBytes(StandardCharsets.UTF_8), "Audit log search / From,2026-03-01 / To,2026-03-02", 4);
    }

    @Test
    void endsOfLinesAndEncodingsOfSpreadsheets() throws Exception {
        assertRead("windows.csv", ("\uFEFFAudit log search,,,,,,,\r\nExported by: Müller,,,,,,,\r\n"
                + AUDIT.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8),
                "Audit log search,,,,,,, / Exported by: Müller,,,,,,,", 2);
        assertRead("wide.csv", ("\uFEFFAudit log search\r\n" + AUDIT.replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_16LE), "Audit log search", 1);
        assertRead("hint.csv", ("sep=,\r\nAudit log search\r\n" + AUDIT.replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8), "Audit log search", 1);
    }

    @Test
    void aMappingIsProposedAndReadsTheTable() throws Exception {
        Path csv = Files.writeString(folder.resolve("costs.csv"), "Usage report\nDays: 2026-03-01 to 2026-03-02\n"
                + "Time,User,Tokens\n2026-03-01T09:00:00Z,ann,12\n2026-03-01T09:01:00Z,bob,13\n");
        Path mapping = Files.writeString(folder.resolve("costs.json"), """
                {"mapping": 1, "id": "costs", "framing": {"type": "csv"}, "kind": "inference",
                 "fields": {"time": {"column": "Time", "format": "iso"}, "actor": {"column": "User"},
                  "tokensIn": {"column": "Tokens"}}}""");
        try (Binder binder = Binder.create(folder.resolve("m.binder"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(csv), new ImportOptions(Optional.of("mapping:" + mapping),
                    0), Progress.NONE);
            assertEquals(2, report.sources().get(0).totals().accepted());
            assertEquals(1, binder.trail().count("actor:bob", Progress.NONE));
            assertEquals(List.of(), binder.rebuild(Progress.NONE));
        }
    }

    @Test
    void textWithoutATableStaysUnknown() throws Exception {
        Path text = Files.writeString(folder.resolve("note.txt"), "Dear all,\n\nplease find it here, soon, or later\n");
        try (Binder binder = Binder.create(folder.resolve("t.binder"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(text), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals("unknown 1", report.sources().get(0).format() + " "
                    + report.sources().get(0).totals().quarantined());
        }
    }
}
