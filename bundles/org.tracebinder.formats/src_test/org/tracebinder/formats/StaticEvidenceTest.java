// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.TimeRule;
import org.tracebinder.ingest.BadRecordException;

/**
 * Bills of material, cards, provenance and signatures, on files of real programs where they are at hand. The figures
 * were counted in the files by other means.
 */
class StaticEvidenceTest {

    private static List<Path> files(String folder) {
        Path real = Samples.shared().resolve("data/real").resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(real), "no real files of " + folder);
        try (Stream<Path> files = Files.list(real)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Imported read(Path file) {
        return Imported.of(file.getFileName().toString(), Samples.bytes(file));
    }

    private static Imported only(String folder, String part) {
        return read(files(folder).stream().filter(f -> f.getFileName().toString().contains(part)).findFirst()
                .orElseThrow());
    }

    private static List<Event> all(String folder, String format) {
        List<Event> events = new ArrayList<>();
        for (Path file : files(folder)) {
            Imported read = read(file);
            assertEquals(format, read.id(), file.toString());
            assertEquals(List.of(), read.bad(), file.toString());
            events.addAll(read.events());
        }
        return events;
    }

    private static Map<String, Integer> kinds(List<Event> events) {
        Map<String, Integer> kinds = new TreeMap<>();
        events.forEach(e -> kinds.merge(e.kind().id(), 1, Integer::sum));
        return kinds;
    }

    @Test
    void cycloneDx() {
        assertEquals(905 + 5 + 3 + 8 + 3 + 2, all("cyclonedx", "cyclonedx").size());
        Imported large = only("cyclonedx", "OBOM");
        // the bill and its 904 components, none of which is a model or data
        assertEquals(Map.of("other", 905), kinds(large.events()));
        assertEquals(1_596_403_277L * 1_000_000_000L, large.events().get(0).time());
        Event model = only("cyclonedx", "1.6_valid-machine").events().get(1);
        assertEquals("CompVis/stable-diffusion 1.4", model.name());
        assertEquals("Training Data", model.lineage().inputs().get(0).name());
        assertEquals("model", model.lineage().outputs().get(0).type());
        Event run = only("cyclonedx", "formulation").events().get(3);
        assertEquals("8edb2b08-e2c7-11ed-b5ea-0242ac120002", run.lineage().runId());
        assertTrue(only("cyclonedx", "attestation").events().stream().noneMatch(e -> e.kind() == EventKind.REVIEW),
                "an attestation judges no outcome");
    }

    @Test
    void spdx() {
        List<Event> events = all("spdx3", "spdx3");
        assertEquals(118 + 13 + 15, events.size());
        List<Event> models = events.stream().filter(e -> "ai_AIPackage".equals(e.operation())).toList();
        assertEquals(2, models.size());
        assertTrue(models.stream().allMatch(e -> e.lineage().inputs().get(0).name().equals("IAMdataset")));
        assertEquals(2, events.stream().filter(e -> "trainedOn".equals(e.operation())
                && e.kind() == EventKind.LINEAGE).count());
        assertEquals(2, events.stream().filter(e -> "testedOn".equals(e.operation())
                && e.kind() == EventKind.OTHER).count());
    }

    @Test
    void croissant() {
        List<Event> events = all("croissant", "croissant");
        assertEquals(6, events.size());
        assertTrue(events.stream().allMatch(e -> e.lineage().outputs().size() == 1 && e.name() != null));
    }

    @Test
    void provenance() {
        List<Event> events = all("prov", "prov");
        assertEquals(108, events.size());
        assertEquals(List.of(8, 8, 8, 8), Stream.of("bundle1.json", "bundle3.json", "bundle1.trig", "bundle1.ttl")
                .map(f -> only("prov", f).events().size()).toList());
        Event activity = only("prov", "example_07").events().get(0);
        assertEquals(60_000_000_000L, activity.duration());
        assertEquals(TimeRule.LOCAL_AS_UTC, activity.timeRule());
        assertEquals("http://example.com/ns/ex#a1", activity.lineage().runId());
        assertNull(activity.lineage().state(), "it ended; how, it does not say");
        Event derived = only("prov", "derivation5").events().get(0);
        assertEquals("http://example.org/a", derived.lineage().runId());
        assertEquals("e1", derived.lineage().inputs().get(0).name());
        Event written = only("prov", "mini-primer").events().get(5);
        assertEquals("http://example/compose", written.lineage().runId());
        assertEquals("dataSet1", written.lineage().inputs().get(0).name());
        assertEquals("article1", written.lineage().outputs().get(0).name());
        assertEquals("ex:derek", written.actor());
    }

    @Test
    void anActionThatEndedIsNotOneThatSucceeded() {
        String crate = """
                {"@context":"https://w3id.org/ro/crate/1.1/context","@graph":[
                {"@id":"ro-crate-metadata.json","@type":"CreativeWork","about":{"@id":"./"}},
                {"@id":"./","@type":"Dataset"},
                {"@id":"#a","@type":"CreateAction","endTime":"2026-01-02T03:04:05Z"},
                {"@id":"#b","@type":"CreateAction","actionStatus":"http://schema.org/CompletedActionStatus"}]}""";
        List<Event> events = Imported.of("ro-crate-metadata.json", crate.getBytes(StandardCharsets.UTF_8)).events();
        assertNull(events.get(2).status());
        assertNull(events.get(2).lineage().state());
        assertEquals("ok", events.get(3).status());
    }

    @Test
    void aTaskThatWasSkippedIsNotOk() {
        String run = """
                {"run_id":"r","display_name":"d","created_at":"2026-01-02T03:04:05Z","state":"SUCCEEDED","run_details":
                {"task_details":[{"run_id":"r","task_id":"t","display_name":"n","state":"SKIPPED"},
                {"run_id":"r","task_id":"u","display_name":"n","state":"SUCCEEDED"}]}}""";
        List<Event> events = Imported.of("run.json", run.getBytes(StandardCharsets.UTF_8)).events();
        assertEquals(List.of("ok", "SKIPPED", "ok"), events.stream().map(Event::status).toList());
    }

    @Test
    void cratesAndMarquez() {
        assertEquals(17 + 4 + 12 + 11, all("ro-crate", "ro-crate").size());
        List<Event> things = all("marquez", "marquez");
        assertEquals(Map.of("lineage", 29), kinds(things));
        Event customers = things.stream().filter(e -> "public.customers".equals(e.name())).findFirst().orElseThrow();
        // the tag of the table says again what the tag of its one column says
        assertEquals(List.of(new PersonalData("PII", 1, true)), customers.personalData());
        assertEquals("food_delivery", customers.lineage().outputs().get(0).namespace());
    }

    @Test
    void signaturesAreCheckedOffline() {
        List<Event> events = all("sigstore-rekor", "sigstore");
        assertEquals(4, events.size());
        for (Event e : events) {
            assertTrue(e.extra().get("integrity.notProven").contains("no trusted root"), "what is not proven is said");
            assertTrue(e.extra().get("integrity.checked").contains("the key of the certificate made the signature"));
            // on whose word the name in the certificate stands
            assertEquals("https://token.actions.githubusercontent.com", e.extra().get("certificate.issuer"));
            assertEquals("workflow_dispatch", e.extra().get("certificate.buildTrigger"));
            boolean corrupt = e.extra().get("integrity.result").equals("a check failed");
            assertEquals(corrupt ? "error" : null, e.status());
        }
        Event broken = only("sigstore-rekor", "corrupted-hash").events().get(0);
        assertTrue(broken.extra().get("integrity.failed").contains("inclusion proof"));
        assertEquals(3, events.stream().filter(e -> e.status() == null).count());
    }

    @Test
    void aChangedSignatureIsSeen() {
        Path file = files("sigstore-rekor").stream().filter(f -> f.toString().contains("happy-path-intoto")).findFirst()
                .orElseThrow();
        String bundle = new String(Samples.bytes(file), StandardCharsets.UTF_8);
        int payload = bundle.indexOf("\"payload\":");
        int at = bundle.indexOf("eyJ", payload) + 40;
        String changed = bundle.substring(0, at) + (bundle.charAt(at) == 'A' ? 'B' : 'A') + bundle.substring(at + 1);
        Event e = Imported.of("x", changed.getBytes(StandardCharsets.UTF_8)).events().get(0);
        assertTrue(e.extra().get("integrity.failed").contains("made the signature over the envelope"));
    }

    @Test
    void schemasAndOddJsonAreNobodys() {
        for (String folder : new String[] {"otel-genai-schemas", "stress-json"}) {
            for (Path file : files(folder)) {
                assertEquals(null, read(file).id(), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">&x;</bom>",
        "<!DOCTYPE bom [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
                + "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">&b;</bom>",
        "<!DOCTYPE bom SYSTEM \"http://example.invalid/x.dtd\"><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\"/>",
        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">&x;</bom>"})
    void entitiesAndDeclarationsAreRefused(String xml) {
        for (String reader : new String[] {"cyclonedx", "prov"}) {
            BadRecordException e = assertThrows(BadRecordException.class,
                    () -> Samples.events(reader, xml));
            assertFalse(e.getMessage().isBlank());
        }
    }

    @Test
    void deepXmlIsRefused() {
        String xml = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">" + "<a>".repeat(5_000);
        BadRecordException e = assertThrows(BadRecordException.class,
                () -> Samples.events("cyclonedx", xml));
        assertTrue(e.getMessage().contains("nested deeper"), e.getMessage());
    }

    /** Detection is right on files that were renamed, cut off, or written with a byte order mark. */
    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "spdx3", "croissant", "prov", "ro-crate", "marquez", "model-card", "sigstore",
        "cloudtrail-digest", "nemo-guardrails", "guardrails-ai", "presidio", "mlmd", "otlp-protobuf"})
    void detectionSurvives(String format) throws IOException {
        for (String sample : GoldenTest.samples()) {
            if (!sample.startsWith(format + "/")) {
                continue;
            }
            byte[] content = Files.readAllBytes(GoldenTest.folder().resolve(sample));
            assertEquals(format, Imported.of("noname", content).id(), sample);
            byte[] cut = Arrays.copyOf(content, content.length * 3 / 4);
            assertEquals(format, Imported.of("noname", cut).id(), sample + " cut off");
            if (!format.equals("otlp-protobuf")) {
                byte[] marked = ("\uFEFF" + new String(content,
                        StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                Imported read = Imported.of("noname", marked);
                assertEquals(format, read.id(), sample + " with a byte order mark");
                assertEquals(Imported.of("noname", content).events().size(), read.events().size(), sample);
            }
        }
    }
}
