// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Packaging;

/**
 * Every real file that is at hand beside its golden file in {@code golden/real}. The files are other people's and stay
 * where they are; what is kept is what was made of them: format, number of events, reasons, how often each field is
 * filled, first and last time, a digest of the dump of all events, so that a change of one character in one event is
 * seen, and the first events and the first of each sort with every field ({@link Readable}), to be read beside the
 * file. Run with {@code -Dtracebinder.golden=write} to write them anew; {@code Show FILE} prints all events with their
 * words.
 */
class RealGoldenTest {

    /** What the folder of a file says that it is; several formats where its files are of several. */
    private static final Map<String, List<String>> FOLDERS = folders();

    private static Map<String, List<String>> folders() {
        Map<String, List<String>> formats = new TreeMap<>();
        for (String same : new String[] {"anthropic-compliance", "azure-activity", "bedrock", "cloudtrail", "croissant",
                "cyclonedx", "databricks-audit", "garak", "gcp-audit", "inspect", "langfuse", "langsmith", "litellm",
                "m365-copilot", "marquez", "mlflow", "opa", "openai", "openai-audit", "openai-evals-api", "openlineage",
                "promptfoo", "prov", "ro-crate", "spdx3", "otlp"}) {
            formats.put(same, List.of(same));
        }
        formats.put("agent-trajectories", List.of("tau-bench"));
        formats.put("atif-trajectory", List.of("atif"));
        formats.put("conversations", List.of("chat"));
        formats.put("langfuse-ingestion", List.of("langfuse"));
        formats.put("openinference", List.of("otlp", "otel-console"));
        formats.put("otel-genai", List.of("otlp"));
        formats.put("otlp-langfuse-blob", List.of("otlp"));
        formats.put("sigstore-rekor", List.of("sigstore"));
        // JSON schemas of messages, and a document made to trouble parsers: nothing of an AI system
        formats.put("otel-genai-schemas", List.of("none"));
        formats.put("stress-json", List.of("none"));
        return formats;
    }

    /** Files that hold no event whatever their folder: a facet alone, and a list of which captures succeeded. */
    private static final Map<String, String> EXCEPTIONS = Map.of("ColumnLineageDatasetFacet", "none",
            "capture-results", "none");

    private record Member(String name, byte[] bytes) {
    }

    @Test
    void everyFileGivesWhatItGave() throws IOException {
        Path real = Samples.shared().resolve("data/real");
        Path goldens = GoldenTest.folder().resolveSibling("golden/real");
        boolean write = "write".equals(System.getProperty("tracebinder.golden"));
        List<String> wrong = new ArrayList<>();
        TreeSet<String> known = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(real)) {
            files = walk.filter(Files::isRegularFile).filter(f -> !f.endsWith("SOURCES.tsv")).sorted().toList();
        }
        for (Path file : files) {
            String name = real.relativize(file).toString().replace('\\', '/');
            TreeSet<String> ids = new TreeSet<>();
            String text = text(name, file, ids);
            if (!expected(name.substring(0, name.indexOf('/')), name, ids)) {
                wrong.add(name + " was taken for " + ids);
            }
            known.add(name + ".txt");
            Path golden = goldens.resolve(name + ".txt");
            if (write) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, text);
            }
            if (!Files.exists(golden)) {
                wrong.add(name + " has no golden file");
            } else if (!Files.readString(golden).replace("\r\n", "\n").equals(text)) {
                wrong.add(name + ": " + difference(Files.readString(golden).replace("\r\n", "\n"), text));
            }
        }
        assertEquals("", String.join("\n", wrong));
        try (Stream<Path> walk = Files.walk(goldens)) {
            assertEquals(known, new TreeSet<>(walk.filter(Files::isRegularFile)
                    .map(g -> goldens.relativize(g).toString().replace('\\', '/')).toList()));
        }
    }

    private static String text(String name, Path file, TreeSet<String> ids) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder text = new StringBuilder(name).append('\n').append("  sha256 ").append(Hash.of(bytes))
                .append('\n');
        for (Member member : members(file, bytes)) {
            Imported read = Imported.of(member.name(), member.bytes());
            ids.add(read.id() == null ? "none" : read.id());
            text.append(member.name().equals(file.getFileName().toString()) ? ""
                    : "\nmember " + member.name() + "\n");
            describe(read, text);
            text.append(Readable.of(read.events()));
        }
        return text.toString();
    }

    private static String difference(String was, String is) {
        String[] old = was.split("\n");
        String[] now = is.split("\n");
        int i = 0;
        while (i < old.length && i < now.length && old[i].equals(now[i])) {
            i++;
        }
        return "line " + (i + 1) + " was \"" + (i < old.length ? old[i] : "") + "\", is \""
                + (i < now.length ? now[i] : "") + "\"";
    }

    private static boolean expected(String folder, String name, TreeSet<String> ids) {
        String exception = EXCEPTIONS.entrySet().stream().filter(e -> name.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst().orElse(null);
        List<String> allowed = exception != null ? List.of(exception) : FOLDERS.getOrDefault(folder, List.of());
        return allowed.containsAll(ids);
    }

    private static List<Member> members(Path file, byte[] bytes) throws IOException {
        Packaging packaging = Packaging.of(Arrays.copyOf(bytes, Math.min(512, bytes.length)));
        List<Member> members = new ArrayList<>();
        if (!packaging.archive()) {
            return List.of(new Member(file.getFileName().toString(), bytes));
        }
        Archive.walk(file, packaging, new Archive.Members() {
            @Override
            public void file(String name, InputStream content) throws IOException {
                members.add(new Member(name, content.readAllBytes()));
            }

            @Override
            public void skipped(String name, String reason) {
                throw new AssertionError(name + ": " + reason);
            }
        });
        return members;
    }

    private static void describe(Imported read, StringBuilder text) {
        text.append("  format ").append(read.id()).append(' ').append(read.sure()).append(", next ").append(read.next())
                .append('\n');
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Integer> fields = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Event e : read.events()) {
            kinds.merge(e.kind().id(), 1, Integer::sum);
            TreeSet<String> filled = new TreeSet<>();
            FormatsDocumentTest.fields(e, filled);
            filled.forEach(f -> fields.merge(f, 1, Integer::sum));
            if (e.time() != Event.NONE) {
                first = Math.min(first, e.time());
                last = Math.max(last, e.time());
            }
        }
        read.bad().forEach(r -> reasons.merge(r.length() > 120 ? r.substring(0, 120) : r, 1, Integer::sum));
        text.append("  events ").append(read.events().size()).append(' ').append(kinds).append('\n');
        reasons.forEach((reason, n) -> text.append("  quarantined ").append(n).append(": ")
                .append(reason.replace('\n', ' ')).append('\n'));
        if (!read.events().isEmpty()) {
            text.append("  fields ").append(fields).append('\n');
            text.append("  times ").append(first == Long.MAX_VALUE ? "none" : Readable.moment(first) + " to "
                    + Readable.moment(last))
                    .append('\n');
            text.append("  digest ")
                    .append(Hash.of(Dump.of(read.events()).getBytes(StandardCharsets.UTF_8))).append('\n');
        }
    }
}
