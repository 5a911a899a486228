// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.cli.Cli.Json;

/** Own checks and catalogues, settings, profile and conclusions, from the command line. */
class AssessTest {

    private static final String OWN = """
            {"schema": "tracebinder-checks/0.1",
             "checks": [
              {"id": "own.refunds", "title": "Refunds", "question": "Does every tool call name who acted?",
               "population": "kind:tool", "contrary": "NOT actor:*",
               "messages": {"found": "{contrary} of {population} calls.", "none": "No call."},
               "controls": [{"control": "own.1", "label": "good-practice", "place": "1", "why": "It is ours."}]}]}
            """;
    private static final String CATALOG = """
            {"schema": "tracebinder-control-catalog/0.1", "id": "own", "version": "1", "title": "Own rules",
             "controls": [{"id": "own.1", "ref": "1", "title": "Tools have users", "obligation": "o",
              "appliesFrom": null, "logDerivable": "full"}]}
            """;

    @TempDir
    private static Path work;
    private static Path binder;

    @BeforeAll
    static void imports() throws IOException {
        binder = work.resolve("b");
        Cli.run("new", binder, "--role", "deployer", "--risk-class", "annex-iii").expect(0);
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
    }

    private static Path folder(String name, String file, String text) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Files.writeString(folder.resolve(file), text);
        return folder;
    }

    private static Json control(Json assessment, String id) {
        return assessment.get("controls").list().stream().filter(c -> c.get("id").text().equals(id)).findFirst()
                .orElseThrow();
    }

    @Test
    void ownChecksAndCataloguesRunWithoutARebuild() throws IOException {
        Path checks = folder("checks", "own.json", OWN);
        Path catalogs = folder("catalogs", "own.json", CATALOG);
        Json check = Cli.run("check", binder, "own.refunds", "--checks", checks, "--catalogs", catalogs, "--json")
                .expect(0).json().get("checks").list().get(0);
        assertTrue(check.get("population").number() > 0);
        Json own = Cli.run("assess", binder, "--catalog", "own", "--checks", checks, "--catalogs", catalogs, "--json")
                .expect(0).json();
        Json control = control(own, "own.1");
        assertEquals(List.of("own.refunds"), control.get("checks").texts());
        assertEquals(check.get("result").text(), control.get("result").text());
        Path pack = work.resolve("own.zip");
        Cli.run("export", binder, pack, "--control", "own.1", "--checks", checks, "--catalogs", catalogs).expect(0);
        Cli.run("verify", pack).expect(0);
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            assertTrue(text(zip, "checks-own.json").contains("own.refunds"));
            assertTrue(text(zip, "own.assessment.json").contains("Tools have users"));
        }
        // without the folder nobody knows them
        Cli.run("check", binder, "own.refunds").expect(2);
        Cli.run("assess", binder, "--catalog", "own").expect(2);
        Cli.run("export", binder, work.resolve("no.zip"), "--control", "own.1").expect(2);
    }

    @Test
    void foldersInsideTheBinderHold() throws IOException {
        Path other = work.resolve("other");
        Cli.run("new", other).expect(0);
        folder("other/checks", "own.json", OWN);
        folder("other/catalogs", "own.json", CATALOG);
        Json check = Cli.run("check", other, "own.refunds", "--json").expect(0).json().get("checks").list().get(0);
        assertEquals("not-assessable", check.get("result").text());
        assertEquals(1, Cli.run("assess", other, "--catalog", "own", "--json").expect(0).json().get("controls").list()
                .size());
    }

    @Test
    void aBrokenFileIsNamedWithLineAndReason() throws IOException {
        Path broken = folder("broken", "mine.json", OWN.replace("NOT actor:*", "NOT (actor:*")
                .replace("own.1", "rdy.int.identity"));
        Cli.Result r = Cli.run("check", binder, "--checks", broken).expect(3);
        assertTrue(r.err().contains("mine.json, line 4: the query of 'contrary' can't be understood"), r.err());
        Path unknown = folder("unknown", "mine.json", OWN);
        assertTrue(Cli.run("assess", binder, "--checks", unknown).expect(3).err().contains("no control 'own.1'"));
        Cli.run("check", binder, "--checks", work.resolve("absent")).expect(3);
    }

    @Test
    void aSettingChangesTheAnswerAndAWrongOneIsRefused() {
        Json plain = Cli.run("check", binder, "log.retention", "--json").expect(0).json().get("checks").list().get(0);
        Json set = Cli.run("check", binder, "log.retention", "--set", "log.retention.months=12", "--json").expect(0)
                .json().get("checks").list().get(0);
        assertEquals("6", plain.get("parameters").get("months").text());
        assertEquals("12", set.get("parameters").get("months").text());
        Json review = Cli.run("check", binder, "oversight.review", "--set",
                "oversight.review.population=kind:inference AND app:loan-desk", "--json").expect(0).json()
                .get("checks").list().get(0);
        assertTrue(review.get("population").number() > 20, "all traces of the application need one now");
        Cli.run("check", binder, "--set", "log.retention.years=1").expect(2);
        Cli.run("check", binder, "--set", "nonsense").expect(2);
        // a value that can't be used is a check that failed, and the exit code says so
        Cli.run("check", binder, "log.retention", "--set", "log.retention.months=many").expect(1);
        Cli.run("assess", binder, "--set", "log.retention.months=many").expect(1);
    }

    @Test
    void roleAndRiskClassDecideWhatBinds() {
        Json profile = Cli.run("profile", binder, "--json").expect(0).json();
        assertEquals(List.of("deployer"), profile.get("roles").texts());
        assertEquals("annex-iii", profile.get("riskClass").text());
        Json deployer = Cli.run("assess", binder, "--catalog", "eu-ai-act", "--as-of", "2027-12-02", "--json").expect(0)
                .json();
        assertEquals("voluntary", control(deployer, "aia.art12.1").get("status").text());
        assertEquals("in-force", control(deployer, "aia.art26.6").get("status").text());
        assertEquals(List.of("deployer"), deployer.get("profile").get("roles").texts());
        Json provider = Cli.run("assess", binder, "--catalog", "eu-ai-act", "--as-of", "2027-12-02", "--role",
                "provider,deployer", "--risk-class", "annex-i", "--json").expect(0).json();
        assertEquals("not-yet", control(provider, "aia.art12.1").get("status").text());
        Json none = Cli.run("assess", binder, "--catalog", "eu-ai-act", "--as-of", "2027-12-02", "--risk-class",
                "not-high-risk", "--json").expect(0).json();
        assertEquals("voluntary", control(none, "aia.art26.6").get("status").text());
        assertEquals("in-force", control(none, "aia.art50.1").get("status").text());
        Cli.run("assess", binder, "--role", "king").expect(2);
        Cli.run("profile", binder, "--risk-class", "high").expect(2);
    }

    @Test
    void whatTheAuditorConcludesStandsBesideWhatIsComputed() throws IOException {
        Path own = work.resolve("concluded");
        Cli.run("new", own).expect(0);
        Cli.run("import", own, Cli.sample().resolve("trail")).expect(0);
        Cli.run("conclude", own, "aia.art50.1", "--result", "not-applicable", "--reason", "Nobody talks to it")
                .expect(0);
        Cli.run("conclude", own, "aia.art26.6", "--result", "supported", "--reason", "Archive seen on site").expect(0);
        Json all = Cli.run("assess", own, "--catalog", "eu-ai-act", "--json").expect(0).json();
        Json away = control(all, "aia.art50.1");
        assertEquals("not-applicable", away.get("result").text());
        assertEquals("not-assessable", away.get("computed").text());
        assertEquals(1, all.get("totals").get("not-applicable").number());
        Json kept = control(all, "aia.art26.6");
        assertEquals("mixed", kept.get("result").text());
        assertEquals("supported", kept.get("conclusion").get("result").text());
        assertEquals("mixed", kept.get("conclusion").get("computedThen").text());
        assertEquals("Archive seen on site", kept.get("conclusion").get("reason").text());
        Path pack = work.resolve("concluded.zip");
        Cli.run("export", own, pack).expect(0);
        Cli.run("verify", pack).expect(0);
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            assertTrue(text(zip, "eu-ai-act.assessment.json").contains("Archive seen on site"));
        }
        Cli.run("conclude", own, "aia.art50.1", "--withdraw", "--reason", "They added a chat").expect(0);
        assertEquals(1, Cli.run("conclude", own, "--json").expect(0).json().get("conclusions").list().size());
        Cli.run("conclude", own, "aia.art50.1", "--withdraw", "--reason", "again").expect(3);
        Cli.run("conclude", own, "aia.art50.1", "--result", "gap").expect(2);
        Cli.run("conclude", own, "aia.art50.1", "--result", "perfect", "--reason", "r").expect(2);
        Cli.run("conclude", own, "aia.none", "--result", "gap", "--reason", "r").expect(3);
        Cli.run("doctor", own).expect(0);
    }

    @Test
    void evidenceIsAttachedListedAndTakenBack() throws IOException {
        Path own = work.resolve("attached");
        Cli.run("new", own).expect(0);
        Cli.run("import", own, Cli.sample().resolve("trail")).expect(0);
        Path file = Files.writeString(work.resolve("policy.txt"), "Two years.");
        Json event = Cli.run("evidence", own, "aia.art12.1", "--event", "S1:3", "--contrary", "--note", "No actor",
                "--json").expect(0).json().get("evidence").list().get(0);
        assertEquals("event", event.get("kind").text());
        assertEquals("contrary", event.get("bearing").text());
        assertEquals(64, event.get("sha256").text().length());
        Cli.run("evidence", own, "aia.art12.1", "--query", "policy:deny").expect(0);
        Cli.run("evidence", own, "aia.art12.1", "--document", file, "--supporting").expect(0);
        assertEquals(3, Cli.run("evidence", own, "--json").expect(0).json().get("evidence").list().size());
        Path copy = work.resolve("copy.txt");
        Cli.run("evidence", own, "--copy", "3=" + copy).expect(0);
        assertEquals("Two years.", Files.readString(copy));
        Cli.run("evidence", own, "--copy", "3=" + copy).expect(2);
        Cli.run("evidence", own, "--remove", "3").expect(0);
        Cli.run("evidence", own, "--remove", "3").expect(3);
        Cli.run("evidence", own, "--event", "S1:3").expect(2);
        Cli.run("evidence", own, "aia.art12.1", "--query", "policy:(").expect(2);
        Cli.run("evidence", own, "aia.none", "--event", "S1:3").expect(3);
        Cli.run("doctor", own).expect(0);
    }

    @Test
    void theDayIsKeptInTheBinder() {
        Path own = work.resolve("day");
        Cli.run("new", own).expect(0);
        Cli.run("profile", own, "--as-of", "2025-01-31").expect(0);
        Json profile = Cli.run("profile", own, "--role", "deployer", "--json").expect(0).json();
        assertEquals("2025-01-31", profile.get("asOf").text());
        Json kept = Cli.run("assess", own, "--catalog", "eu-ai-act", "--json").expect(0).json();
        assertEquals("2025-01-31", kept.get("asOf").text());
        assertEquals("not-yet", control(kept, "aia.art5.1.a").get("status").text());
        assertEquals("2026-11-20", Cli.run("assess", own, "--catalog", "eu-ai-act", "--as-of", "2026-11-20", "--json")
                .expect(0).json().get("asOf").text());
        Cli.run("profile", own, "--as-of", "today").expect(0);
        Cli.run("profile", own, "--as-of", "yesterday").expect(2);
    }

    @Test
    void requestsAskForWhatIsMissing() throws IOException {
        Path catalogs = folder("formula", "own.json", CATALOG.replace("Tools have users", "=HYPERLINK(1)")
                .replace("\"logDerivable\"", "\"evidenceKinds\": [\"doc.policy\", \"inference.record\"], "
                        + "\"logDerivable\""));
        Path csv = work.resolve("requests.csv");
        Json list = Cli.run("requests", binder, "--catalog", "own", "--catalogs", catalogs, "--csv", csv, "--json")
                .expect(0).json().get("requests");
        assertEquals(1, list.list().size(), "the trail holds inferences, so only the document is asked for");
        Json one = list.list().get(0);
        assertEquals("doc.policy", one.get("kind").text());
        assertTrue(one.get("ask").text().startsWith("Please"));
        assertEquals("own.1", one.get("controls").list().get(0).get("id").text());
        List<String> lines = Files.readAllLines(csv);
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).contains(",'=HYPERLINK(1),"), lines.get(1));
        Cli.run("requests", binder, "--csv", csv).expect(2);
        Path xlsx = work.resolve("requests.xlsx");
        Cli.run("requests", binder, "--catalog", "own", "--catalogs", catalogs, "--xlsx", xlsx).expect(0);
        try (ZipFile workbook = new ZipFile(xlsx.toFile())) {
            String cells = text(workbook, "sheet1.xml");
            assertTrue(cells.contains("doc.policy") && cells.contains("=HYPERLINK(1)"), cells);
            assertFalse(cells.contains("<f>"), "no formula");
        }
        Cli.run("requests", binder, "--xlsx", xlsx).expect(2);
        long all = Cli.run("requests", binder, "--json").expect(0).json().get("requests").list().stream()
                .filter(r -> r.get("kind").text().equals("doc.risk-file")).count();
        assertEquals(1, all);
    }

    @Test
    void theScorecardSaysWhereThingsStand() throws IOException {
        Path own = work.resolve("scored");
        Cli.run("new", own).expect(0);
        Cli.run("import", own, Cli.sample().resolve("trail")).expect(0);
        Json bare = Cli.run("scorecard", own, "--json").expect(0).json();
        for (Json m : bare.get("measures").list()) {
            assertTrue(List.of("no-target", "no-data").contains(m.get("state").text()), "no goal, no praise");
            assertEquals(List.of("owner", "baseline", "target", "stop"), m.get("missing").texts());
        }
        Cli.run("scorecard", own, "--init").expect(0);
        Cli.run("scorecard", own, "--init").expect(2);
        Path file = own.resolve("scorecard.json");
        Files.writeString(file, """
                {"schema": "tracebinder-scorecard/0.1", "system": "<b>", "measures": [
                 {"id": "calls", "title": "Calls", "value": {"kind": "count", "query": "kind:inference"},
                  "baseline": 1, "target": {"atLeast": 96}, "stop": {"below": 10}, "owner": "Ada"},
                 {"id": "errors", "title": "Errors", "value": {"kind": "share", "query": "status:error",
                  "of": "status:ok OR status:error"}, "target": {"atMost": 0}},
                 {"id": "latency", "title": "Time", "value": {"kind": "median", "field": "duration",
                  "query": "kind:inference"}, "stop": {"above": 1}},
                 {"id": "none", "title": "None", "value": {"kind": "mean", "field": "cost", "query": "app:nobody"},
                  "target": {"atMost": 5}}]}
                """);
        List<Json> lines = Cli.run("scorecard", own, "--json").expect(0).json().get("measures").list();
        assertEquals(List.of("on-target", "off-target", "stop", "no-data"),
                lines.stream().map(l -> l.get("state").text()).toList());
        assertEquals(Cli.truth().get("calls").get("loan-desk").number()
                + Cli.truth().get("calls").get("card-helpline").number(), lines.get(0).get("value").number());
        Json found = Cli.run("search", own, lines.get(0).get("query").text(), "--limit", 0, "--json").expect(0).json();
        assertEquals(lines.get(0).get("value").number(), found.get("total").number());
        String text = Cli.run("scorecard", own).expect(0).text();
        assertTrue(text.matches("(?s).*errors +.*at most 0 % +[\\d.]+ % \\([\\d ,]+ of [\\d ,]+\\).*"), text);
        Path page = work.resolve("card.html");
        Cli.run("scorecard", own, "--html", page).expect(0);
        assertTrue(Files.readString(page).contains("&lt;b&gt;"));
        assertFalse(Files.readString(page).contains("<b>"));
        opensEachFigure(Files.readString(page), own);
        Cli.run("scorecard", own, "--html", page).expect(2);
        Files.writeString(file, Files.readString(file).replace("\"median\"", "\"middle\""));
        assertTrue(Cli.run("scorecard", own).expect(3).err().contains("scorecard.json, line 6"));
    }

    /** From the figure to the place in the page that names the command and the events; the command finds them. */
    private static void opensEachFigure(String page, Path binder) throws IOException {
        for (String id : List.of("calls", "errors", "latency")) {
            assertTrue(page.contains("<a href=\"#m-" + id + "\">") && page.contains("id=\"m-" + id + "\""), page);
        }
        assertTrue(page.contains("<code>tracebinder search " + BinderArgument.quoted(binder.toString()).replace("\"",
                "&quot;") + " kind:inference</code>")
                || page.contains(" &quot;kind:inference&quot;</code>"), page);
        Json found = Cli.run("search", binder, "kind:inference", "--limit", 3, "--json").expect(0).json();
        for (Json hit : found.get("hits").list()) {
            assertTrue(page.contains(hit.get("id").text()), page);
        }
        assertTrue(page.contains("status:ok OR status:error&quot;</code>"), page);
    }

    @Test
    void evaluationsStandBesideWhatRan() throws IOException {
        Json report = Cli.run("evaluations", binder, "--json").expect(0).json();
        assertEquals(report.get("evaluations").number(), report.get("read").number());
        long cases = report.get("runs").list().stream().mapToLong(r -> r.get("cases").number()).sum();
        assertEquals(report.get("evaluations").number(), cases);
        assertTrue(report.get("days").list().size() > 20);
        for (Json day : report.get("days").list()) {
            long found = Cli.run("search", binder, day.get("query").text(), "--limit", 0, "--json").expect(0).json()
                    .get("total").number();
            assertTrue(found >= day.get("calls").number(), day.get("query").text());
        }
        assertTrue(Cli.run("evaluations", binder).expect(0).text().contains("Was it evaluated before"));
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.stream().filter(e -> e.getName().endsWith("/" + name)).findFirst().orElseThrow();
        String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        assertFalse(text.isEmpty());
        return text;
    }
}
