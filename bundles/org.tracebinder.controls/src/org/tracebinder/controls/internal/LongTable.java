// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

/**
 * A map from 64-bit keys to 64-bit values, or a set of keys, in two flat arrays: about 32 bytes an entry at worst. Not
 * thread-safe.
 */
final class LongTable {

    private long[] keys = new long[1024];
    private long[] values = new long[1024];
    private boolean hasZero;
    private long zeroValue;
    private int size;

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    boolean has(long key) {
        return key == 0 ? hasZero : keys[slot(key)] == key;
    }

    /** @return the value, or the fallback when the key is not there */
    long get(long key, long fallback) {
        if (key == 0) {
            return hasZero ? zeroValue : fallback;
        }
        int slot = slot(key);
        return keys[slot] == key ? values[slot] : fallback;
    }

    /** @return true when the key is new */
    boolean add(long key) {
        if (has(key)) {
            return false;
        }
        put(key, 0);
        return true;
    }

    /** Keeps the smaller of the old and the new value. */
    void min(long key, long value) {
        put(key, Math.min(value, get(key, Long.MAX_VALUE)));
    }

    void put(long key, long value) {
        if (key == 0) {
            hasZero = true;
            zeroValue = value;
            return;
        }
        int slot = slot(key);
        if (keys[slot] != key) {
            if (++size > keys.length / 2) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
        }
        values[slot] = value;
    }

    /** Takes each key with its value, in no order that means anything. */
    void each(LongBinary taker) {
        if (hasZero) {
            taker.take(0, zeroValue);
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                taker.take(keys[i], values[i]);
            }
        }
    }

    /** Takes an entry. */
    interface LongBinary {
        void take(long key, long value);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
