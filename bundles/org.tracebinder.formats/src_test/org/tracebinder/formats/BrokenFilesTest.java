// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Packaging;

/**
 * Every real file and every sample, without its name, with its first record broken in eight ways and cut off at three
 * places: it is still known for what it is, and the other records are read.
 */
class BrokenFilesTest {

    private static final int LARGE = 1 << 18;
    private static final int SMALL = 400;

    /** What is not known any more, or loses more than its first record, and why that can't be otherwise. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "openai__fine_tuning_jobs.json first", "the other elements of the list are written { ... }",
            "openai__batches_list.json first", "the other element of the list is written { ... }",
            "prov_tests_xml_example cut 1", "the namespace stands behind the cut",
            "opa__docs_decision_log_bundles.json cut 1", "nothing but labels stands before the cut",
            "azure-openai/workspace.csv cut 1", "the columns before the cut are those of all Azure resources",
            "langfuse/core.json cut 1", "what stands before the cut any product with sessions and users writes",
            "mlflow/auc first", "three numbers in a line, of which one is no number any more",
            "tau-bench/runs.json first", "another of its three records was broken from the beginning",
            "deepeval/test_run.json first", "one line, whose elements begin with no two keys to go by",
            "panther__cloudtrail_misc_a.json first", "three lines of many records each: one line is lost");

    @Test
    void aBrokenRecordHidesNoOther() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Path> file : files().entrySet()) {
            byte[] bytes = Files.readAllBytes(file.getValue());
            if (bytes.length <= LARGE && !Packaging.of(Arrays.copyOf(bytes, 512)).archive()) {
                Imported whole = Imported.of(file.getValue().getFileName().toString(), bytes);
                if (whole.id() != null && !whole.id().equals("otlp-protobuf")) {
                    check(file.getKey(), bytes, whole, wrong);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (String sample : GoldenTest.samples()) {
            files.put(sample, GoldenTest.folder().resolve(sample));
        }
        Path real = Samples.shared().resolve("data/real");
        try (Stream<Path> walk = Files.walk(real)) {
            walk.filter(Files::isRegularFile).forEach(f -> files.put(real.relativize(f).toString(), f));
        }
        return files;
    }

    private static void check(String name, byte[] bytes, Imported whole, List<String> wrong) throws IOException {
        List<int[]> records = records(Samples.reader(whole.id()), bytes);
        Map<String, byte[]> guises = records.size() < 2 ? new LinkedHashMap<>() : broken(bytes, records.get(0));
        for (int i = 1; bytes.length > SMALL && i < 4; i++) {
            guises.put("cut " + i, Arrays.copyOf(bytes, bytes.length * i / 4));
        }
        guises.forEach((guise, content) -> {
            String place = name.replace('\\', '/') + " " + guise;
            if (EXCEPTIONS.keySet().stream().noneMatch(e -> matches(place, e))) {
                Imported now = Imported.of("x", content);
                int least = whole.events().size() * (records.size() - 2) / Math.max(1, records.size()) * 4 / 5;
                if (!whole.id().equals(now.id())) {
                    wrong.add(place + ": " + whole.id() + " is taken for " + now.id());
                } else if (guise.startsWith("first") && now.events().size() < least) {
                    wrong.add(place + ": of " + whole.events().size() + " events " + now.events().size());
                } else if (now.events().size() < whole.events().size() && now.bad().isEmpty()
                        && !guise.endsWith("empty") && !guise.startsWith("cut")) {
                    wrong.add(place + ": something is lost in silence");
                }
            }
        });
    }

    /** The words of an exception stand in the place in this order. */
    private static boolean matches(String place, String exception) {
        int space = exception.indexOf(' ');
        int at = place.indexOf(exception.substring(0, space));
        return at >= 0 && place.indexOf(exception.substring(space), at) >= 0;
    }

    private static Map<String, byte[]> broken(byte[] b, int[] first) {
        int from = first[0];
        int to = from + first[1];
        int half = from + first[1] / 2;
        Map<String, byte[]> broken = new LinkedHashMap<>();
        broken.put("first cut in half", with(b, half, to, ""));
        broken.put("first as words", with(b, from, to, "not a record"));
        broken.put("first as null", with(b, from, to, "null"));
        broken.put("first as empty", with(b, from, to, "{}"));
        broken.put("first with a quote", with(b, half, half, "\""));
        if (b[from] == '{' && b[to - 1] == '}') {
            broken.put("first with a letter before", with(b, from + 1, from + 1, "x "));
            broken.put("first with a letter behind", with(b, to - 1, to - 1, " x"));
            broken.put("first with a comma", with(b, to - 1, to - 1, ","));
        }
        return broken;
    }

    private static byte[] with(byte[] b, int from, int to, String instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(b, 0, from);
        out.writeBytes(instead.getBytes(StandardCharsets.UTF_8));
        out.write(b, to, b.length - to);
        return out.toByteArray();
    }

    /** @return where each record begins, and how long it is */
    private static List<int[]> records(FormatReader reader, byte[] bytes) throws IOException {
        Content content = () -> new ByteArrayInputStream(bytes);
        Head head = Detector.head("x", content);
        List<int[]> records = new ArrayList<>();
        try (InputStream in = content.open()) {
            Cutter.of(reader.framing(head), head, content, Progress.NONE).cut(in, (b, from, n) -> { },
                    new Cutter.Blocks() {
                        @Override
                        public Cutter.Block free() {
                            return new Cutter.Block();
                        }

                        @Override
                        public void full(Cutter.Block block) {
                            for (int i = 0; i < block.count; i++) {
                                if (block.bad[i] == null) {
                                    records.add(new int[] {(int) block.contentOffset + block.from[i],
                                        block.length[i]});
                                }
                            }
                        }
                    }, Progress.NONE);
        }
        return records;
    }
}
