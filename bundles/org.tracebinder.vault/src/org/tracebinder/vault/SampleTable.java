// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The samples of a binder. Writes are durable after {@link BinderStore#commit()}. Thread-safe by the store's lock. */
public final class SampleTable {

    private final BinderStore store;

    SampleTable(BinderStore store) {
        this.store = store;
    }

    /** @return samples, by name; none in a binder of an older version that is open for reading only */
    public List<KeptSample> all() throws IOException {
        synchronized (store) {
            boolean[] there = {false};
            store.query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='sample'", r -> there[0] = true);
            List<KeptSample> all = new ArrayList<>();
            if (there[0]) {
                store.query("SELECT name, plan, actor, at FROM sample ORDER BY name", r -> all.add(
                        new KeptSample(r.getString(1), r.getString(2), r.getString(3), r.getString(4))));
            }
            return all;
        }
    }

    /** @return the packed population of a sample, or null when there is no such sample */
    public byte[] population(String name) throws IOException {
        synchronized (store) {
            byte[][] found = new byte[1][];
            store.query("SELECT population FROM sample WHERE name=?", r -> found[0] = r.getBytes(1), name);
            return found[0];
        }
    }

    /** @return drawn items of a sample, by number */
    public List<KeptSampleItem> items(String name) throws IOException {
        synchronized (store) {
            List<KeptSampleItem> all = new ArrayList<>();
            store.query("SELECT number, event, place, extra, hits, result, note, actor, at FROM sample_item"
                    + " WHERE sample=? ORDER BY number", r -> all.add(new KeptSampleItem(r.getInt(1), r.getString(2),
                            r.getLong(3), r.getLong(4), r.getInt(5), r.getString(6), r.getString(7), r.getString(8),
                            r.getString(9))), name);
            return all;
        }
    }

    /** Keeps a sample that was drawn. */
    public void add(String name, String plan, byte[] population, List<KeptSampleItem> items) throws IOException {
        synchronized (store) {
            store.update("INSERT INTO sample VALUES(?,?,?,?,?)", name, plan, population,
                    System.getProperty("user.name", "unknown"), store.now());
            for (KeptSampleItem i : items) {
                store.update("INSERT INTO sample_item VALUES(?,?,?,?,?,?,?,?,?,?)", name, i.number(), i.event(),
                        i.place(), i.extra(), i.hits(), i.result(), i.note(), i.actor(), i.at());
            }
        }
    }

    /** Keeps what was found at an item; an empty result takes it back. */
    public void mark(String name, int number, String result, String note) throws IOException {
        synchronized (store) {
            boolean none = result.isEmpty();
            store.update("UPDATE sample_item SET result=?, note=?, actor=?, at=? WHERE sample=? AND number=?", result,
                    note, none ? "" : System.getProperty("user.name", "unknown"), none ? "" : store.now(), name,
                    number);
        }
    }

    /** Forgets a sample with its items. */
    public void remove(String name) throws IOException {
        synchronized (store) {
            store.update("DELETE FROM sample_item WHERE sample=?", name);
            store.update("DELETE FROM sample WHERE name=?", name);
        }
    }
}
