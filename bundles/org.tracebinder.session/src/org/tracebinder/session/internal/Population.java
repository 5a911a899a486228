// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.sample.SampleMethod;

/** What a sample is drawn from: events in the order of their ids, with a number each where the method has one. */
final class Population {

    /** Items with numbers at most: they are sorted in memory. */
    static final int MOST_NUMBERED = 1_000_000;
    static final int MOST_STRATA = 200;
    /** Of a decimal number, a unit is a millionth. */
    private static final int DECIMALS = 6;

    private final IdSet ids;
    /** In the order of the ids; null when the method has none. */
    private final long[] numbers;
    /** Values of the strata with their counts, by number; empty for other methods. */
    private final Map<String, Long> strata;

    /** Takes an item. */
    interface Each {
        void item(EventId id, long number) throws IOException;
    }

    private Population(IdSet ids, long[] numbers, Map<String, Long> strata) {
        this.ids = ids;
        this.numbers = numbers;
        this.strata = strata;
    }

    /** @throws TracebinderException when there are too many, or the field does not fit the method */
    static Population find(Trail trail, String query, SampleMethod method, String fieldId, Progress progress)
            throws IOException, TracebinderException {
        if (!method.numbered()) {
            if (fieldId != null && !fieldId.isBlank()) {
                throw new TracebinderException("A " + method.id() + " sample has no field: strata and units have.");
            }
            return new Population(SavedResults.find(trail, query, progress), null, Map.of());
        }
        Field<?> field = field(method, fieldId);
        long count = trail.count(query, progress);
        if (count > MOST_NUMBERED) {
            throw new TracebinderException("The query finds " + count + " events; a " + method.id()
                    + " sample is drawn from " + MOST_NUMBERED + " at most. Narrow it, for example by time.");
        }
        record Item(EventId id, Object value) {
        }
        List<Item> items = new ArrayList<>();
        Map<String, String> words = new TreeMap<>();
        trail.scan(query, List.of(field), row -> {
            Object value = row.get(field);
            items.add(new Item(row.id(), method == SampleMethod.UNIT ? units(value)
                    : words.computeIfAbsent(value == null ? "" : value.toString(), v -> v)));
        }, progress);
        items.sort(Comparator.comparing(Item::id));
        if (words.size() > MOST_STRATA) {
            throw new TracebinderException("The field " + fieldId + " has " + words.size()
                    + " values here; strata are at most " + MOST_STRATA + ". Choose a field with fewer.");
        }
        Map<String, Integer> order = new TreeMap<>();
        words.keySet().forEach(v -> order.put(v, order.size() + 1));
        Map<String, Long> strata = new TreeMap<>();
        IdSet ids = new IdSet();
        long[] numbers = new long[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            Item item = items.get(i);
            ids.add(item.id());
            numbers[i] = item.value() instanceof Long units ? units : order.get(item.value());
            if (method == SampleMethod.STRATIFIED) {
                strata.merge((String) item.value(), 1L, Long::sum);
            }
        }
        ids.sort();
        return new Population(ids, numbers, strata);
    }

    private static Field<?> field(SampleMethod method, String id) throws TracebinderException {
        Field<?> field = id == null ? null : Fields.byId(id.strip()).orElse(null);
        boolean fits = field != null && (method == SampleMethod.STRATIFIED ? field.type() == Field.Type.KEYWORD
                : field.type() == Field.Type.LONG || field.type() == Field.Type.DECIMAL);
        if (!fits) {
            throw new TracebinderException((method == SampleMethod.STRATIFIED
                    ? "Strata come from a field with exact values: "
                    : "Units come from a field that is a number: ") + String.join(", ", fields(method)) + "."
                    + (id == null || id.isBlank() ? "" : " '" + id + "' is none of them."));
        }
        return field;
    }

    /** @return ids of the fields that the method can go by */
    static List<String> fields(SampleMethod method) {
        return Fields.ALL.stream().filter(f -> method == SampleMethod.STRATIFIED ? f.type() == Field.Type.KEYWORD
                : method == SampleMethod.UNIT && (f.type() == Field.Type.LONG || f.type() == Field.Type.DECIMAL))
                .map(Field::id).toList();
    }

    /** What is not recorded, or negative, has no units. */
    private static Long units(Object value) {
        return switch (value) {
            case Long n -> Math.max(0, n);
            case BigDecimal d -> Math.max(0, d.movePointRight(DECIMALS).setScale(0, RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE >> 24)).longValue());
            case null, default -> 0L;
        };
    }

    long size() {
        return ids.size();
    }

    Map<String, Long> strata() {
        return strata;
    }

    /** @return the sum of the units; 0 without */
    long units() {
        long sum = 0;
        if (numbers != null && strata.isEmpty()) {
            for (long n : numbers) {
                sum = Math.addExact(sum, n);
            }
        }
        return sum;
    }

    void forEach(Each each) throws IOException {
        int[] at = {0};
        IOException[] problem = {null};
        ids.forEach(id -> {
            try {
                if (problem[0] == null) {
                    each.item(id, numbers == null ? 0 : numbers[at[0]]);
                }
                at[0]++;
            } catch (IOException e) {
                problem[0] = e;
            }
        });
        if (problem[0] != null) {
            throw problem[0];
        }
    }

    /** @return the line of an item in the file of its population, without the line feed */
    String line(EventId id, long number) {
        return numbers == null ? id.toString() : id + "\t" + number;
    }

    Hash hash() throws IOException {
        MessageDigest digest = Hash.newDigest();
        forEach((id, number) -> {
            digest.update(line(id, number).getBytes(US_ASCII));
            digest.update((byte) '\n');
        });
        return Hash.wrap(digest.digest());
    }

    byte[] pack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] packed = ids.pack();
            out.writeInt(packed.length);
            out.write(packed);
            out.writeBoolean(numbers != null);
            if (numbers != null) {
                DeflaterOutputStream deflated = new DeflaterOutputStream(out);
                DataOutputStream numbered = new DataOutputStream(deflated);
                for (long n : numbers) {
                    IdSet.number(numbered, n);
                }
                deflated.finish();
            }
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes are not those of {@link #pack()} */
    static Population unpack(byte[] packed) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed));
        byte[] first = in.readNBytes(in.readInt());
        IdSet ids = IdSet.unpack(first);
        long[] numbers = null;
        if (in.readBoolean()) {
            numbers = new long[(int) ids.size()];
            DataInputStream numbered = new DataInputStream(new InflaterInputStream(in));
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = IdSet.number(numbered);
            }
        }
        return new Population(ids, numbers, Map.of());
    }
}
