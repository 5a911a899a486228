// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tracebinder.core.Event;

/**
 * The attributes of one span, log record or resource, in the order of the source. Whoever uses a value takes it; what
 * nobody took goes to the extras, so nothing is lost. Reused from span to span.
 */
final class Attributes {

    /** From here on repeated keys are counted: an attack, not an instrumentation. */
    private static final int MANY = 200;
    /** How often one key is kept then. */
    private static final int REPEATS = 50;

    private String[] keys = new String[32];
    private String[] values = new String[32];
    private boolean[] taken = new boolean[32];
    private int size;
    /** Place of a known key, plus one; zero when it is absent. */
    private final int[] slot = new int[Key.COUNT];

    void clear() {
        Arrays.fill(keys, 0, size, null);
        Arrays.fill(values, 0, size, null);
        Arrays.fill(slot, 0);
        size = 0;
    }

    /** @param known null for a key without meaning; the second value of a known key is kept as an extra */
    void add(Key known, String key, String value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
            taken = Arrays.copyOf(taken, size * 2);
        }
        keys[size] = known != null ? known.text : key;
        values[size] = value;
        taken[size] = false;
        size++;
        if (known != null && slot[known.ordinal()] == 0) {
            slot[known.ordinal()] = size;
        }
    }

    void add(String key, String value) {
        add(Key.find(key), key, value);
    }

    boolean has(Key key) {
        return slot[key.ordinal()] != 0;
    }

    /** @return whether any of the keys is there with a value that is not empty */
    boolean hasAny(Key... any) {
        for (Key key : any) {
            if (peek(key) != null) {
                return true;
            }
        }
        return false;
    }

    /** @return the value without using it up; null when absent or empty */
    String peek(Key key) {
        int at = slot[key.ordinal()];
        return at == 0 || values[at - 1].isEmpty() ? null : values[at - 1];
    }

    /** @return the value, which is then used up; null when absent or empty */
    String take(Key key) {
        String value = peek(key);
        if (value != null) {
            taken[slot[key.ordinal()] - 1] = true;
        }
        return value;
    }

    /** @return whether the value was used up */
    boolean isTaken(Key key) {
        return slot[key.ordinal()] != 0 && taken[slot[key.ordinal()] - 1];
    }

    /** @return the first value there is; others that say the same are used up too, others that differ stay extras */
    String take(Key[] group) {
        String found = null;
        for (Key key : group) {
            String value = peek(key);
            if (value != null && (found == null || found.equals(value))) {
                found = take(key);
            }
        }
        return found;
    }

    /** Puts everything that nobody took into the extras; empty values, too, are something the source said. */
    void rest(Event.Builder to) {
        Map<String, Integer> seen = size > MANY ? new HashMap<>() : Map.of();
        int passedOver = 0;
        for (int i = 0; i < size; i++) {
            if (taken[i]) {
                continue;
            }
            if (size > MANY && seen.merge(keys[i], 1, Integer::sum) > REPEATS) {
                passedOver++;
            } else {
                to.extra(keys[i], values[i]);
            }
        }
        if (passedOver > 0) {
            to.extra("otlp.repeatedAttributesPassedOver", Integer.toString(passedOver));
        }
    }

    int size() {
        return size;
    }

    boolean taken(int i) {
        return taken[i];
    }

    /** Uses up the value at a place. */
    void use(int i) {
        taken[i] = true;
    }

    String key(int i) {
        return keys[i];
    }

    String value(int i) {
        return values[i];
    }
}
