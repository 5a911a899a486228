// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the reader for a content by looking at its first bytes, never at its name alone. Thread-safe. */
public final class Detector {

    private static final int MAX_VALUES = 32;

    private final List<FormatReader> readers;

    /** @param readers all known readers; where two are equally sure, the earlier one wins */
    public Detector(List<FormatReader> readers) {
        this.readers = new CopyOnWriteArrayList<>(readers);
    }

    /** @param reader is known from now on, behind all others */
    public void add(FormatReader reader) {
        readers.add(reader);
    }

    /**
     * A guess.
     *
     * @param reader     who reads it
     * @param confidence 1 to 100
     * @param why        what spoke for it
     */
    public record Guess(FormatReader reader, int confidence, String why) {
    }

    /** @return the reader of that id */
    public Optional<FormatReader> reader(String id) {
        return readers.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** @return all readers, in order */
    public List<FormatReader> readers() {
        return List.copyOf(readers);
    }

    /** @return guesses, the surest first; empty when no reader knows the content */
    public List<Guess> guess(Head head) {
        List<Guess> guesses = new ArrayList<>();
        for (FormatReader reader : readers) {
            if (reader.probe(head) instanceof Match.Maybe m) {
                guesses.add(new Guess(reader, m.confidence(), m.why()));
            }
        }
        guesses.sort(Comparator.comparingInt(Guess::confidence).reversed());
        return guesses;
    }

    /**
     * @param path    name of the file or member, with or without its folders
     * @param content what is looked at
     * @return its beginning
     */
    public static Head head(String path, Content content) throws IOException {
        byte[] bytes;
        boolean complete;
        try (InputStream in = content.open()) {
            bytes = in.readNBytes(Head.SIZE);
            complete = bytes.length < Head.SIZE || in.read() < 0;
        }
        TextEncoding encoding = TextEncoding.of(bytes);
        if (encoding != TextEncoding.UTF_8) {
            bytes = encoding.toUtf8(bytes, 0, bytes.length - bytes.length % encoding.width());
        }
        bytes = Arrays.copyOfRange(bytes, CsvFramer.sepLine(bytes), bytes.length); // a hint to spreadsheets, no header
        List<JsonNode> values = values(bytes, complete);
        if (!complete && encoding == TextEncoding.UTF_8 && values.size() == 1
                && values.get(0) instanceof ObjectNode document && !JsonShape.lines(bytes, false)) {
            Beyond.add(document, content);
        }
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return new Head(name, path, bytes, complete, values);
    }

    private static List<JsonNode> values(byte[] head, boolean complete) {
        byte[] bytes = withoutSeparators(head);
        int at = Bytes.bom(bytes, 0, bytes.length);
        if (!JsonShape.lines(bytes, complete)) {
            return PartialJson.values(bytes, at, bytes.length - at, MAX_VALUES);
        }
        List<JsonNode> values = new ArrayList<>();
        while (at < bytes.length && values.size() < MAX_VALUES) {
            int end = Bytes.indexOf(bytes, at, bytes.length, (byte) '\n');
            values.addAll(PartialJson.values(bytes, at, end - at, MAX_VALUES - values.size()));
            at = end + 1;
        }
        return values;
    }

    /** @return the bytes with a space for each record separator of RFC 7464, which no parser of JSON takes */
    private static byte[] withoutSeparators(byte[] head) {
        int at = Bytes.indexOf(head, 0, head.length, (byte) 0x1E);
        if (at == head.length) {
            return head;
        }
        byte[] bytes = head.clone();
        for (int i = at; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 0x1E ? (byte) ' ' : bytes[i];
        }
        return bytes;
    }
}
