// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts small contents into records in a plain way, as a stand-in for the importer. */
final class Samples {

    private static final Hash NO_HASH = Hash.of(new byte[0]);

    private Samples() {
    }

    /** A content that a reader has read. */
    record Read(FormatReader reader, Match.Maybe match, List<Event> events, List<String> bad) {
    }

    static FormatReader reader(String id) {
        return BuiltInFormats.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    /** Detects and reads a whole content. */
    static Read read(String name, byte[] content) {
        Head head = head(name, content);
        FormatReader best = null;
        Match.Maybe why = null;
        for (FormatReader r : BuiltInFormats.all()) {
            if (r.probe(head) instanceof Match.Maybe m && (why == null || m.confidence() > why.confidence())) {
                best = r;
                why = m;
            }
        }
        if (best == null) {
            return new Read(null, null, List.of(), List.of());
        }
        List<Event> events = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (RawRecord record : records(name, content, best.framing(head))) {
            try {
                List<Event> own = new ArrayList<>();
                best.read(record, own::add);
                events.addAll(own);
            } catch (BadRecordException e) {
                bad.add(record.number() + ": " + e.getMessage());
            }
        }
        return new Read(best, why, events, bad);
    }

    static List<Event> events(String readerId, String record) throws BadRecordException {
        List<Event> events = new ArrayList<>();
        reader(readerId).read(record(record.getBytes(StandardCharsets.UTF_8), new byte[0], 1), events::add);
        return events;
    }

    static Event event(String readerId, String record) throws BadRecordException {
        List<Event> events = events(readerId, record);
        if (events.size() != 1) {
            throw new AssertionError("one event expected, found " + events.size());
        }
        return events.get(0);
    }

    /** The record lies in the middle of a buffer, as it does in the importer. */
    static RawRecord record(byte[] bytes, byte[] envelope, long number) {
        byte[] buffer = new byte[bytes.length + 12];
        Arrays.fill(buffer, (byte) '#');
        System.arraycopy(bytes, 0, buffer, 7, bytes.length);
        return new RawRecord(buffer, 7, bytes.length, number, new RawRecord.SourceContext("sample", envelope, NO_HASH));
    }

    static Head head(String name, byte[] content) {
        try {
            return Detector.head(name, () -> new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> tree(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.tree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static List<RawRecord> records(String name, byte[] content, Framing framing) {
        String text = new String(content, StandardCharsets.UTF_8);
        return switch (framing) {
            case Framing.Csv csv -> csv(text);
            case Framing.Json json -> json(text, json);
            case Framing.Lines lines -> numbered(text.lines().toList(), "");
            case Framing.Documents documents -> numbered(List.of(text.split("(?m)^---\\R")).stream()
                    .filter(d -> !d.isBlank()).toList(), "");
            case Framing.Whole whole -> List.of(record(content, new byte[0], 1));
        };
    }

    private static List<RawRecord> json(String text, Framing.Json framing) {
        Optional<JsonNode> whole = tree(text.strip());
        if (whole.isEmpty()) {
            return numbered(text.lines().filter(l -> !l.isBlank()).toList(), framing.known());
        }
        JsonNode document = whole.get();
        for (String path : framing.unwrap()) {
            ObjectNode parent = null;
            JsonNode here = document;
            String last = null;
            for (String key : path.split("\\.")) {
                parent = here instanceof ObjectNode o ? o : null;
                last = key;
                here = here == null || !here.isObject() ? null : here.get(key);
            }
            if (parent != null && here != null && here.isArray()) {
                List<String> records = new ArrayList<>();
                here.forEach(n -> records.add(n.toString()));
                parent.remove(last);
                return numbered(records, document.toString());
            }
        }
        List<String> records = new ArrayList<>();
        if (document.isArray()) {
            document.forEach(n -> records.add(n.toString()));
        } else {
            records.add(text);
        }
        return numbered(records, framing.known());
    }

    private static List<RawRecord> csv(String text) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            quoted ^= c == '"';
            row.append(c);
            if (c == '\n' && !quoted) {
                rows.add(row.toString());
                row.setLength(0);
            }
        }
        if (!row.isEmpty()) {
            rows.add(row.toString());
        }
        return rows.isEmpty() ? List.of() : numbered(rows.subList(1, rows.size()), rows.get(0));
    }

    private static List<RawRecord> numbered(List<String> texts, String envelope) {
        List<RawRecord> records = new ArrayList<>();
        for (String t : texts) {
            records.add(record(t.getBytes(StandardCharsets.UTF_8), envelope.getBytes(StandardCharsets.UTF_8),
                    records.size() + 1L));
        }
        return Collections.unmodifiableList(records);
    }

    /** @return the folder beside the repository that holds shared material; skips the test where there is none */
    static Path shared() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("bundles"))) {
            here = here.getParent();
        }
        Path shared = here == null ? null : here.resolveSibling("shared");
        Assumptions.assumeTrue(shared != null && Files.isDirectory(shared),
                "no folder ../shared beside the repository");
        return shared;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> cells(String line) {
        return CsvRow.cells(line, ',');
    }
}
