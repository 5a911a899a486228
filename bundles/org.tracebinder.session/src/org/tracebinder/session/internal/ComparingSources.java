// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.SourceComparison;

/** Compares two exports: bytes of records first, then identities of the events in what is left. Used once. */
public final class ComparingSources {

    private final Sources sources;
    private final List<Integer> a;
    private final List<Integer> b;
    private final Progress progress;
    private final Map<Integer, BitSet> altered = new HashMap<>();
    private final Map<Integer, BitSet> only = new HashMap<>();
    private final long[] events = new long[4];
    private final PriorityQueue<EventId[]> pairs =
            new PriorityQueue<>(Comparator.<EventId[], EventId>comparing(p -> p[0]).reversed());

    /** @throws TracebinderException when a source is not there, is an archive, or stands on both sides */
    public ComparingSources(Workspace workspace, List<Integer> a, List<Integer> b, Progress progress)
            throws TracebinderException {
        this.sources = workspace.opened();
        this.a = List.copyOf(a);
        this.b = List.copyOf(b);
        this.progress = progress;
        Set<Integer> seen = new HashSet<>();
        for (List<Integer> side : List.of(a, b)) {
            for (int source : side) {
                if (sources.source(source) == null) {
                    throw new TracebinderException("There is no source S" + source + " in this binder.");
                }
                if (sources.source(source).info().format().equals("archive")) {
                    throw new TracebinderException("S" + source
                            + " is an archive: compare the sources that came out of it.");
                }
                if (!seen.add(source)) {
                    throw new TracebinderException("S" + source + " is named twice.");
                }
            }
        }
    }

    /** @return what differs */
    public SourceComparison compare() throws IOException {
        Map<Integer, BitSet> alone = new LeafMatch(sources).alone(a, b, progress);
        Path folder = Files.createTempDirectory("tracebinder-compare");
        try (KeyStore keys = new KeyStore(folder, "compare")) {
            progress.task("Comparing events", alone.values().stream().mapToLong(BitSet::cardinality).sum());
            for (Map.Entry<Integer, BitSet> e : alone.entrySet()) {
                altered.put(e.getKey(), new BitSet());
                only.put(e.getKey(), new BitSet());
                read(e.getKey(), e.getValue(), keys);
            }
            Set<Integer> second = Set.copyOf(b);
            keys.groups(group -> settle(group, second));
        } finally {
            Files.deleteIfExists(folder);
        }
        only.forEach((source, bits) -> bits.andNot(altered.get(source)));
        return new SourceComparison(side(a, alone), side(b, alone),
                new SourceComparison.Events(events[0], events[1], events[2], events[3]), list(a), list(b),
                alterations(),
                notes());
    }

    private void read(int source, BitSet records, KeyStore keys) throws IOException {
        for (int n = records.nextSetBit(0); n >= 0; n = records.nextSetBit(n + 1)) {
            progress.check();
            progress.advance(1);
            RecordRef ref = sources.entry(new RecordId(source, n)).ref();
            List<Event> found = sources.events(ref);
            if (found.isEmpty()) {
                only.get(source).set(n); // a bad record, or one without events, is nothing but its bytes
            }
            RawRecord raw = found.isEmpty() ? null : sources.raw(ref);
            for (int i = 0; i < found.size(); i++) {
                EventId id = Sources.id(ref.id(), i, found.size());
                byte[] content = content(raw, found.get(i));
                String identity = found.get(i).identity();
                byte[] key = Hash.newDigest().digest((identity != null ? "id " + identity : "bytes "
                        + Hash.wrap(content))
                        .getBytes(StandardCharsets.UTF_8));
                keys.add(key, 0, content, 0, source, n, id.ordinal());
            }
        }
    }

    /** An export may cut the same events into other records: what counts are the event's own bytes. */
    private static byte[] content(RawRecord raw, Event event) {
        MessageDigest digest = Hash.newDigest();
        int to = event.to() < 0 ? raw.length() : event.to();
        digest.update(raw.bytes(), raw.from() + event.from(), to - event.from());
        return digest.digest();
    }

