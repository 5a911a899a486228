// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.controls.CheckMap.Label;
import org.tracebinder.controls.SystemProfile.RiskClass;

class CatalogsTest {

    private static final String HEAD = """
            {"schema": "tracebinder-control-catalog/0.1", "id": "own", "version": "1", "title": "Own rules",
             "controls": [
            """;

    private static final String LINK = "{\"check\": \"log.gap\", \"control\": \"aia.art12.1\", \"label\": \"proxy\","
            + " \"place\": \"1\", \"why\": \"w\"}";

    private final Catalogs catalogs = Catalogs.builtIn();

    @TempDir
    Path folder;

    @Test
    void theProductHasItsThreeCatalogues() {
        assertEquals(List.of("eu-ai-act", "iso-42001", "readiness"), catalogs.all().stream().map(Catalog::id).toList());
        assertEquals(List.of(203, 74, 39), catalogs.all().stream().map(c -> c.controls().size()).toList());
        assertFalse(catalogs.crosswalk().of("iso42001.a.2.2").isEmpty());
        assertTrue(catalogs.crosswalk().warning().contains("official"));
        for (Catalog catalog : catalogs.all()) {
            for (Control control : catalog.controls()) {
                control.evidenceKinds().forEach(k -> assertTrue(catalogs.kind(k).isPresent(), control.id() + ": " + k));
            }
        }
        catalogs.evidenceQueries().forEach(q -> {
            assertTrue(catalogs.kind(q.kind()).isPresent(), q.kind());
            assertFalse("no".equals(catalogs.kind(q.kind()).orElseThrow().fromLogs()), q.kind() + " is a document");
        });
    }

    @Test
    void everyCheckSpeaksToAControl() {
        Set<String> linked = new HashSet<>();
        catalogs.checkMap().links().forEach(l -> linked.add(l.check()));
        assertEquals(new HashSet<>(Checks.all().stream().map(Check::id).toList()), linked);
    }

    /**
     * Article 12 demands neither proof against alteration nor a version nor an actor; paragraph 3 is about biometrics.
     */
    @Test
    void theMapDemandsNoMoreThanTheLaw() {
        for (CheckMap.Link link : catalogs.checkMap().links()) {
            if (link.control().startsWith("aia.art12")) {
                assertFalse(link.label() == Label.REQUIRED_BY_LAW, link.toString());
                assertFalse(link.control().startsWith("aia.art12.3"), link.toString());
            }
            if (link.control().equals("aia.art12.1") && List.of("log.conflict", "log.actor", "log.model-version")
                    .contains(link.check())) {
                assertEquals(Label.GOOD_PRACTICE, link.label(), link.toString());
            }
            if (!link.control().startsWith("aia.")) {
                assertFalse(link.label() == Label.REQUIRED_BY_LAW, "no law: " + link);
            }
        }
        assertEquals(Label.REQUIRED_BY_LAW, catalogs.checkMap().of("aia.art26.6").get(0).label());
    }

    /** Logs show a part of these controls only, so that checks alone can't make them supported. */
    @Test
    void whatLogsShowInPartNamesWhatIsLeft() {
        Set<String> whole = new TreeSet<>();
        for (Catalog catalog : catalogs.all()) {
            for (Control control : catalog.controls()) {
                List<CheckMap.Link> deciding = catalogs.checkMap().of(control.id()).stream().filter(l ->
                        l.label() != Label.GOOD_PRACTICE || control.appliesFrom() == null).toList();
                if (!deciding.isEmpty() && deciding.stream().allMatch(l -> l.leaves().isEmpty())) {
                    whole.add(control.id());
                    assertEquals(Control.LogDerivable.FULL, control.logDerivable(), control.id());
                }
            }
        }
        assertTrue(whole.contains("aia.art26.6"), whole.toString());
        for (String id : List.of("aia.art9.6-8", "aia.art14.4.d", "iso42001.a.6.2.6", "iso42001.9.1",
                "rdy.ml.inherit")) {
            assertFalse(whole.contains(id), id);
        }
    }

