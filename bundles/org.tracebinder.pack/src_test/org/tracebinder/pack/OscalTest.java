// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;

/** The structure of the OSCAL files; the NIST schemas are asked in a module of their own, which may have libraries. */
class OscalTest {

    private static final String CATALOG = """
            {"id":"eu-ai-act","title":"Act *A* [x]","licence":"own words","controls":[
            {"id":"aia.art12.1","ref":"Art. 12(1)","title":"Record-keeping","label":"Keep _logs_",
            "obligation":"One.\\n\\nTwo <b>","evidenceHints":"Look.",
            "binds":["provider"],"evidenceKinds":["log"],"appliesFrom":"2026-08-02"},
            {"id":"aia.art11.1","ref":"Art. 11(1)","title":"Technical documentation","obligation":"Write it."}]}
            """;

    @TempDir
    Path dir;

    private Map<String, byte[]> files(SmallPack content, PackOptions options) throws Exception {
        Path zip = dir.resolve("pack.zip");
        PackWriter.write(content, zip, options, Progress.NONE);
        return new Repack(zip).files;
    }

    private static SmallPack full() throws Exception {
        return new SmallPack(5, 3) {
            @Override
            public Map<String, byte[]> catalogs() {
                return Map.of("eu-ai-act.json", CATALOG.getBytes(UTF_8));
            }
        };
    }

