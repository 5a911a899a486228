// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.FileCheck;
import org.tracebinder.core.query.QueryException;

/** Turns a file of checks into checks and their links. Refuses whatever it does not understand, with its line. */
final class CheckFile {

    static final String SCHEMA = "tracebinder-checks/0.1";

    /** Asks whether a query can be understood. */
    interface Probe {
        void ask(String query) throws QueryException, IOException;
    }

    /**
     * @param check the check
     * @param links to controls, in the order of the file
     * @param entry where it stands
     */
    record Declared(FileCheck check, List<CheckMap.Link> links, Entry entry) {
    }

    private CheckFile() {
    }

    static List<Declared> read(CatalogFile file, Probe probe) throws CatalogException, IOException {
        if (!file.head().text("schema").equals(SCHEMA)) {
            throw file.head().bad("schema", "'schema' of a file of checks is " + SCHEMA + ", not '"
                    + file.head().text("schema") + "'");
        }
        file.head().only("schema", "note", "definitions");
        Map<String, String> definitions = definitions(file.head());
        List<Declared> all = new ArrayList<>();
        for (Entry e : file.list("checks")) {
            FileCheck check = e.has("table") ? TableCheckReader.read(e, definitions)
                    : EventCheckReader.read(e, definitions);
            for (Map.Entry<String, String> query : check.queries().entrySet()) {
                try {
                    probe.ask(query.getValue());
                } catch (QueryException x) {
                    throw e.bad(query.getKey(), "the query of '" + query.getKey() + "' can't be understood: "
                            + x.getMessage());
                }
            }
            all.add(new Declared(check, links(e, check.id()), e));
        }
        return all;
    }

    private static Map<String, String> definitions(Entry head) throws CatalogException {
        Map<String, String> result = new LinkedHashMap<>();
        if (head.has("definitions")) {
            Entry e = head.object("definitions");
            for (String key : e.keys()) {
                result.put(key, "(" + e.need(key) + ")");
            }
        }
        return result;
    }

    private static List<CheckMap.Link> links(Entry e, String check) throws CatalogException {
        List<CheckMap.Link> links = new ArrayList<>();
        for (Entry c : e.objects("controls")) {
            c.only("control", "label", "place", "why");
            links.add(new CheckMap.Link(check, c.need("control"), CatalogEntries.label(c), c.need("place"),
                    c.need("why")));
        }
        return links;
    }
}
