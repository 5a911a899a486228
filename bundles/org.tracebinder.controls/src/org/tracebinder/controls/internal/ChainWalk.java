// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Trail;

/**
 * Follows the entries of one source from hash to hash, in the order of the file, or against it where the newest entry
 * stands first. Memory: 32 bytes an entry. Not thread-safe, one use.
 */
final class ChainWalk {

    /** Entries at the beginning of a source that tell where hashes stand, and how they are computed. */
    private static final int FIRST = 40;
    /** Longest record whose events are looked at, too, for the place of the hashes. */
    private static final int SMALL = 1 << 20;
    /** Of these, so many are put to the rules. */
    private static final int TRIED = 8;
    private static final int NAMED = 5;

    private final Trail trail;
    private final int source;
    private final long records;
    private final Keys keys = new Keys();
    /** Hash of an entry: number of its record, negative once another entry has named it. */
    private final LongTable entries = new LongTable();
    private final List<Break> broken = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();
    private final List<Long> altered = new ArrayList<>();

    private ChainPlace place;
    private ChainRule rule;
    private boolean newestFirst;
    private String openHead;
    private long count;
    private long contrary;
    private long links;
    private long breaks;
    private long held;
    private long wrong;
    private long read;
    private boolean woven;
    private Entry last;
    private long unreadable;

    /** One entry as the walk needs it. */
    private record Entry(long record, String previous, String own, ChainRule.Entry whole) {
    }

    /** A link that does not hold: entry and the one before it. */
    private record Break(Entry entry, Entry before, boolean named, long unreadable) {
    }

    ChainWalk(Trail trail, int source, long records) {
        this.trail = trail;
        this.source = source;
        this.records = records;
    }

    /**
     * @param most records that are read at most
     * @return whether entries of the source name hashes of others
     */
    boolean walk(long most, Progress progress) throws IOException {
        begin(progress);
        if (place == null) {
            return false;
        }
        read = place.own() == null && rule == null ? 0 : Math.min(most, records);
        for (long i = 1; i <= read; i++) {
            progress.check();
            entry(newestFirst ? records - i + 1 : i);
        }
        if (!woven) { // a log with one chain does not begin it twice
            breaks += begun.size();
            contrary = Math.min(count, contrary + begun.size());
        }
        return count > 1 || read == 0;
    }

    private void begin(Progress progress) throws IOException {
        List<Entry> first = new ArrayList<>();
        for (long i = 1; i <= Math.min(FIRST, records); i++) {
            progress.check();
            Entry entry = read(i);
            if (entry != null) {
                first.add(entry);
            }
        }
        int ahead = 0;
        int back = 0;
        for (int i = 1; i < first.size(); i++) {
            Entry a = first.get(i - 1);
            Entry b = first.get(i);
            ahead += a.own() != null && a.own().equals(b.previous()) ? 1 : 0;
            back += b.own() != null && b.own().equals(a.previous()) ? 1 : 0;
        }
        newestFirst = back > ahead;
        if (place != null && !place.extra()) {
            rule = place.own() != null ? ChainRule.of(place, own(first)) : ChainRule.of(place, named(first, 1));
            if (rule == null && place.own() == null) {
                rule = ChainRule.of(place, named(first, -1));
                newestFirst = rule != null;
            }
        }
    }

    /** @return the first entries with their own hashes */
    private static Map<ChainRule.Entry, String> own(List<Entry> first) {
        Map<ChainRule.Entry, String> hashes = new LinkedHashMap<>();
        first.stream().filter(e -> e.whole() != null).limit(TRIED).forEach(e -> hashes.put(e.whole(), e.own()));
        return hashes;
    }

    /** @return entries with the hash by which the one behind them, or before them, names them */
    private static Map<ChainRule.Entry, String> named(List<Entry> first, int behind) {
        Map<ChainRule.Entry, String> hashes = new LinkedHashMap<>();
        for (int i = 0; i < first.size() && hashes.size() < TRIED; i++) {
            int by = i + behind;
            if (first.get(i).whole() != null && by >= 0 && by < first.size()) {
                hashes.put(first.get(i).whole(), first.get(by).previous());
            }
        }
        return hashes;
    }

    /** @return the entry, or null when the record holds none */
    private Entry read(long number) throws IOException {
        RecordId id = new RecordId(source, number);
        RecordRef ref = trail.record(id).orElse(null);
        if (ref == null || ref.state() == RecordRef.State.QUARANTINED) {
            unreadable = number;
            return null;
        }
        byte[] bytes = place != null && place.extra() ? new byte[0] : trail.bytes(id);
        Map<String, Object> json = place != null && place.extra() ? null : WrittenJson.object(bytes);
        if (json != null) {
            place = place == null || place.own() == null ? better(ChainPlace.in(json)) : place;
        }
        // a mapping may say where the hashes stand in objects that name them by words of their own
        if (json != null && (place != null || bytes.length > SMALL)) {
            Map<?, ?> object = place == null ? null : place.object(json);
            return object == null || !object.containsKey(place.previous()) && !object.containsKey(place.own()) ? null
                    : entry(number, ChainPlace.hash(object.get(place.previous())), object.get(place.own()),
                            new ChainRule.Entry(bytes, json));
        }
        List<Event> events = trail.events(id);
        Event event = events.isEmpty() ? null : events.get(0);
        place = event == null || place != null ? place : ChainPlace.in(event);
        if (event == null || place == null || !place.extra() || !event.extra().containsKey(place.previous())
                && !event.extra().containsKey(place.own())) {
            return null;
        }
        return entry(number, ChainPlace.hash(event.extra().get(place.previous())), event.extra().get(place.own()),
                null);
    }

