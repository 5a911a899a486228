// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventPieces;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Answers of an interface, or batches, that stand one a line: each line is a record, and its list holds what would be
 * records if the answer stood alone in its file.
 */
public final class Answers {

    private Answers() {
    }

    /**
     * Reads the elements of the list in the record as if each were a record of its own.
     *
     * @param lists  members that may hold the list
     * @param reader reads each element; it is handed what stands around the list as its envelope
     * @param events takes the events, with their places in the whole record
     * @return false when the record is no object with such a list, or is itself an element of one
     * @throws BadRecordException when one of the elements can't be read
     */
    public static boolean read(RawRecord record, List<String> lists, FormatReader reader, Consumer<Event> events)
            throws BadRecordException {
        if (record.envelope().length > 0) {
            return false;
        }
        List<int[]> places = new ArrayList<>();
        if (!find(record, lists, places)) {
            return false;
        }
        var source = new RawRecord.SourceContext(record.source().name(), record.source().path(),
                around(record, places), record.source().sha256());
        for (int[] at : places) {
            RawRecord element = new RawRecord(record.bytes(), record.from() + at[0], at[1], record.number(), source);
            reader.read(element, e -> events.accept(EventPieces.within(e, at[0], at[1])));
        }
        return true;
    }

    private static boolean find(RawRecord record, List<String> lists, List<int[]> places) throws BadRecordException {
        boolean found = false;
        try (JsonParser parser = Json.parser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = lists.contains(parser.currentName());
                if (parser.nextToken() != JsonToken.START_ARRAY || !wanted) {
                    parser.skipChildren();
                    continue;
                }
                found = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    int begin = (int) parser.currentTokenLocation().getByteOffset();
                    boolean container = parser.currentToken().isStructStart();
                    parser.skipChildren();
                    if (container) {
                        places.add(new int[] {begin, (int) parser.currentLocation().getByteOffset() - begin});
                    }
                }
            }
        } catch (JacksonException e) {
            throw Json.bad(e);
        }
        return found;
    }

    /** The answer without what its list holds. */
    private static byte[] around(RawRecord record, List<int[]> places) {
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        int at = 0;
        for (int[] place : places) {
            gap(record, at, place[0], around);
            at = place[0] + place[1];
        }
        gap(record, at, record.length(), around);
        return around.toByteArray();
    }

    private static void gap(RawRecord record, int from, int to, ByteArrayOutputStream around) {
        byte[] b = record.bytes();
        int i = record.from() + from;
        int end = record.from() + to;
        while (i < end && (b[i] <= ' ' && b[i] >= 0 || b[i] == ',')) {
            i++;
        }
        if (i < end) {
            around.write(b, record.from() + from, to - from);
        }
    }
}
