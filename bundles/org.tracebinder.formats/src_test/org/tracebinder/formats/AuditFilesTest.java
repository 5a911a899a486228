// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.TimeRule;

/**
 * Audit and provider logs: real files where they are at hand (their figures were counted in them by other means), and
 * the samples under conditions in which files arrive: renamed, cut off, with a byte order mark, with a broken
 * beginning.
 */
class AuditFilesTest {

    private static final Set<String> FORMATS = Set.of("m365-copilot", "cloudtrail", "bedrock", "azure-openai", "apim",
            "azure-activity", "openai", "openai-audit", "openai-evals-api", "anthropic-compliance", "vertex-ai",
            "gcp-audit", "databricks-audit", "ocsf", "cef", "cadf");

    private static List<Path> files(String folder) {
        Path real = Samples.shared().resolve("data/real").resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(real), "no real files of " + folder);
        try (Stream<Path> files = Files.list(real)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Imported only(String folder, String part) {
        Path file = files(folder).stream().filter(f -> f.getFileName().toString().contains(part)).findFirst()
                .orElseThrow();
        return Imported.of("x", Samples.bytes(file));
    }

    private static Map<String, Integer> kinds(List<Event> events) {
        Map<String, Integer> kinds = new TreeMap<>();
        events.forEach(e -> kinds.merge(e.kind().id(), 1, Integer::sum));
        return kinds;
    }

    @ParameterizedTest
    @CsvSource({"m365-copilot, 177, 0", "cloudtrail, 281, 0", "bedrock, 4, 0", "azure-activity, 131, 0",
        "openai, 7, 4", "openai-audit, 25, 2", "openai-evals-api, 1, 0", "anthropic-compliance, 25, 0",
                "gcp-audit, 85, 0",
        "databricks-audit, 107, 0"})
    void realFilesAreKnownAndWhatIsBrokenIsSetAside(String folder, int events, int bad) {
        int read = 0;
        int aside = 0;
        for (Path file : files(folder)) {
            Imported r = Imported.of("renamed", Samples.bytes(file));
            assertEquals(folder, r.id(), file.toString());
            assertTrue(r.sure() - r.next() >= 3, file + ": " + r.sure() + " against " + r.next());
            read += r.events().size();
            aside += r.bad().size();
            assertTrue(r.bad().stream().allMatch(b -> b.startsWith("not valid JSON")), r.bad().toString());
        }
        assertEquals(events, read);
        assertEquals(bad, aside);
    }

    @Test
    void itemsOfEDiscovery() {
        List<Event> events = only("m365-copilot", "copilot_prompt_logs").events();
        // of 137 Copilot items 57 were sent by an assistant, 32 are transcripts of both sides, the rest are questions
        assertEquals(57 + 32, events.stream().filter(e -> e.kind() == EventKind.INFERENCE).count());
        assertEquals(177, events.stream().map(Event::identity).distinct().count());
        assertTrue(events.stream().allMatch(e -> e.time() != Event.NONE && e.timeRule() == TimeRule.ISO_OFFSET));
        assertEquals(137 - 57 - 32, events.stream().filter(e -> "question".equals(e.status())).count());
        // one answer lies in a library and names nobody
        assertEquals(57 + 32 - 1, events.stream().filter(e -> e.kind() == EventKind.INFERENCE && e.content()
                == ContentState.EXTERNAL && e.actor().contains("@") && e.app() != null).count());
    }

    @Test
    void loggingOfModelCallsSwitchedOff() {
        List<Event> events = only("cloudtrail", "deletemodelinvocation").events();
        Event off = events.get(0);
        assertEquals(EventKind.ADMIN, off.kind());
        assertEquals("DeleteModelInvocationLoggingConfiguration", off.operation());
        assertEquals("arn:aws:sts::123123123123:assumed-role/DevAdmin/dr.evil", off.actor());
        assertEquals(1_737_481_787_000_000_000L, off.time());
        assertEquals("161.97.249.211", off.extra().get("sourceIPAddress"));
        assertEquals(EventKind.OTHER, events.get(1).kind(), "to list guardrails changes none");
    }

    @Test
    void guardrailInBedrock() {
        List<Event> events = only("bedrock", "guardrail").events();
        assertEquals(Arrays.asList(null, null, "deny", "deny"), events.stream().map(Event::policy).toList());
        Event traced = events.get(3);
        assertEquals("h28wrktbwagn", traced.decisions().get(0).policy());
        assertEquals(List.of("input contentPolicy VIOLENCE BLOCKED (confidence HIGH)"), traced.decisions().get(0)
                .reasons());
        assertEquals("You are a helpful assistant.\nI have a very suspicious question.", traced.prompt());
        assertEquals("You shouldn't ask this question", traced.answer());
        assertEquals(249_000_000L, events.get(0).duration());
    }

    @Test
    void openAiObjects() {
        Event response = only("openai", "response_object").events().get(0);
        assertEquals("gpt-4o-2024-08-06", response.modelServed());
        assertEquals(1_000_000_000L, response.duration());
        assertEquals(32, response.tokensIn());
        Event stored = only("openai", "stored_chat_completions_list").events().get(0);
        assertEquals("4944116822809979520", stored.extra().get("seed"));
        Event message = only("openai", "stored_chat_completion_messages").events().get(0);
        assertEquals(stored.span(), message.parent());
        Event job = only("openai", "fine_tuning").events().get(0);
        assertEquals("START", job.lineage().state());
        assertEquals(List.of("file-abc123", "gpt-4o-mini-2024-07-18"),
                job.lineage().inputs().stream().map(d -> d.name())
                .toList());
        assertEquals(List.of("harassment 0.5215635299682617", "harassment/threatening 0.5694745779037476",
                "violence 0.9971134662628174"), only("openai", "moderation.json").events().get(0).decisions().get(0)
                .reasons());
        Event test = only("openai-evals-api", "output_items").events().get(0);
        assertEquals(Boolean.TRUE, test.evaluation().passed());
        assertEquals(323, test.tokensIn());
    }

    @Test
    void auditsOfProviders() {
        List<Event> roles = only("openai-audit", "role_assignment").events();
        assertEquals("admin@company.com", roles.get(0).actor());
        assertEquals(Map.of("admin", 6, "other", 1), kinds(roles));
        Event service = only("openai-audit", "scim").events().get(2);
        assertEquals("sa-automation001", service.actor());
        Event keyed = only("openai-audit", "api_key_anomalous").events().get(4);
        assertEquals("user-suspicious002", keyed.extra().get("actor.user.id"), "whose key it was, beside the address");
        List<Event> feed = only("anthropic-compliance", "activity").events();
        assertEquals(Map.of("admin", 19, "other", 6), kinds(feed));
        assertEquals(1, feed.stream().filter(e -> "error".equals(e.status())).count());
        assertNull(feed.stream().filter(e -> "error".equals(e.status())).findFirst().orElseThrow().actor());
        List<Event> databricks = only("databricks-audit", "databricks").events();
        assertEquals(12, databricks.stream().filter(e -> e.time() == Event.NONE).count());
        assertEquals(105, databricks.stream().filter(e -> e.actor() != null).count());
    }

    static List<String> samples() throws IOException {
        return GoldenTest.samples().stream().filter(s -> FORMATS.contains(s.substring(0, s.indexOf('/')))).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theImporterReadsTheSameAsTheGoldenFile(String sample) {
        byte[] bytes = Samples.bytes(GoldenTest.folder().resolve(sample));
        Imported imported = Imported.of(sample, bytes);
        Samples.Read read = Samples.read(sample, bytes);
        assertEquals(Dump.of(read.events()), Dump.of(imported.events()));
        assertEquals(read.bad().size(), imported.bad().size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void detectionSurvives(String sample) {
        String format = sample.substring(0, sample.indexOf('/'));
        byte[] bytes = Samples.bytes(GoldenTest.folder().resolve(sample));
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
        assertEquals(format, Imported.of("noname", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)).id());
        byte[] cut = Arrays.copyOf(bytes, bytes.length * 2 / 3);
        assertEquals(format, Imported.of("cut", cut).id(), "cut off");
        int lines = (int) text.lines().count();
        if (text.startsWith("{") && lines > 2) {
            int end = text.indexOf('\n');
            boolean wrapped = end < 3;
            if (!wrapped) {
                String broken = text.substring(0, end / 2) + text.substring(end);
                assertEquals(format, Imported.of("broken", broken.getBytes(StandardCharsets.UTF_8)).id(),
                        "first broken");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"# Notes\n\nA record has \"CopilotEventData\" and \"eventSource\" of s3.amazonaws.com.\n",
        "name,\"effective_at\",\"audit_log\"\n1,2,3\n", "CEF stands for Common Event Format, CEF:0 is its version",
        "{\"message\":\"hello\",\"event\":{\"original\":\"{}\"}}", "{\"object\":\"list\",\"data\":[{\"id\":\"x\"}]}",
        "{\"digestStartTime\":\"2026-01-01T00:00:00Z\",\"digestS3Bucket\":\"b\",\"logFiles\":[]}"})
    void proseAndStrangersAreNotClaimed(String text) {
        String id = Imported.of("x", text.getBytes(StandardCharsets.UTF_8)).id();
        assertTrue(id == null || !FORMATS.contains(id), id + " claims " + text);
    }

    @Test
    void callsThatSeveralRecordsTellOfCountOnce() {
        Path folder = GoldenTest.folder();
        List<Event> rows = Imported.of("x", Samples.bytes(folder.resolve("apim/llm.csv"))).events();
        assertEquals(List.of("apim/d1/req-d1", "apim/d2/req-d2"), rows.stream().filter(e -> e.kind()
                == EventKind.INFERENCE).map(Event::identity).distinct().toList());
        assertTrue(rows.stream().filter(e -> "d1".equals(e.trace())).allMatch(Event::isPiece), "one call of four rows");
        assertEquals(List.of("d1", "d2"), rows.stream().map(Event::trace).distinct().toList());
        List<Event> azure = Imported.of("x", Samples.bytes(folder.resolve("azure-openai/PT1H.json"))).events();
        assertEquals(2, kinds(azure).get("inference"));
        assertNotEquals(azure.get(0).identity(), azure.get(4).identity());
        assertEquals(TimeRule.DOTNET_TICKS, azure.get(0).timeRule());
        assertEquals(1_770_110_101_000_000_000L, azure.get(0).time());
    }

    @Test
    void personalDataThatAGuardrailMatchedIsCountedAndNotRepeated() {
        List<Event> events = Imported.of("x", Samples.bytes(GoldenTest.folder().resolve("bedrock/invocations.jsonl")))
                .events();
        Event e = events.get(1);
        assertEquals(2, e.personalData().stream().filter(p -> p.kind().equals("EMAIL") && p.declared()).findFirst()
                .orElseThrow().count());
        assertTrue(!Dump.of(e).contains("max@example.org"), "the match is the personal data itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"object\":\"chat.completion\",\"id\":\"c\",\"choices\":[%s]}|{\"finish_reason\":\"stop\"}",
        "{\"full_request\":{},\"logging_time\":\"1\",\"endpoint\":\"e\",\"full_response\":[%s]}"
        + "|{\"candidates\":[{\"finishReason\":\"STOP\",\"safetyRatings\":[]}]}",
        "{\"CopilotEventData\":{\"AccessedResources\":[%s]}}|{\"ID\":\"a\",\"PolicyDetails\":[{\"PolicyId\":\"p\"}]}"})
    void longListsAreReadInLinearTime(String form) {
        String[] parts = form.split("\\|");
        StringBuilder list = new StringBuilder(parts[1]);
        for (int i = 0; i < 60_000; i++) {
            list.append(',').append(parts[1]);
        }
        byte[] bytes = String.format(parts[0], list).getBytes(StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        Imported read = Imported.of("long", bytes);
        assertEquals(1, read.events().size(), read.bad().toString());
        assertTrue(System.nanoTime() - begin < 120_000_000_000L);
    }
}