    /** An entry that names its own hash says more than one that does not. */
    private ChainPlace better(ChainPlace found) {
        return place == null || found != null && found.own() != null ? found : place;
    }

    private static Entry entry(long number, String previous, Object own, ChainRule.Entry whole) {
        return new Entry(number, previous, ChainPlace.hash(own), whole);
    }

    private void entry(long number) throws IOException {
        Entry entry = read(number);
        if (entry == null) {
            return;
        }
        if (place.own() == null) {
            byte[] computed = rule == null || entry.whole() == null ? null : rule.digest(place, entry.whole());
            entry = new Entry(number, entry.previous(), computed == null ? null : ChainPlace.hash(
                    HexFormat.of().formatHex(computed)), null);
        }
        if (last != null && entry.own() != null && entry.own().equals(last.own())
                && Objects.equals(entry.previous(), last.previous())) {
            return; // the same entry once more: a repeat, which another check tells
        }
        count++;
        boolean changed = wrong(entry);
        contrary += !link(entry) || changed ? 1 : 0;
        if (entry.own() != null) {
            entries.put(keys.key(entry.own()), number);
        }
        last = new Entry(number, entry.previous(), entry.own(), null);
        unreadable = 0;
    }

    /** @return true when the entry's content does not give its hash */
    private boolean wrong(Entry entry) {
        if (rule == null || entry.whole() == null || entry.own() == null) {
            return false;
        }
        byte[] computed = rule.digest(place, entry.whole());
        if (computed != null && Arrays.equals(computed, ChainPlace.bytes(entry.own()))) {
            return false;
        }
        wrong++;
        if (altered.size() < NAMED) {
            altered.add(entry.record());
        }
        return true;
    }

    /** @return false when the entry follows none; one that begins a chain is judged when all are known */
    private boolean link(Entry entry) {
        if (last == null) {
            openHead = entry.previous();
            return true;
        }
        links++;
        if (entry.previous() == null) {
            begun.add(entry.record());
            return true;
        }
        long key = keys.key(entry.previous());
        long at = entries.get(key, 0);
        if (at > 0) {
            held++;
            woven |= !entry.previous().equals(last.own());
            entries.put(key, -at);
            return true;
        } else {
            breaks++;
            if (broken.size() < NAMED) {
                broken.add(new Break(new Entry(entry.record(), entry.previous(), entry.own(), null), last, at < 0,
                        unreadable));
            }
            return false;
        }
    }

    int source() {
        return source;
    }

    ChainPlace place() {
        return place;
    }

    /** @return the rule that gives the entries' hashes, or null when none that is known does */
    ChainRule rule() {
        return rule;
    }

    /** @return links between entries: one less than entries, where no entry is repeated */
    long links() {
        return links;
    }

    /** @return entries that were followed */
    long count() {
        return count;
    }

    /** @return entries that follow none, or whose hash is not what their content gives */
    long contrary() {
        return contrary;
    }

    /** @return whether anything was compared: without a link that holds, and without a rule, the names may mislead */
    boolean speaks() {
        return count > 1 && (held > 0 || rule != null);
    }

    /** @return links that do not hold */
    long breaks() {
        return breaks;
    }

    /** @return entries whose hash is not what their content gives */
    long altered() {
        return wrong;
    }

    /** @return records that were not read any more */
    long unread() {
        return records - read;
    }

    /** @return the hash that the first entry names, null when the chain begins with it */
    String openHead() {
        return openHead;
    }

    /** @return the hash of the last entry */
    String tail() {
        return last == null ? null : last.own();
    }

    /** Adds the records that speak against. */
    void evidence(Evidence evidence) {
        broken.forEach(b -> {
            evidence.add(new EventId(new RecordId(source, b.entry().record()), 0), null);
            evidence.add(new EventId(new RecordId(source, b.before().record()), 0), null);
        });
        altered.forEach(n -> evidence.add(new EventId(new RecordId(source, n), 0), null));
        if (!woven) {
            begun.stream().limit(NAMED).forEach(n -> evidence.add(new EventId(new RecordId(source, n), 0), null));
        }
    }

    /** @return each break in words, some of them */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Break b : broken) {
            String id = id(b.entry().record());
            String before = id(b.before().record());
            long later = entries.get(keys.key(b.entry().previous()), 0);
            String wanted = brief(b.entry().previous());
            if (b.named()) {
                words.add(id + " names " + wanted + ", an entry that another one follows already");
            } else if (later != 0) {
                words.add(id + " names " + id(Math.abs(later)) + ", an entry that stands elsewhere and not before it");
            } else {
                words.add(id + " names " + wanted + ", and before it stands " + before + " with "
                        + brief(b.before().own()) + " instead");
                if (b.unreadable() > 0) {
                    words.add("Between them stands " + id(b.unreadable()) + ", a record that can't be read");
                }
            }
        }
        if (!woven) {
            begun.stream().limit(NAMED).forEach(n -> words.add(id(n) + " begins the chain anew"));
        }
        altered.forEach(n -> words.add(id(n) + " has another content than its hash was made from"));
        return words;
    }

    private String id(long record) {
        return new RecordId(source, record).toString();
    }

    private static String brief(String hash) {
        return hash == null ? "no hash" : hash.length() > 12 ? hash.substring(0, 12) + "\u2026" : hash;
    }
}
