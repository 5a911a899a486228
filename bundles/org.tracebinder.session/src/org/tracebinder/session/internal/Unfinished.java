// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.query.More;
import org.tracebinder.ingest.PageNote;
import org.tracebinder.vault.StoredSource;

/**
 * Which sources say themselves that more follows. Further pages settle it only where that is certain: all numbers of
 * the pages are there, or as many records as were counted. A link or a token does not tell which page it led to.
 */
final class Unfinished {

    /** One export in pages: the sources that agree on its format and its sums. */
    private record Export(String format, long pages, long total) {
    }

    private final Map<Integer, List<PageNote>> notes = new TreeMap<>();
    private final Map<Export, Set<Long>> pages = new HashMap<>();
    private final Map<Export, Long> records = new HashMap<>();
    private final Map<Integer, StoredSource> sources = new HashMap<>();

    private Unfinished(List<StoredSource> all) {
        for (StoredSource s : all) {
            List<PageNote> said = PageNote.in(s.envelope());
            if (said.isEmpty()) {
                continue;
            }
            notes.put(s.info().number(), said);
            sources.put(s.info().number(), s);
            Set<Export> exports = new HashSet<>();
            for (PageNote note : said) {
                Export export = export(s, note);
                exports.add(export);
                pages.computeIfAbsent(export, e -> new TreeSet<>()).add(note.page());
            }
            boolean lines = said.stream().anyMatch(n -> n.here() >= 0); // of a page on a line, which is a record
            exports.forEach(e -> records.merge(e, lines ? said.stream().mapToLong(n -> Math.max(0, n.here())).sum()
                    : s.info().totals().read() - s.info().totals().duplicate(), Long::sum));
        }
    }

    private static Export export(StoredSource source, PageNote note) {
        return new Export(source.info().format(), note.pages(), note.total());
    }

    /** @return numbers of the sources that say that more follows, with how they say it */
    static Map<Integer, More> of(List<StoredSource> all) {
        Unfinished u = new Unfinished(all);
        Map<Integer, More> more = new TreeMap<>();
        u.notes.forEach((number, said) -> {
            // documents one after the other are pages in their order: the last one knows whether it is the last
            More how = u.more(u.sources.get(number), said.get(said.size() - 1));
            if (how != null) {
                more.put(number, how);
            }
        });
        return more;
    }

    private More more(StoredSource source, PageNote note) {
        Export export = export(source, note);
        if (note.pages() > 0 && note.page() > 0) {
            long here = pages.get(export).stream().filter(p -> p > 0 && p <= note.pages()).count();
            return here == note.pages() ? null : More.PAGES;
        }
        if (Boolean.TRUE.equals(note.announced())) {
            return More.ANNOUNCED;
        }
        if (note.next() && note.announced() == null) {
            return More.NEXT;
        }
        return note.total() > records.get(export) ? More.TOTAL : null;
    }
}