    private static Map<String, Object> document(Map<String, byte[]> files, String name, String root) throws Exception {
        return member(JsonTree.object(files.get(name)), root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> map, String name) {
        return (Map<String, Object>) map.get(name);
    }

    /** Calls for each member of each object, however deep. */
    private static void walk(Object json, BiConsumer<String, Object> visit) {
        if (json instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                visit.accept((String) k, v);
                walk(v, visit);
            });
        } else if (json instanceof List<?> list) {
            list.forEach(item -> walk(item, visit));
        }
    }

    @Test
    void namesGiveTheUuidsOfTheStandard() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertEquals("2ed6657d-e927-568b-95e1-2665a8aea6a2", NameUuid.of(dns, "www.example.com").toString());
        assertNotEquals(NameUuid.of("a", "bc"), NameUuid.of("ab", "c"));
    }

    @Test
    void referencesLeadSomewhere() throws Exception {
        Map<String, byte[]> files = files(full(), PackOptions.PLAIN);
        Set<String> controls = new HashSet<>();
        Set<String> parts = new HashSet<>();
        walk(document(files, PackNames.OSCAL_CATALOG, "catalog").get("groups"), (k, v) -> {
            if (k.equals("controls")) {
                PackFacts.maps(v).forEach(c -> controls.add((String) c.get("id")));
            } else if (k.equals("id")) {
                parts.add((String) v);
            }
        });
        assertEquals(Set.of("aia.art12.1", "aia.art11.1"), controls);
        for (String[] name : new String[][] {{PackNames.OSCAL_PLAN, "assessment-plan"},
            {PackNames.OSCAL_RESULTS, "assessment-results"},
            {PackNames.OSCAL_POAM, "plan-of-action-and-milestones"}}) {
            Map<String, Object> document = document(files, name[0], name[1]);
            Set<String> uuids = new HashSet<>(List.of((String) document.get("uuid")));
            List<String> asked = new ArrayList<>();
            walk(document, (k, v) -> {
                switch (k) {
                    case "uuid" -> assertTrue(uuids.add((String) v) || v.equals(document.get("uuid")), v + " twice");
                    case "activity-uuid", "observation-uuid" -> asked.add((String) v);
                    case "party-uuids" -> ((List<?>) v).forEach(p -> asked.add((String) p));
                    case "control-id" -> assertTrue(controls.contains(v), () -> v + " is no control");
                    case "target-id" -> assertTrue(parts.contains(v), () -> v + " is no part");
                    case "href" -> reachable(files, uuids, asked, (String) v);
                    case "description", "prose", "title" -> assertFalse(v.toString().isBlank());
                    default -> { }
                }
                assertFalse(v instanceof List<?> list && list.isEmpty(), k + " is empty");
            });
            assertFalse(asked.isEmpty());
            assertTrue(uuids.containsAll(asked), name[0]);
        }
    }

    private static void reachable(Map<String, byte[]> files, Set<String> uuids, List<String> asked, String href) {
        if (href.startsWith("#")) {
            asked.add(href.substring(1));
        } else {
            String name = Path.of("data/oscal").resolve(href).normalize().toString().replace('\\', '/');
            assertTrue(files.containsKey(name), href);
        }
    }

    @Test
    void digestsOfLinkedFilesAreRight() throws Exception {
        Map<String, byte[]> files = files(full(), PackOptions.PLAIN);
        int[] seen = {0};
        walk(document(files, PackNames.OSCAL_RESULTS, "assessment-results"), (k, v) -> {
            if (k.equals("rlinks")) {
                Map<String, Object> link = PackFacts.maps(v).get(0);
                byte[] file = files.get("data/" + link.get("href").toString().substring(3));
                assertEquals(Hash.of(file).toString(), PackFacts.maps(link.get("hashes")).get(0).get("value"));
                seen[0]++;
            }
        });
        assertEquals(7, seen[0]);
    }

    @Test
    void missingNeverPasses() throws Exception {
        Map<String, byte[]> files = files(full(), PackOptions.PLAIN);
        List<String> states = new ArrayList<>();
        walk(document(files, PackNames.OSCAL_RESULTS, "assessment-results"), (k, v) -> {
            if (k.equals("status")) {
                states.add(member(Map.of("s", v), "s").get("state") + " " + member(Map.of("s", v), "s").get("reason"));
            }
        });
        assertEquals(List.of("not-satisfied fail", "not-satisfied other"), states);
        String poam = new String(files.get(PackNames.OSCAL_POAM), UTF_8);
        assertTrue(poam.contains("Ask why the tool ran.") && poam.contains("A tool ran after a deny")
                && poam.contains("doc.annex4"), poam);
        assertFalse(new String(files.get(PackNames.OSCAL_RESULTS), UTF_8).contains("compliant"));
    }

    @Test
    void wordsAreNoMarkup() throws Exception {
        String catalog = new String(files(full(), PackOptions.PLAIN).get(PackNames.OSCAL_CATALOG), UTF_8);
        for (String words : List.of("Act \\\\*A\\\\* \\\\[x\\\\]", "Keep \\\\_logs\\\\_",
                "One.\\n\\nTwo \\\\<b\\\\>")) {
            assertTrue(catalog.contains(words), catalog);
        }
        assertEquals("_12.a-b-", OscalText.token("12.a(b)"));
        assertEquals("-", OscalText.line(" \n "));
    }

    @Test
    void thingsKeepTheirUuidsAndDocumentsDoNot() throws Exception {
        SmallPack later = full();
        Map<String, Object> before = document(files(later, PackOptions.PLAIN), PackNames.OSCAL_PLAN, "assessment-plan");
        later.act("note", Map.of("text", "later"));
        Map<String, Object> after = document(files(later, PackOptions.PLAIN), PackNames.OSCAL_PLAN, "assessment-plan");
        assertNotEquals(before.get("uuid"), after.get("uuid"));
        assertEquals("2026-03-06T10:00:00Z", member(after, "metadata").get("last-modified"));
        assertEquals(before.get("tasks"), after.get("tasks"));
    }

    @Test
    void aPackWithoutAssessmentHasAPlanAndResults() throws Exception {
        Map<String, byte[]> files = files(new SmallPack(1) {
            @Override
            public List<Map<String, Object>> assessments() {
                return List.of();
            }

            @Override
            public List<Map<String, Object>> checks() {
                return List.of();
            }

            @Override
            public List<Map<String, Object>> consistency() {
                return List.of();
            }

            @Override
            public List<Map<String, Object>> findings() {
                return List.of();
            }

            @Override
            public List<PackQuery> queries() {
                return List.of();
            }
        }, PackOptions.PLAIN);
        assertTrue(files.containsKey(PackNames.OSCAL_PLAN) && files.containsKey(PackNames.OSCAL_RESULTS));
        assertFalse(files.containsKey(PackNames.OSCAL_CATALOG) || files.containsKey(PackNames.OSCAL_POAM));
    }
}