    /** The dates of Regulation (EU) 2024/1689 as amended by Regulation (EU) 2026/1744. */
    @ParameterizedTest
    @CsvSource({
        "aia.art4.1, 2025-02-01, UNKNOWN, not-yet", "aia.art4.1, 2025-02-02, UNKNOWN, in-force",
        "aia.art12.1, 2026-11-20, UNKNOWN, not-yet", "aia.art12.1, 2027-12-01, UNKNOWN, not-yet",
        "aia.art12.1, 2027-12-02, UNKNOWN, in-force", "aia.art12.1, 2027-12-02, ANNEX_III, in-force",
        "aia.art12.1, 2028-08-01, ANNEX_I, not-yet", "aia.art12.1, 2028-08-02, ANNEX_I, in-force",
        "aia.art12.1, 2030-08-01, PUBLIC_AUTHORITY_EXISTING, not-yet",
        "aia.art12.1, 2030-08-02, PUBLIC_AUTHORITY_EXISTING, in-force", "aia.art72.1, 2026-11-20, UNKNOWN, not-yet",
        "aia.art72.1, 2027-12-02, ANNEX_I, not-yet", "aia.art50.1, 2026-11-20, UNKNOWN, in-force",
        "aia.art50.1, 2026-11-20, ANNEX_III, in-force", "aia.art5.1.ba, 2026-12-01, UNKNOWN, not-yet",
        "aia.art5.1.ba, 2026-12-02, UNKNOWN, in-force", "iso42001.a.6.2.8, 2040-01-01, ANNEX_I, voluntary",
        "rdy.five.evidence, 2020-01-01, UNKNOWN, voluntary"})
    void datesDecideWhatIsInForce(String id, LocalDate day, RiskClass risk, String expected) {
        Control control = catalogs.all().stream().flatMap(c -> c.control(id).stream()).findFirst().orElseThrow();
        assertEquals(expected, LegalState.of(control, day, new SystemProfile(Set.of(), risk)).state().id());
    }

    @Test
    void aPracticalDateSaysThatItIsAnInterpretation() {
        Control control = catalogs.byId("eu-ai-act").orElseThrow().control("aia.art72.1").orElseThrow();
        String basis = LegalState.of(control, LocalDate.of(2026, 11, 20), SystemProfile.UNKNOWN).basis();
        assertTrue(basis.contains("interpretation") && basis.contains("literal date is 2026-08-02"), basis);
    }

    @Test
    void aFolderAddsAndReplaces() throws Exception {
        Files.writeString(folder.resolve("a.json"), HEAD + control("own.1", "full") + "]}");
        Files.writeString(folder.resolve("b.json"), """
                {"schema": "tracebinder-check-map/0.1", "links": [
                 {"check": "log.gap", "control": "own.1", "label": "proxy", "place": "1", "why": "w"},
                 {"check": "log.cap", "control": "aia.art12.1", "label": "proxy", "place": "1", "why": "w"}]}
                """);
        Files.writeString(folder.resolve("readme.txt"), "no catalogue");
        Catalogs own = Catalogs.load(folder);
        assertEquals(4, own.all().size());
        assertEquals("Own rules", own.byId("own").orElseThrow().shortTitle());
        assertEquals(List.of("log.gap"), own.checkMap().of("own.1").stream().map(CheckMap.Link::check).toList());
        assertEquals(List.of("log.cap"), own.checkMap().of("aia.art12.1").stream().map(CheckMap.Link::check).toList());
        assertEquals(catalogs.checkMap().of("aia.art19.1"), own.checkMap().of("aia.art19.1"));
    }

