// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;

/** What a look shows is what an import does. */
class PreviewTest {

    private static final String HELPDESK = """
            Nr;Zeit;Benutzer;Frage;Antwort;Modell
            1;01.03.2026 08:00:00;anna;Was ist "neu";Nichts;gpt-4o
            2;01.03.2026 08:01:30;bert;"Zwei
            Zeilen";Gut;gpt-4o
            3;irgendwann;cora;Und jetzt?;Nein;gpt-4o
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aLookSeesWhatTheImportDoes() throws Exception {
        Preview.Options all = new Preview.Options(1_000_000);
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            for (Path file : Samples.trail()) {
                List<FilePreview> looks = Preview.of(file, all, Progress.NONE);
                ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
                assertEquals(report.sources().size(), looks.size());
                for (int i = 0; i < looks.size(); i++) {
                    FilePreview look = looks.get(i);
                    SourceInfo source = report.sources().get(i);
                    assertEquals(source.path(), look.name());
                    assertEquals(source.format(), look.format());
                    assertEquals(source.confidence(), look.confidence());
                    assertEquals(source.totals().read(), look.rows().size());
                    assertEquals(source.totals().quarantined(), look.quarantined());
                    assertFalse(look.more());
                }
            }
        }
    }

    @Test
    void anEmptyFileIsCalledEmpty() throws Exception {
        Path empty = write("empty.jsonl", "");
        assertEquals("the file is empty", Preview.of(empty, new Preview.Options(25), Progress.NONE).get(0).why());
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            SourceInfo source = binder.importPaths(List.of(empty), ImportOptions.DEFAULT, Progress.NONE).sources()
                    .get(0);
            assertEquals("the file is empty", source.why());
            assertEquals(0, source.totals().quarantined());
        }
    }

    @Test
    void aLookIsBounded() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            lines.append("{\"input\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"n\":").append(i).append("}\n");
        }
        Path file = write("big.jsonl", lines.toString());
        FilePreview look = Preview.of(file, new Preview.Options(20).as("chat"), Progress.NONE).get(0);
        assertEquals(20, look.rows().size());
        assertTrue(look.more());
        long[] bytes = {0};
        Preview.of(file, new Preview.Options(1), new Progress() {
            @Override
            public void task(String name, long total) {
                bytes[0] = 0;
            }

            @Override
            public void advance(long units) {
                bytes[0] += units;
            }

            @Override
            public void check() {
                // goes on
            }
        });
        assertTrue(bytes[0] <= Preview.MOST_BYTES, "bytes read: " + bytes[0]);
        Progress stop = new Progress() {
            @Override
            public void task(String name, long total) {
                // nobody watches
            }

            @Override
            public void advance(long units) {
                // nobody watches
            }

            @Override
            public void check() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> Preview.of(file, new Preview.Options(1), stop));
    }

    @Test
    void foldersAndArchivesAreOpened() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in/deep"));
        byte[] chat = ("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"role\":\"assistant\",\"content\":\"ho\"}]}\n").getBytes(StandardCharsets.UTF_8);
        Files.write(in.resolve("a.jsonl"), chat);
        try (GZIPOutputStream gz = new GZIPOutputStream(Files.newOutputStream(in.resolve("b.jsonl.gz")))) {
            gz.write(chat);
        }
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(inner)) {
            zip.putNextEntry(new ZipEntry("../c.jsonl"));
            zip.write(chat);
        }
        Files.write(in.resolve("c.zip"), inner.toByteArray());
        Files.write(in.resolve("d.bin"), new byte[] {0, 1, 2, 3});
        List<FilePreview> looks = Preview.of(folder.resolve("in"), new Preview.Options(5), Progress.NONE);
        assertEquals(List.of("in/deep/a.jsonl", "in/deep/b.jsonl.gz", "in/deep/c.zip", "in/deep/c.zip!/../c.jsonl",
                "in/deep/d.bin"), looks.stream().map(FilePreview::name).toList());
        assertEquals("gzip", looks.get(1).packaging());
        assertEquals(looks.get(0).format(), looks.get(3).format());
        assertEquals(FilePreview.UNKNOWN, looks.get(4).format());
        assertEquals(1, looks.get(4).quarantined());
    }

    @Test
    void aProposalBecomesAMappingThatTheImportReadsBy() throws Exception {
        Path file = write("helpdesk.txt", HELPDESK);
        MappingDraft.Proposal proposal = MappingDraft.propose(file, Progress.NONE).orElseThrow();
        assertEquals(List.of("Nr", "Zeit", "Benutzer", "Frage", "Antwort", "Modell"),
                proposal.places().stream().map(MappingDraft.Place::name).toList());
        MappingDraft draft = proposal.draft();
        assertEquals(';', draft.separator());
        assertEquals("inference", draft.kind());
        assertEquals(Map.of("identity", "Nr", "time", "Zeit", "actor", "Benutzer", "input", "Frage", "output",
                "Antwort",
                "modelServed", "Modell"), names(draft)); // one time of three is none: that is seen below
        var fields = new LinkedHashMap<>(draft.fields());
        fields.put("time", new MappingDraft.Source("Zeit", "dd.MM.yyyy HH:mm:ss", "Europe/Berlin"));
        draft = draft.with(fields).checked();
        FilePreview look = Preview.of(file, new Preview.Options(10).by(draft.json()), Progress.NONE).get(0);
        assertEquals(3, look.rows().size());
        assertEquals("2026-03-01T07:00:00Z", EventJson.instant(look.rows().get(0).events().get(0).time()));
        assertTrue(look.rows().get(2).reason().contains("irgendwann"), look.rows().get(2).reason());
        Path mapping = Files.writeString(folder.resolve("m.json"), draft.json());
        FilePreview known = Preview.of(file, new Preview.Options(Optional.empty(), Optional.empty(),
                List.of(mapping), 10), Progress.NONE).get(0);
        assertEquals("mapping:helpdesk", known.format());
        assertEquals("mapping:" + mapping, known.importAs().orElseThrow());
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            Path other = write("other.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}\n");
            ImportReport report = binder.importPaths(List.of(file, other),
                    ImportOptions.DEFAULT.with(Map.of(file, known.importAs().orElseThrow())), Progress.NONE);
            assertEquals("mapping:helpdesk", report.sources().get(0).format());
            assertFalse(report.sources().get(1).format().startsWith("mapping:"));
            assertEquals(2, report.sources().get(0).totals().accepted());
            assertEquals(1, report.sources().get(0).totals().quarantined());
        }
    }

    private static Map<String, String> names(MappingDraft draft) {
        Map<String, String> names = new TreeMap<>();
        draft.fields().forEach((f, s) -> names.put(f, s.place()));
        return names;
    }

    @Test
    void membersOfADocumentAreFound() throws Exception {
        Path file = write("x.json", "{\"export\":{\"by\":\"us\",\"items\":[{\"at\":{\"ts\":1772352000000},"
                + "\"user\":{\"id\":\"u1\"},"
                + "\"prompt\":\"p\",\"odd/name\":1},{\"at\":{\"ts\":1772352001000},\"user\":{\"id\":\"u2\"}}]}}");
        MappingDraft.Proposal proposal = MappingDraft.propose(file, Progress.NONE).orElseThrow();
        assertEquals(List.of("export.items"), proposal.draft().records());
        assertEquals("millis", proposal.draft().fields().get("time").format());
        assertTrue(proposal.places().stream().anyMatch(p -> p.name().equals("/odd~1name")));
        FilePreview look = Preview.of(file, new Preview.Options(10).by(proposal.draft().json()), Progress.NONE).get(0);
        assertEquals(2, look.rows().size());
        assertEquals(0, look.quarantined());
        assertEquals("2026-03-01T08:00:00Z", EventJson.instant(look.rows().get(0).events().get(0).time()));
    }

    @Test
    void whatTellsRecordsApartIsNotGuessedWhereItRepeats() throws Exception {
        Path users = write("users.jsonl", "{\"user\":{\"id\":\"u1\"},\"prompt\":\"p\"}\n"
                + "{\"user\":{\"id\":\"u2\"},\"prompt\":\"q\"}\n");
        assertEquals(Map.of("actor", "/user/id", "input", "/prompt"),
                names(MappingDraft.propose(users, Progress.NONE).orElseThrow().draft()));
        Path repeated = write("repeated.csv", "id,prompt\nu1,a\nu2,b\nu1,c\n");
        assertEquals(Map.of("input", "prompt"), names(MappingDraft.propose(repeated, Progress.NONE).orElseThrow()
                .draft()));
    }

    @Test
    void numbersAndTimesAreToldByTheirValues() throws Exception {
        Path german = write("de.csv", "Nr;Datum;Kosten;Prompt Tokens\n1;5.3.2026 9:15;0,0123;1.234\n"
                + "2;13.3.2026 10:00;1.200,5;7\n");
        MappingDraft draft = MappingDraft.propose(german, Progress.NONE).orElseThrow().draft();
        assertEquals("d.M.yyyy H:mm", draft.fields().get("time").format());
        assertEquals(",", draft.fields().get("cost").format());
        assertEquals(",", draft.fields().get("tokensIn").format());
        FilePreview look = Preview.of(german, new Preview.Options(10).by(draft.json()), Progress.NONE).get(0);
        assertEquals(0, look.quarantined());
        assertEquals(1_234, look.rows().get(0).events().get(0).tokensIn());
        FilePreview doubted = Preview.of(german, new Preview.Options(10).by(draft.json().replace("Datum", "Dattum")),
                Progress.NONE).get(0);
        assertEquals("chosen by the user, but the mapping names the column 'Dattum', which the file does not have",
                doubted.why());
        doubted = Preview.of(german, new Preview.Options(10).by(draft.json().replace("Datum", "Dattum")
                .replace("Kosten", "Kossten")), Progress.NONE).get(0);
        assertTrue(doubted.why().endsWith(", nor another of its names"), doubted.why());
        Path american = write("us.csv", "id,when,cost\n1,3/5/2026 9:15 AM,\"1,200.50\"\n2,3/13/2026 9:15 PM,0.5\n");
        draft = MappingDraft.propose(american, Progress.NONE).orElseThrow().draft();
        assertEquals("M/d/yyyy h:mm a", draft.fields().get("time").format());
        assertEquals(".", draft.fields().get("cost").format());
        Path open = write("open.csv", "id,when,cost\n1,3/5/2026 9:15,1.5\n2,3/6/2026 9:15,0.5\n");
        draft = MappingDraft.propose(open, Progress.NONE).orElseThrow().draft();
        assertFalse(draft.fields().containsKey("time"), "day and month are not told apart by these");
        Path both = write("both.csv", "id,when\n1,3/13/2026 9:15\n2,13/3/2026 9:15\n3,3/3/2026 9:15\n");
        assertFalse(MappingDraft.propose(both, Progress.NONE).orElseThrow().draft().fields().containsKey("time"),
                "some say one thing, some the other");
        Path one = write("one.csv", "id,when\n1,3/3/2026 9:15\n2,someday\n3,13/3/2026 9:15\n");
        assertEquals("d/M/yyyy H:mm", MappingDraft.propose(one, Progress.NONE).orElseThrow().draft().fields()
                .get("time").format());
        assertEquals(null, draft.fields().get("cost").format());
    }

    @Test
    void aMappingThatIsNoneIsRefusedWithItsReason() throws Exception {
        Path file = write("helpdesk.csv", HELPDESK);
        Preview.Options broken = new Preview.Options(1).by("{\"mapping\":1}");
        String why = assertThrows(TracebinderException.class, () -> Preview.of(file, broken, Progress.NONE))
                .getMessage();
        assertTrue(why.contains("line 1"), why);
        assertTrue(MappingDraft.propose(write("t.txt", "just words\n"), Progress.NONE).isEmpty());
    }
}