    private void settle(List<KeyStore.Entry> group, Set<Integer> second) {
        List<KeyStore.Entry> left = new ArrayList<>();
        Map<String, ArrayDeque<KeyStore.Entry>> right = new HashMap<>();
        List<KeyStore.Entry> rest = new ArrayList<>();
        for (KeyStore.Entry e : group) {
            if (second.contains(e.id().record().source())) {
                right.computeIfAbsent(content(e), k -> new ArrayDeque<>(1)).add(e);
            }
        }
        for (KeyStore.Entry e : group) {
            if (!second.contains(e.id().record().source())) {
                ArrayDeque<KeyStore.Entry> equal = right.get(content(e));
                if (equal != null && equal.poll() != null) {
                    events[0]++;
                } else {
                    left.add(e);
                }
            }
        }
        right.values().forEach(rest::addAll);
        rest.sort(null);
        for (int i = 0; i < Math.max(left.size(), rest.size()); i++) {
            if (i < left.size() && i < rest.size()) {
                pair(left.get(i).id(), rest.get(i).id());
            } else if (i < left.size()) {
                events[2]++;
                mark(only, left.get(i).id());
            } else {
                events[3]++;
                mark(only, rest.get(i).id());
            }
        }
    }

    private static String content(KeyStore.Entry e) {
        return new String(e.bytes(), 16, 16, StandardCharsets.ISO_8859_1);
    }

    private void pair(EventId x, EventId y) {
        events[1]++;
        mark(altered, x);
        mark(altered, y);
        pairs.add(new EventId[] {x, y});
        if (pairs.size() > SourceComparison.LISTED) {
            pairs.poll();
        }
    }

    private static void mark(Map<Integer, BitSet> marks, EventId id) {
        marks.get(id.record().source()).set((int) id.record().record());
    }

    private SourceComparison.Side side(List<Integer> side, Map<Integer, BitSet> alone) throws IOException {
        long records = 0;
        long without = 0;
        long changed = 0;
        long gone = 0;
        long first = Event.NONE;
        long last = Event.NONE;
        List<String> ids = new ArrayList<>();
        for (int source : side) {
            SourceInfo info = sources.source(source).info();
            ids.add(info.id());
            records += sources.table(source).size();
            without += alone.get(source).cardinality();
            changed += altered.get(source).cardinality();
            gone += only.get(source).cardinality();
            if (info.firstTime() != Event.NONE) {
                first = first == Event.NONE ? info.firstTime() : Math.min(first, info.firstTime());
                last = Math.max(last, info.lastTime());
            }
        }
        return new SourceComparison.Side(ids, records, records - without, changed, gone, without - changed - gone,
                first,
                last);
    }

    private List<RecordId> list(List<Integer> side) {
        List<RecordId> ids = new ArrayList<>();
        for (int source : side.stream().sorted().toList()) {
            only.get(source).stream().limit(SourceComparison.LISTED - ids.size())
                    .forEach(n -> ids.add(new RecordId(source, n)));
        }
        return ids;
    }

    private List<SourceComparison.Alteration> alterations() throws IOException {
        List<EventId[]> sorted = new ArrayList<>(pairs);
        sorted.sort(Collections.reverseOrder(pairs.comparator()));
        List<SourceComparison.Alteration> all = new ArrayList<>();
        for (EventId[] p : sorted) {
            all.add(new SourceComparison.Alteration(p[0], p[1],
                    FieldDifference.between(p[0], event(p[0]), p[1], event(p[1]))));
        }
        return all;
    }

    private Event event(EventId id) throws IOException {
        return sources.events(sources.entry(id.record()).ref()).get(Math.max(0, id.ordinal() - 1));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        Set<String> formats = new HashSet<>();
        a.forEach(s -> formats.add(sources.source(s).info().format()));
        b.forEach(s -> formats.add(sources.source(s).info().format()));
        if (formats.size() > 1) {
            notes.add("The sources have different formats, whose events can't have the same identity. Reconcile the "
                    + "two trails instead.");
        }
        return notes;
    }
}