    @Test
    void aBrokenFileIsRefusedWithLineAndReason() throws Exception {
        refused(HEAD + "{\"id\": \"x\",,}]}", 3, "no valid JSON");
        refused(HEAD + control("own.1", "full") + ",\n" + control("own.2", "some") + "]}", 4, "'logDerivable' must be");
        refused(HEAD + control("own.1", "full") + ",\n" + control("own.1", "full") + "]}", 4, "twice");
        refused(HEAD + "{\"id\": \"own.1\"}]}", 3, "'title' is missing");
        refused(HEAD + control("own.1", "full").replace("null", "\"tomorrow\"") + "]}", 3, "must be a date");
        refused(HEAD + control("aia.art12.1", "full") + "]}", 3, "belongs to catalogue 'eu-ai-act'");
        refused(HEAD + "]}", 2, "'controls' is missing or empty");
        refused("{\"schema\": \"tracebinder-control-catalog/0.1\"}", 1, "'controls' is missing or empty");
        refused(HEAD + "7]}", 3, "must be an object");
        refused("[]", 1, "JSON object");
        refused("", 1, "JSON object");
        refused("{\"schema\": \"tracebinder-control-catalog/9.0\"}", 1, "version 0.x");
        refused("{\"schema\": \"something/0.1\"}", 1, "unknown schema");
        refused("{\"schema\": \"x/0.1\", \"schema\": \"y/0.1\"}", 1, "no valid JSON");
        refused("""
                {"schema": "tracebinder-check-map/0.1", "links": [
                 {"check": "log.none", "control": "aia.art12.1", "label": "proxy", "place": "1", "why": "w"}]}
                """, 2, "no check 'log.none'");
        refused("""
                {"schema": "tracebinder-check-map/0.1", "links": [

                 {"check": "log.gap", "control": "aia.art12.9", "label": "proxy", "place": "1", "why": "w"}]}
                """, 3, "no control 'aia.art12.9'");
    }

    /** Each member on a line of its own, as people write such files: the line is that of the member that is wrong. */
    @Test
    void aRefusalNamesTheLineOfTheMember() throws Exception {
        String good = control("own.1", "full").replace(", ", ",\n");
        String second = control("own.2", "full").replace(", ", ",\n");
        refused(HEAD + good + ",\n" + good + "]}", 9, "twice, first in line 3");
        refused(HEAD + good + ",\n" + second.replace("own.2", "aia.art12.1") + "]}", 9, "belongs to");
        refused(HEAD + good + ",\n" + second.replace("\"full\"", "\"some\"") + "]}", 14, "'logDerivable' must be");
        refused(HEAD + good + ",\n" + second.replace("null", "\"soon\"") + "]}", 13, "must be a date");
        refused(HEAD + good + ",\n" + second.replace("\"t\"", "\" \"") + "]}", 11, "'title' is missing");
        refused(HEAD + good + ",\n" + second.replace("\"title\": \"t\",\n", "") + "]}", 9, "'title' is missing");
        refused(HEAD + good.replace("\"obligation\"",
                "\"applicability\": [\n{\"scope\": \"a\", \"date\": \"2026-08-02\"},"
                + "\n{\"scope\": \"b\"}],\n\"obligation\"") + "]}", 8, "has no date");
        refused("""
                {"schema": "tracebinder-check-map/0.1", "links": [
                 {"check": "log.gap", "control": "aia.art12.1", "label": "proxy", "place": "1", "why": "w"},
                 {"check": "log.cap",
                  "control": "aia.art12.1",
                  "label": "law",
                  "place": "1", "why": "w"}]}
                """, 5, "'label' must be");
        refused("{\n\"note\": \"\",\n\"schema\": \"something/0.1\"}", 3, "unknown schema");
        refused("""
                {"schema": "tracebinder-attack-families/0.1", "families": [
                 {"id": "own", "title": "Own",
                  "words": ["good one",
                            "Bad One"]}]}
                """, 3, "Bad One");
    }

