// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.pack.PackQuery;
import org.tracebinder.session.QueryRun;
import org.tracebinder.session.SavedQuery;
import org.tracebinder.vault.KeptQuery;

/** Saves queries with what they found, asks them again and tells what changed. */
public final class SavedResults {

    /** Ids that a pack lists for one query; its total is always told. */
    static final int PACKED = 100_000;
    /** Eight bytes each, while they are collected: more would not fit in the memory of a small laptop. */
    private static final long MOST = 20_000_000;
    private static final int MOST_QUERY = 20_000;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private SavedResults() {
    }

    /** @return all saved queries, by name */
    public static List<SavedQuery> list(Workspace workspace) throws IOException {
        return workspace.savedQueries().stream().map(SavedResults::told).toList();
    }

    private static SavedQuery told(KeptQuery k) {
        return new SavedQuery(k.name(), k.text(), k.saved(), k.actor(), k.total(), Hash.parse(k.resultHash()));
    }

    /**
     * @param replace whether one of the same name gives way
     * @throws TracebinderException when the name is taken or no name, or the query finds too much or can't be
     *                              understood
     */
    public static SavedQuery save(Workspace workspace, String name, String text, boolean replace, Progress progress)
            throws IOException, TracebinderException {
        if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("all")) {
            throw new TracebinderException("A query can't be called '" + name
                    + "': letters, digits, blanks and . _ - up to "
                    + "100 of them, and not 'all'.");
        }
        if (text.length() > MOST_QUERY) {
            throw new TracebinderException("A query of " + text.length()
                    + " characters can't be saved; the longest has "
                    + MOST_QUERY + ".");
        }
        if (!replace && workspace.savedQueries().stream().anyMatch(k -> k.name().equals(name))) {
            throw new TracebinderException("There is a query '" + name
                    + "' already. Choose another name, or replace it.");
        }
        IdSet found = find(workspace.trail(), text, progress);
        String hash = found.hash().toString();
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("name", name);
        subject.put("query", text);
        subject.put("total", found.size());
        subject.put("resultHash", hash);
        return told(workspace.saveQuery(name, text, found.size(), hash, found.pack(), subject));
    }

    /** @throws TracebinderException when there is no query of that name */
    public static void remove(Workspace workspace, String name) throws IOException, TracebinderException {
        kept(workspace, name);
        workspace.removeQuery(name);
    }

    /**
     * @param name of a saved query, or {@code all}
     * @return what each finds now
     * @throws TracebinderException when there is no query of that name
     */
    public static List<QueryRun> run(Workspace workspace, String name, Progress progress)
            throws IOException, TracebinderException {
        List<QueryRun> runs = new ArrayList<>();
        for (KeptQuery k : name.equals("all") ? workspace.savedQueries() : List.of(kept(workspace, name))) {
            progress.task(k.name(), -1);
            IdSet then = IdSet.unpack(k.ids());
            IdSet now = find(workspace.trail(), k.text(), progress);
            List<EventId> added = new ArrayList<>();
            List<EventId> removed = new ArrayList<>();
            runs.add(new QueryRun(told(k), now.size(), now.hash(), minus(now, then, added), minus(then, now, removed),
                    added, removed));
        }
        return runs;
    }

    private static KeptQuery kept(Workspace workspace, String name) throws IOException, TracebinderException {
        List<KeptQuery> all = workspace.savedQueries();
        return all.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow(() -> new TracebinderException(
                "There is no saved query '" + name + "'." + (all.isEmpty() ? "" : " Saved: " + String.join(", ",
                all.stream().limit(20).map(KeptQuery::name).toList()) + ".")));
    }

    private static long minus(IdSet a, IdSet b, List<EventId> listed) {
        long[] count = {0};
        a.minus(b, id -> {
            if (count[0]++ < QueryRun.LISTED) {
                listed.add(id);
            }
        });
        return count[0];
    }

    /**
     * What a query finds.
     *
     * @param total events
     * @param hash  of their ids, in order
     */
    public record Found(long total, Hash hash) {
    }

    /** @throws TracebinderException when the query can't be understood, is too long or finds too much */
    public static Found found(Workspace workspace, String text, Progress progress)
            throws IOException, TracebinderException {
        if (text.length() > MOST_QUERY) {
            throw new TracebinderException("A query of " + text.length() + " characters can't be kept; the longest has "
                    + MOST_QUERY + ".");
        }
        IdSet ids = find(workspace.trail(), text, progress);
        return new Found(ids.size(), ids.hash());
    }

    static IdSet find(Trail trail, String text, Progress progress) throws IOException, TracebinderException {
        long total = trail.count(text, progress);
        if (total > MOST) {
            throw new TracebinderException("The query finds " + total
                    + " events; what is saved or asked again may find "
                    + MOST + " at most. Narrow it, for example by time.");
        }
        IdSet ids = new IdSet();
        trail.scan(text, List.of(), row -> ids.add(row.id()), progress);
        ids.sort();
        return ids;
    }

    /**
     * @return the saved queries for a pack: what each finds now, and whether that is what it found when it was saved
     */
    static List<PackQuery> packed(Workspace workspace, Progress progress) throws IOException, TracebinderException {
        List<PackQuery> all = new ArrayList<>();
        for (KeptQuery k : workspace.savedQueries()) {
            IdSet now = find(workspace.trail(), k.text(), progress);
            List<String> ids = new ArrayList<>();
            now.forEach(id -> {
                if (ids.size() < PACKED) {
                    ids.add(id.toString());
                }
            });
            String hash = now.hash().toString();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", k.name());
            facts.put("sort", "id");
            facts.put("saved", k.saved());
            facts.put("savedTotal", k.total());
            facts.put("savedResultHash", k.resultHash());
            facts.put("same", hash.equals(k.resultHash()));
            all.add(new PackQuery(k.text(), now.size(), ids, facts));
        }
        return all;
    }
}
