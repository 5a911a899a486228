// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.RecordTable;

/**
 * Sources that could not be read to their end: their last record has no length and stands in the quarantine. The import
 * warns of them; where no warning does any more, the record still tells.
 */
final class LostEnds {

    private static final Set<String> CODES = Set.of(BinderStore.DAMAGED, BinderStore.UNREAD);

    private LostEnds() {
    }

    /**
     * @param all  the sources
     * @param told the warnings that the binder keeps
     * @return a warning for each lost end that neither its source nor an archive around it is warned of
     */
    static List<BinderStore.Warning> unsaid(List<SourceInfo> all, List<BinderStore.Warning> told, Layout layout,
            BinderStore store) throws IOException {
        Set<Integer> warned = new TreeSet<>();
        told.stream().filter(w -> CODES.contains(w.code())).forEach(w -> warned.add(w.source()));
        Map<Integer, SourceInfo> numbers = new HashMap<>();
        all.forEach(s -> numbers.put(s.number(), s));
        Map<Integer, SourceInfo> found = new TreeMap<>();
        for (SourceInfo s : all) {
            if (s.totals().quarantined() > 0 && !warned(s, warned, numbers) && lost(s, layout)) {
                found.put(s.number(), s);
            }
        }
        Map<Integer, String> reasons = new HashMap<>();
        if (!found.isEmpty()) {
            store.quarantine((id, reason) -> {
                SourceInfo s = found.get(id.source());
                if (s != null && id.record() == s.totals().read()) {
                    reasons.put(id.source(), reason);
                }
            });
        }
        List<BinderStore.Warning> warnings = new ArrayList<>();
        found.forEach((number, s) -> warnings.add(new BinderStore.Warning(number, BinderStore.DAMAGED, s.path() + ": "
                + reasons.getOrDefault(number, "its end could not be read at the import"))));
        return warnings;
    }

    private static boolean warned(SourceInfo source, Set<Integer> warned, Map<Integer, SourceInfo> numbers) {
        int last = Integer.MAX_VALUE;
        for (SourceInfo at = source; at != null && at.number() < last; at = numbers.get(at.container())) {
            if (warned.contains(at.number())) {
                return true;
            }
            last = at.number(); // an archive stands before what is in it: no circle, whatever the database says
        }
        return false;
    }

    /** A record table that can't be read is for doctor to tell of. */
    private static boolean lost(SourceInfo source, Layout layout) {
        try (RecordTable table = RecordTable.open(layout.records(source.number()), false)) {
            RecordRef last = table.size() == 0 ? null : table.get(source.number(), table.size()).ref();
            return last != null && last.length() == 0 && last.state() == RecordRef.State.QUARANTINED;
        } catch (IOException e) {
            System.getLogger(LostEnds.class.getName()).log(System.Logger.Level.DEBUG, source.id(), e);
            return false;
        }
    }
}
