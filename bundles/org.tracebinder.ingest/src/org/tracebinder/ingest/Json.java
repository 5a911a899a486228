// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.InputStream;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON parsers with the limits that hostile input needs. Thread-safe. */
public final class Json {

    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 500;
    /** Longest single text, in characters. */
    public static final int MAX_TEXT = 64 << 20;
    /** Longest number, in digits: longer ones are an attack, not a measurement. */
    public static final int MAX_NUMBER = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH).maxStringLength(MAX_TEXT).maxNumberLength(MAX_NUMBER).build()).build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();
    private static final ObjectReadContext CONTEXT = ObjectReadContext.empty();

    /** The parser would name a place that it does not know; the byte stands in the reason already. */
    private static final String START_MARKER = " \\(start marker at .*";
    /** What the parser says of a bracket that closes behind a comma. */
    private static final String EARLY_BRACE = "Unexpected character ('}' (code 125)): was expecting double-quote";
    private static final String EARLY_BRACKET = "Unexpected character (']' (code 93)): expected a value";

    /** How the parser's complaints of bytes begin. */
    private static final String NO_UTF8 = "Invalid UTF-8";

    private Json() {
    }

    /** @return a streaming parser over the record; close it */
    public static JsonParser parser(RawRecord record) {
        return watched(record, FACTORY.createParser(CONTEXT, record.bytes(), record.from(), record.length()));
    }

    private static JsonParser watched(RawRecord record, JsonParser parser) {
        return watched(record.remarks(), parser);
    }

    private static JsonParser watched(Remarks remarks, JsonParser parser) {
        return remarks == null ? parser : new DoubledKeys(parser, remarks);
    }

    /** @return a streaming parser over the beginning of a stream; close it, which closes the stream */
    static JsonParser parser(InputStream in) {
        return FACTORY.createParser(CONTEXT, in);
    }

    /** @return a streaming parser over JSON inside a string; close it */
    public static JsonParser parser(String json) {
        return watched(Remarks.now(), FACTORY.createParser(CONTEXT, json));
    }

    /** @return a streaming parser over a part of a character buffer, which must not change meanwhile; close it */
    public static JsonParser parser(char[] buffer, int from, int length) {
        return watched(Remarks.now(), FACTORY.createParser(CONTEXT, buffer, from, length));
    }

    /**
     * @return the record as a tree, for formats where speed does not matter
     * @throws BadRecordException when it is not exactly one JSON value
     */
    public static JsonNode tree(RawRecord record) throws BadRecordException {
        try (JsonParser parser = watched(record, FACTORY.createParser(MAPPER._deserializationContext(),
                record.bytes(), record.from(), record.length()))) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || node.isMissingNode()) {
                throw new BadRecordException("the record is empty, expected a JSON value");
            }
            if (parser.nextToken() != null) {
                throw new BadRecordException("more than one JSON value in one record");
            }
            return node;
        } catch (JacksonException e) {
            throw bad(e, record);
        }
    }

    /**
     * @param json one JSON value inside a string
     * @return its tree
     * @throws JacksonException when it is none
     */
    public static JsonNode tree(String json) {
        if (Remarks.now() == null) {
            return MAPPER.readTree(json);
        }
        try (JsonParser parser = watched(Remarks.now(), FACTORY.createParser(MAPPER._deserializationContext(), json))) {
            JsonNode node = MAPPER.readTree(parser);
            return node == null ? MAPPER.missingNode() : node; // as it is for a text without a value
        }
    }

    /**
     * @param json one JSON value
     * @return its tree
     * @throws JacksonException when it is none
     */
    public static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }

    /**
     * What {@link #bad(JacksonException)} says, with the exact byte where the record is no UTF-8: the parser has read
     * on before it complains of one.
     *
     * @param e      of a parser over the record
     * @param record what was read
     * @return the reason for the user
     */
    public static BadRecordException bad(JacksonException e, RawRecord record) {
        String said = e.getOriginalMessage();
        if (said == null || !said.startsWith(NO_UTF8)) {
            return bad(e);
        }
        return Utf8.firstBad(record.bytes(), record.from(), record.from() + record.length())
                .filter(place -> place.at() < record.length())
                .map(place -> new BadRecordException("not valid JSON at byte " + place.at() + " of the record: "
                + (place.at() == place.from() ? "Invalid UTF-8 start byte " : "Invalid UTF-8 middle byte ")
                + String.format(Locale.ROOT, "0x%02x", record.bytes()[record.from() + place.at()]), e))
                .orElseGet(() -> bad(e));
    }

    /** @return the parser's complaint as a reason for the user: what is wrong and at which byte of the record */
    public static BadRecordException bad(JacksonException e) {
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        String what = e.getOriginalMessage() == null ? "unreadable" : e.getOriginalMessage().lines().findFirst()
                .map(w -> w.replaceFirst(START_MARKER, "")).orElse("");
        if (what.startsWith(EARLY_BRACE) || what.startsWith(EARLY_BRACKET)) {
            return new BadRecordException("not valid JSON" + (at >= 0 ? " at byte " + at + " of the record" : "")
                    + ": a comma stands before the closing bracket", e);
        }
        return new BadRecordException("not valid JSON" + (at >= 0 ? " at byte " + at + " of the record" : "") + ": "
                + what, e);
    }
}
