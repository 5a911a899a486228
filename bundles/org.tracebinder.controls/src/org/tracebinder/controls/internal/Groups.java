// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.controls.internal.Declaration.Group;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/** Groups of events with the same values: which have more than one event, or more than one value. Not thread-safe. */
final class Groups {

    private final Group group;
    private final Keys keys = new Keys();
    private final LongTable firsts = new LongTable();
    private final LongTable broken = new LongTable();
    private long unnamed;

    private Groups(Group group) {
        this.group = group;
    }

    static Groups read(Trail trail, Group group, String population, Progress progress)
            throws QueryException, IOException {
        Groups groups = new Groups(group);
        List<Field<?>> columns = new ArrayList<>(group.by());
        if (group.same() != null) {
            columns.add(group.same());
        }
        trail.scan(population, columns, groups::add, progress);
        return groups;
    }

    private void add(Row row) {
        Long key = key(row);
        String value = group.same() == null ? "" : row.get(group.same());
        if (key == null || value == null) {
            unnamed++;
            return;
        }
        long hash = group.same() == null ? 0 : keys.key(value);
        if (firsts.has(key)) {
            if (group.same() == null || firsts.get(key, 0) != hash) {
                broken.add(key);
            }
        } else {
            firsts.put(key, hash);
        }
    }

    private Long key(Row row) {
        String first = row.get(group.by().get(0));
        String second = group.by().size() > 1 ? row.get(group.by().get(1)) : "";
        return first == null || second == null ? null : (Long) keys.key(first, second);
    }

    /** @return true when the event stands in a group that breaks the rule */
    boolean against(Row row) {
        Long key = key(row);
        return key != null && broken.has(key);
    }

    /** @return events without a key or value, about which the rule says nothing */
    long unnamed() {
        return unnamed;
    }
}
