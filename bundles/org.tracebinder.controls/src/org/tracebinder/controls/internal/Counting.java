// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.Row;

/** Counts contrary events that have a value, or a partner. Not thread-safe. */
final class Counting {

    private final Declaration.Count count;
    private final Partners partners;
    private long counted;

    /** @param partners null when the file names none */
    Counting(Declaration.Count count, Partners partners) {
        this.count = count;
        this.partners = partners;
    }

    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        if (count.field() != null) {
            columns.add(count.field());
        }
        if (partners != null) {
            columns.addAll(partners.columns());
        }
        return columns;
    }

    void add(Row row) {
        boolean value = count.field() != null && count.value().equals(row.get(count.field()));
        counted += value || partners != null && partners.against(row) ? 1 : 0;
    }

    long counted() {
        return counted;
    }
}
