// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Holds what digests of CloudTrail vouch for against the log files and digests of the trail. A log file as AWS writes
 * it is put together again from its records; a hash that agrees then proves the whole content, and one that does not
 * agree tells against a file that still has its name. Memory: a hash for each file. Not thread-safe, one use.
 */
final class DigestFiles {

    private static final String DIGEST = "cloudtrail-digest";
    private static final String LOG = "cloudtrail";
    /** In each name that AWS gives; a file of another name is known by its hash only. */
    private static final String NAMED = "_CloudTrail";
    private static final byte[] OPEN = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final int SAID = 6;

    private final Trail trail;
    private final Map<String, Integer> byHash = new HashMap<>();
    private final Map<String, List<File>> byName = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final Evidence evidence;
    private long left;
    private long same;
    private long other;
    private long absent;
    private long begun;
    private final List<Integer> digests = new ArrayList<>();

    /** A file of the trail; without a hash where its content can't be told. */
    private record File(int source, String hash) {
    }

    /**
     * @param most     records that are read at most
     * @param evidence takes the entries that speak against, and the files that they speak of
     */
    DigestFiles(Trail trail, long most, Evidence evidence) {
        this.trail = trail;
        this.left = most;
        this.evidence = evidence;
    }

    /** @param from pairs of a digest and a file of which both have a smaller number are passed over */
    void compare(int from, Progress progress) throws IOException {
        List<SourceInfo> sources = trail.sources();
        List<SourceInfo> holding = sources.stream().filter(s -> s.format().equals(DIGEST)).toList();
        if (holding.isEmpty()) {
            return;
        }
        for (SourceInfo s : sources) {
            if (s.format().equals(DIGEST) || s.format().equals(LOG)) {
                File file = new File(s.number(), content(s, progress));
                byName.computeIfAbsent(name(s.path()), n -> new ArrayList<>()).add(file);
                if (file.hash() != null) {
                    byHash.merge(file.hash(), file.source(), Math::max);
                }
            }
        }
        for (SourceInfo s : holding) {
            digests.add(s.number());
            for (long i = 1; i <= s.totals().read(); i++) {
                progress.check();
                digest(new RecordId(s.number(), i), from);
            }
        }
    }

    private void digest(RecordId record, int from) throws IOException {
        List<Event> events = trail.events(record);
        for (int i = 0; i < events.size(); i++) {
            Map<String, String> said = events.get(i).extra();
            EventId id = new EventId(record, events.size() == 1 ? 0 : i + 1);
            long before = absent;
            vouched(id, said.get("previousDigestS3Object"), said.get("previousDigestHashValue"), from);
            begun += absent - before;
            vouched(id, said.get("s3Object"), said.get("hashValue"), from);
        }
    }

    private void vouched(EventId by, String name, String hash, int from) {
        if (name == null || hash == null) {
            return;
        }
        String wanted = hash.toLowerCase(Locale.ROOT);
        int newest = Math.max(by.record().source(), byHash.getOrDefault(wanted, 0));
        File changed = null;
        for (File f : name.contains(NAMED) ? byName.getOrDefault(name(name), List.of()) : List.<File>of()) {
            changed = f.hash() != null && !f.hash().equals(wanted) ? f : changed;
            newest = Math.max(newest, f.source());
        }
        if (newest < from) {
            return;
        }
        if (changed != null) {
            other++;
            evidence.add(by, null);
            evidence.add(new EventId(new RecordId(changed.source(), 1), 0), null);
            if (words.size() < SAID) {
                words.add("S" + changed.source() + " has another content than " + by + " vouches for.");
            }
        } else if (byHash.containsKey(wanted)) {
            same++;
        } else {
            absent++;
        }
    }

    /** @return the last part of a path, without the ending of a compressed file */
    private static String name(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** @return SHA-256 of the unpacked content, or null when it can't be told from what the trail gives */
    private String content(SourceInfo s, Progress progress) throws IOException {
        SourceInfo.Totals t = s.totals();
        if (s.bytes() == t.contentBytes()) {
            return s.sha256().toString();
        }
        boolean alone = t.read() == 1 && t.framingBytes() == 0;
        boolean list = t.read() > 0 && t.framingBytes() == OPEN.length + t.read() - 1 + CLOSE.length;
        if (!alone && !list || t.read() > left) {
            return null;
        }
        left -= t.read();
        MessageDigest all = Hash.newDigest();
        for (long i = 1; i <= t.read(); i++) {
            progress.check();
            if (list) {
                all.update(i == 1 ? OPEN : new byte[] {','});
            }
            all.update(trail.bytes(new RecordId(s.number(), i)));
        }
        if (list) {
            all.update(CLOSE);
        }
        return Hash.wrap(all.digest()).toString();
    }

    /** @return files that were compared */
    long compared() {
        return same + other;
    }

    /** @return files whose content is another one */
    long contrary() {
        return other;
    }

    /** @return files not in the trail, or in a form that can't be compared; not the digest before the first one */
    long absent() {
        return absent - Math.min(1, begun);
    }

    /** @return numbers of the sources that hold digests */
    List<Integer> digests() {
        return digests;
    }

    /** @return what was found, in sentences; empty when no digest names a file */
    List<String> said() {
        List<String> said = new ArrayList<>();
        if (compared() + absent > 0) {
            said.add("Files that digests of CloudTrail vouch for: " + (compared() + absent)
                    + ", of them in the trail and unchanged: " + same + ", in it with another content: " + other
                    + ", not in it or not comparable: " + absent + ".");
            said.addAll(words);
            said.add("The signatures of the digests were not verified, for they are kept outside the files.");
        }
        return said;
    }
}
