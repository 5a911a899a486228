// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Packaging;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every format is found in files that do not look as its readers' authors saw them: without a name, with a byte order
 * mark, in UTF-16, packed, cut off in the middle, with the first record broken, with members in another order. All
 * samples of all formats, and all real files that are at hand.
 */
class DetectionTest {

    /** Known by their folder or name, which is all that such small texts have. */
    private static final Set<String> NAMED = Set.of("mlflow/MLmodel", "mlflow/auc", "mlflow/meta.yaml");
    private static final int SMALL = 400;

    @Test
    void samplesInEveryGuise() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String sample : GoldenTest.samples()) {
            if (!NAMED.contains(sample)) {
                guises(sample, sample.substring(0, sample.indexOf('/')),
                        Files.readAllBytes(GoldenTest.folder().resolve(sample)), wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void realFilesInEveryGuise() throws IOException {
        Path real = Samples.shared().resolve("data/real");
        List<String> wrong = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(real)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            String id = bytes.length > 4_000_000 ? null : Imported.of(file.getFileName().toString(), bytes).id();
            if (id != null) {
                guises(real.relativize(file).toString(), id, bytes, wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void guises(String name, String format, byte[] bytes, List<String> wrong) throws IOException {
        int events = Imported.of("x", bytes).events().size();
        guises(format, bytes).forEach((guise, content) -> {
            Imported found = Imported.of("x", content);
            if (!format.equals(found.id())) {
                wrong.add(name + " " + guise + ": " + found.id());
            }
            if ((guise.contains("mark") || guise.contains("UTF")) && found.events().size() != events) {
                wrong.add(name + " " + guise + ": of " + events + " events " + found.events().size());
            }
        });
        byte[] packed = gzip(bytes);
        byte[] unpacked = Packaging.of(packed) == Packaging.GZIP ? unpacked(packed) : packed;
        if (!Arrays.equals(bytes, unpacked) || !format.equals(Imported.of("x", unpacked).id())) {
            wrong.add(name + " packed");
        }
    }

    private static Map<String, byte[]> guises(String format, byte[] bytes) {
        Map<String, byte[]> guises = new LinkedHashMap<>();
        guises.put("without a name", bytes);
        if (format.equals("otlp-protobuf")) {
            return guises; // no text; cut off it is no message any more
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
        guises.put("with a byte order mark", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
        guises.put("in UTF-16", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
        guises.put("in UTF-16 with high bytes first", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
        if (bytes.length > SMALL) {
            guises.put("cut off", Arrays.copyOf(bytes, bytes.length * 2 / 3));
        }
        int end = text.indexOf('\n');
        boolean lines = (text.startsWith("{") || text.startsWith("[{")) && end > 3 && text.startsWith("{", end + 1);
        if (lines) {
            guises.put("with the first record broken",
                    (text.substring(0, end / 2) + text.substring(end)).getBytes(StandardCharsets.UTF_8));
            guises.put("with another first line", ("not a record\n" + text).getBytes(StandardCharsets.UTF_8));
        }
        String reversed = reversed(text);
        if (reversed != null && !format.equals("database-row")) {
            guises.put("with its members in reverse order", reversed.getBytes(StandardCharsets.UTF_8));
        }
        return guises;
    }

    /** @return the document, or each of its lines, with the members of all objects turned; null for anything else */
    private static String reversed(String text) {
        try {
            return reversed(Json.tree(text)).toString();
        } catch (JacksonException e) {
            try {
                return text.lines().filter(l -> !l.isBlank()).map(l -> reversed(Json.tree(l)).toString())
                        .collect(Collectors.joining("\n"));
            } catch (JacksonException other) {
                return null;
            }
        }
    }

    private static JsonNode reversed(JsonNode node) {
        if (node.isObject()) {
            ObjectNode turned = JsonNodeFactory.instance.objectNode();
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
            Collections.reverse(members);
            members.forEach(m -> turned.set(m.getKey(), reversed(m.getValue())));
            return turned;
        }
        if (node.isArray()) {
            ArrayNode same = JsonNodeFactory.instance.arrayNode();
            node.forEach(e -> same.add(reversed(e)));
            return same;
        }
        return node;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (InputStream in = Packaging.GZIP.unpack(() -> new ByteArrayInputStream(packed)).open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