    /** What nobody reads, no role, no kind of evidence and a second file of the same id are slips, not choices. */
    @Test
    void whatWouldBeLostInSilenceIsRefused() throws Exception {
        String good = control("own.1", "full").replace(", ", ",\n");
        refused(HEAD + good.replace("appliesFrom", "apliesFrom") + "]}", 7, "no member 'apliesFrom'");
        refused(HEAD.replace("\"title\"", "\"titel\": \"x\", \"title\"") + good + "]}", 1, "no member 'titel'");
        refused(HEAD + good.replace("\"title\"", "\"binds\": [\"provider\",\n\"king\"],\n\"title\"") + "]}", 6,
                "no role 'king': provider, deployer");
        refused(HEAD + good.replace("\"title\"", "\"evidenceKinds\": [\"eval.result\",\n\"log.nothing\"],\n\"title\"")
                + "]}", 6, "no kind of evidence 'log.nothing'");
        refused("""
                {"schema": "tracebinder-evidence-requests/0.1", "requests": [
                 {"kind": "log.nothing", "ask": "a"}]}
                """, 2, "no kind of evidence 'log.nothing'");
        refused("""
                {"schema": "tracebinder-check-map/0.1", "links": [
                 {"check": "log.gap", "control": "aia.art12.1", "label": "proxy", "place": "1", "why": "w",
                  "decides": true}]}
                """, 3, "no member 'decides'");
        Files.writeString(folder.resolve("first.json"), HEAD + good + "]}");
        refused(HEAD + control("own.2", "full") + "]}", 1, "catalogue 'own' stands in first.json already");
        Files.delete(folder.resolve("own.json"));
        Files.writeString(folder.resolve("a-map.json"), "{\"schema\": \"tracebinder-check-map/0.1\", \"links\": ["
                + LINK + "]}");
        assertEquals(4, Catalogs.load(folder).all().size());
        refused("{\"schema\": \"tracebinder-check-map/0.1\", \"links\": [\n" + LINK + "]}", 2,
                "links of 'aia.art12.1' stands in a-map.json already");
    }

    @Test
    void whatAFileKeepsForItselfIsTaken() throws Exception {
        Files.writeString(folder.resolve("a.json"), HEAD + control("own.1", "full").replace("\"title\"",
                "\"x-owner\": 7, \"extra\": {\"a\": 1}, \"evidenceKinds\": [\"own.kind\"], \"title\"") + "]}");
        Files.writeString(folder.resolve("b.json"), "{\"schema\": \"tracebinder-evidence-kinds/0.1\", \"kinds\": ["
                + "{\"id\": \"own.kind\", \"description\": \"d\", \"fromLogs\": \"no\"}]}");
        assertEquals(List.of("own.kind"), Catalogs.load(folder).byId("own").orElseThrow().controls().get(0)
                .evidenceKinds());
        // a later folder takes the place of an earlier one
        Path later = Files.createDirectory(folder.resolve("later"));
        Files.writeString(later.resolve("c.json"), HEAD + control("own.9", "full") + "]}");
        assertEquals("own.9", Catalogs.load(List.of(folder, later), Checks.all().stream().map(Check::id).toList())
                .byId("own").orElseThrow().controls().get(0).id());
    }

    private void refused(String json, int line, String reason) throws Exception {
        Path file = folder.resolve("own.json");
        Files.writeString(file, json);
        CatalogException e = assertThrows(CatalogException.class, () -> Catalogs.load(folder), json);
        assertTrue(e.getMessage().startsWith("own.json") && e.getMessage().contains(reason), e.getMessage());
        assertEquals(line, e.line(), e.getMessage());
    }

    private static String control(String id, String derivable) {
        return "{\"id\": \"" + id + "\", \"ref\": \"1\", \"title\": \"t\", \"obligation\": \"o\", \"appliesFrom\":"
                + " null,"
                + " \"logDerivable\": \"" + derivable + "\"}";
    }
}
