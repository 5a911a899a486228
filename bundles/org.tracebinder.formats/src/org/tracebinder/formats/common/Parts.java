// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Where the parts of a record stand in its bytes: an event that is told by one element of a list has that element's
 * bytes, so that it can be compared with the same event in another document.
 */
public final class Parts {

    /** No places at all, for a record that is no JSON. */
    public static final Parts NONE = new Parts();

    private final Map<String, List<int[]>> ranges = new HashMap<>();

    private Parts() {
    }

    /**
     * @param record JSON
     * @param paths  keys joined by dots; an array is looked at element by element, anything else as a whole
     * @return where they stand
     * @throws BadRecordException when the record is not valid JSON
     */
    public static Parts of(RawRecord record, Set<String> paths) throws BadRecordException {
        try (JsonParser parser = Json.parser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            Parts parts = new Parts();
            parts.object(parser, "", paths);
            return parts;
        } catch (JacksonException e) {
            throw Json.bad(e);
        }
    }

    private void object(JsonParser parser, String path, Set<String> paths) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String here = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
            JsonToken token = parser.nextToken();
            boolean wanted = paths.contains(here);
            boolean leads = token == JsonToken.START_OBJECT && leads(here, paths);
            if (wanted && token == JsonToken.START_ARRAY) {
                List<int[]> found = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    int from = at(parser);
                    parser.skipChildren();
                    found.add(new int[] {from, end(parser)});
                }
                ranges.put(here, found);
            } else if (wanted || leads) {
                int from = at(parser);
                if (leads) {
                    object(parser, here, paths);
                } else {
                    parser.skipChildren();
                }
                if (wanted) {
                    ranges.put(here, List.of(new int[] {from, end(parser)}));
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private static boolean leads(String here, Set<String> paths) {
        String prefix = here + ".";
        return paths.stream().anyMatch(p -> p.startsWith(prefix));
    }

    private static int at(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    /** Gives the event the bytes of the element, where they are known. */
    public Event.Builder mark(Event.Builder event, String path, int index) {
        List<int[]> found = ranges.get(path);
        return found == null || index >= found.size() ? event
                : event.bytes(found.get(index)[0], found.get(index)[1]);
    }
}
