// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.ingest.Json;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.LedgerEntry;

/** Facts of the engagement and the count of acts, held against what the ledger tells of them. */
final class ToldFacts {

    private static final String COUNT = "ledger.count";

    private ToldFacts() {
    }

    /** @return what is not as the acts left it, in words; null when all is */
    static String wrong(BinderStore store, List<LedgerEntry> ledger) throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (LedgerEntry entry : ledger) {
            if (entry.act().equals("create") || entry.act().equals("engagement")) {
                Json.tree(entry.subject()).properties().forEach(p -> told.put(p.getKey(), p.getValue().asString()));
            }
        }
        Map<String, String> kept = store.engagement();
        TreeSet<String> names = new TreeSet<>(told.keySet());
        names.addAll(kept.keySet());
        for (String name : names) {
            if (!kept.containsKey(name)) {
                return "the database lacks '" + name + "', of which the ledger tells";
            }
            if (!kept.get(name).equals(told.get(name))) {
                return "what the database says of '" + name + "' is not what the ledger tells";
            }
        }
        Optional<Long> count = store.state(COUNT);
        return count.isEmpty() || ledger.isEmpty() || count.get() >= ledger.get(ledger.size() - 1).seq() ? null
                : "the count of acts that the database keeps is lower than that of the ledger";
    }
}
