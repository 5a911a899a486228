// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Finds records where none are expected: in a document whose records stand in one array, objects of another array that
 * have the members of the records, as a second page or a list of failed ones has. Arrays within elements of other
 * arrays are none of these, unless they are called like the array of the records: reports repeat records in tables.
 */
final class Alike {

    /** So many records are looked at to know their members. */
    private static final int LOOKED_AT = 64;
    private static final int MAX_KEYS = 500;
    /** So many arrays beside the records are told of. */
    private static final int PLACES = 20;

    /** What arrays of records are called. */
    private final Set<String> names = new HashSet<>();
    /** Members of any record, and those of every one. */
    private final Set<String> some = new HashSet<>();
    private final Set<String> all = new HashSet<>();
    private int seen;
    /** What stands beside the records and is none of them, by its place. */
    private final Map<String, Beside> beside = new LinkedHashMap<>();

    /** @param unwrap paths of arrays of records */
    Alike(List<String> unwrap) {
        unwrap.forEach(path -> names.add(path.substring(path.lastIndexOf('.') + 1)));
    }

    /** Learns the members of a record. */
    void record(byte[] b, int from, int length) {
        if (seen == LOOKED_AT || b[from] != '{') {
            return;
        }
        Set<String> keys = new HashSet<>();
        try (JsonParser parser = Json.parser(new RawRecord(b, from, length, 0, null))) {
            parser.nextToken();
            for (String key; (key = parser.nextName()) != null && keys.size() < MAX_KEYS;) {
                keys.add(key);
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return; // no record to learn from
        }
        some.addAll(keys);
        if (seen++ == 0) {
            all.addAll(keys);
        } else {
            all.retainAll(keys);
        }
    }

    /** One object that is being read, or an array. */
    private static final class Level {
        private final int from;
        private final boolean element;
        private final int found;
        private final Set<String> keys = new HashSet<>();
        /** Place of the array that the object is an element of; null when there is none that counts. */
        private final String place;
        /** Whether it is an object where a record might stand by itself: not within an element of an array. */
        private final boolean loose;
        private boolean tells;

        Level(int from, boolean element, int found, String place, boolean loose) {
            this.from = from;
            this.element = element;
            this.found = found;
            this.place = place;
            this.loose = loose;
        }
    }

    /** @return the same, to look through the same content once more */
    Alike again() {
        beside.clear();
        return this;
    }

    /** @return what was found beside the records that is none of them */
    List<Beside> beside() {
        return List.copyOf(beside.values());
    }

    /**
     * @param path of the value in the document, keys joined by dots
     * @return begin and end of each object in an array anywhere in the value that has the members of the records
     */
    List<int[]> in(byte[] b, int from, int to, String path) {
        List<int[]> found = new ArrayList<>();
        if (b[from] != '{' && b[from] != '[' && b[from] != '"') {
            return found;
        }
        List<Level> open = new ArrayList<>();
        try (JsonParser parser = Json.parser(new RawRecord(b, from, to - from, 0, null))) {
            boolean inArray = false;
            int arrays = 0;
            String place = null;
            for (JsonToken token; (token = parser.nextToken()) != null;) {
                if (!open.isEmpty() && token != JsonToken.PROPERTY_NAME && open.get(open.size() - 1).place != null
                        && parser.currentName() != null) {
                    open.get(open.size() - 1).tells |= Beside.tells(parser, token);
                }
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    int at = from + (int) parser.currentTokenLocation().getByteOffset();
                    boolean row = inArray && (arrays == 1 || names.contains(parser.streamReadContext().getParent()
                            .getParent().currentName()));
                    boolean object = token == JsonToken.START_OBJECT;
                    open.add(new Level(at, row && object, found.size(), inArray && arrays == 1 && object ? place
                            : null, object && loose(parser.streamReadContext().getParent(), arrays)));
                    inArray = !object;
                    arrays += inArray ? 1 : 0;
                    place = inArray && arrays == 1 ? Beside.pointer(path) + parser.streamReadContext().getParent()
                            .pathAsPointer() : place;
                } else if (token == JsonToken.VALUE_STRING) {
                    text(b, from, parser, path, arrays);
                } else if (token == JsonToken.PROPERTY_NAME) {
                    Set<String> keys = open.get(open.size() - 1).keys;
                    if (keys.size() < MAX_KEYS) {
                        keys.add(parser.currentName());
                    }
                } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    Level level = open.remove(open.size() - 1);
                    if (level.element && alike(level.keys)) {
                        found.subList(level.found, found.size()).clear(); // what stands within it is its own
                        found.add(new int[] {level.from, from + (int) parser.currentLocation().getByteOffset()});
                    } else if (level.loose && found.size() == level.found && alike(level.keys)) {
                        beside(Beside.pointer(path) + place(parser.streamReadContext()), from
                                + parser.currentLocation().getByteOffset() - level.from, true);
                    } else if (level.tells && found.size() == level.found) {
                        beside(level.place, from + parser.currentLocation().getByteOffset() - level.from, false);
                    }
                    inArray = parser.streamReadContext().inArray();
                    arrays -= token == JsonToken.END_ARRAY ? 1 : 0;
                }
            }
        } catch (JacksonException e) {
            return List.of(); // no JSON, so no records
        }
        return found;
    }

    private void beside(String place, long bytes, boolean alike) {
        if (beside.size() < PLACES || beside.containsKey(place)) {
            beside.merge(place, new Beside(place, 1, bytes, alike), (x, y) -> x.and(bytes));
        }
    }

    /** @return true where no array is around, or arrays only: rows of tables hold what looks like records */
    private static boolean loose(TokenStreamContext parent, int arrays) {
        return arrays == 0 || arrays > 1 && parent.inArray() && parent.getParent().inArray();
    }

    /** @return pointer to the array or object that was left or is open now, within the value that is looked through */
    private static String place(TokenStreamContext context) {
        return context.inRoot() ? "" : context.getParent().pathAsPointer().toString();
    }

    /** A record may be kept as text: the parser stands on a value that may be one. */
    private void text(byte[] b, int from, JsonParser parser, String path, int arrays) {
        int at = from + (int) parser.currentTokenLocation().getByteOffset() + 1;
        TokenStreamContext context = parser.streamReadContext();
        if (some.size() < 2 || at >= b.length || b[at] != '{' || arrays > 1 || arrays == 1 && !context.inArray()) {
            return;
        }
        byte[] text = parser.getString().getBytes(StandardCharsets.UTF_8);
        Set<String> keys = new HashSet<>();
        try (JsonParser inner = Json.parser(new RawRecord(text, 0, text.length, 0, null))) {
            inner.nextToken();
            for (String key; (key = inner.nextName()) != null && keys.size() < MAX_KEYS;) {
                keys.add(key);
                inner.nextToken();
                inner.skipChildren();
            }
        } catch (JacksonException e) {
            return; // text that merely begins like JSON
        }
        if (alike(keys)) {
            beside(Beside.pointer(path) + place(context), from + parser.currentLocation().getByteOffset() - at + 1,
                    true);
        }
    }

    private boolean alike(Set<String> keys) {
        if (some.size() < 2) {
            return false;
        }
        long known = keys.stream().filter(some::contains).count();
        long always = all.stream().filter(keys::contains).count();
        return known >= 2 && known * 10 >= keys.size() * 7L && always * 10 >= all.size() * 7L;
    }
}
