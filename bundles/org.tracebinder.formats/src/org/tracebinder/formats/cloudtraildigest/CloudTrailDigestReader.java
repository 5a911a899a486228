// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cloudtraildigest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Digest files of CloudTrail: one event for the digest and one for each log file that it vouches for, with the SHA-256
 * under which that file can be searched for. The digest's own signature is not in the file, which each event says.
 */
public final class CloudTrailDigestReader extends DocumentReader {

    private static final int MAX_FILES = 100_000;

    /** Made once for all contents. */
    public CloudTrailDigestReader() {
        super("cloudtrail-digest", "AWS CloudTrail digest", List.of());
    }

    @Override
    protected Match match(JsonNode v) {
        if (v.has("digestStartTime") && v.has("logFiles")) {
            return new Match.Maybe(97, "digestStartTime beside logFiles");
        }
        if (v.has("digestStartTime") && v.has("digestS3Object")) {
            return new Match.Maybe(93, "digestStartTime beside digestS3Object");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"digestStartTime\"") && text.contains("\"digestS3Bucket\"")
                ? new Match.Maybe(76, "text with digestStartTime and digestS3Bucket") : Match.NO;
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (!n.isObject() || !n.has("digestStartTime") || !n.has("logFiles") && !n.has("digestS3Object")) {
            throw new BadRecordException("no CloudTrail digest: no digestStartTime beside logFiles");
        }
        events.accept(digest(n).build());
        Parts parts = Parts.of(record, Set.of("logFiles"));
        int index = 0;
        for (JsonNode f : Graph.each(n.get("logFiles"))) {
            if (f.isObject() && index < MAX_FILES) {
                events.accept(parts.mark(file(f, n), "logFiles", index).build());
            }
            index++;
        }
    }

    private static Event.Builder digest(JsonNode n) {
        Times.Time start = Times.of(n.get("digestStartTime"));
        Times.Time end = Times.of(n.get("digestEndTime"));
        List<String> held = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        check(n, start, end, held, failed);
        String object = Nodes.scalar(n, "digestS3Object");
        Event.Builder b = Event.of(EventKind.OTHER).operation("digest").name(object)
                .app(Nodes.scalar(n, "awsAccountId")).time(start.nanos(), start.text(), start.rule())
                .duration(start.until(end)).addId(Nodes.scalar(n, "previousDigestHashValue"))
                .status(failed.isEmpty() ? null : "error")
                .identity(object == null ? null : "cloudtrail-digest/" + Nodes.scalar(n, "digestS3Bucket") + "/"
                + object);
        b.extra("integrity.result", failed.isEmpty() ? "the digest agrees with itself" : "a check failed")
                .extra("integrity.checked", held.isEmpty() ? null : String.join("; ", held))
                .extra("integrity.failed", failed.isEmpty() ? null : String.join("; ", failed))
                .extra("integrity.notProven",
                        "the signature of the digest was not verified (it is kept beside the file, "
                        + "in the metadata of the object store, not in it); that the log files are unchanged (compare "
                        + "the SHA-256 of each unpacked file with its entry); that the previous digest is unchanged "
                        + "(compare the SHA-256 of its unpacked content with previousDigestHashValue)");
        failed.forEach(b::addText);
        b.extra("logFiles", Integer.toString(n.get("logFiles") == null ? 0 : n.get("logFiles").size()));
        Extras.add(b, "", n, Set.of("logFiles"));
        return b;
    }

    private static void check(JsonNode n, Times.Time start, Times.Time end, List<String> held, List<String> failed) {
        if (start.known() && end.known()) {
            (start.nanos() < end.nanos() ? held : failed).add(start.nanos() < end.nanos() ? "it begins before it ends"
                    : "it ends before it begins");
        }
        boolean none = Nodes.at(n, "previousDigestHashValue") == null && Nodes.at(n, "previousDigestS3Object") == null
                && Nodes.at(n, "previousDigestSignature") == null;
        boolean all = Nodes.at(n, "previousDigestHashValue") != null && Nodes.at(n, "previousDigestS3Object") != null;
        if (none) {
            held.add("it names no previous digest: it claims to be the first of its chain");
        } else {
            (all ? held : failed).add(all ? "it names the previous digest and its hash"
                    : "it names a previous digest only in part");
        }
        Set<String> files = new HashSet<>();
        int broken = 0;
        int twice = 0;
        for (JsonNode f : Graph.each(n.get("logFiles"))) {
            String hash = Nodes.scalar(f, "hashValue");
            broken += hash == null || !hash.matches("[0-9a-fA-F]{64}") ? 1 : 0;
            twice += files.add(Nodes.scalar(f, "s3Bucket") + "/" + Nodes.scalar(f, "s3Object")) ? 0 : 1;
        }
        if (broken > 0) {
            failed.add(broken + " log files have no SHA-256");
        }
        if (twice > 0) {
            failed.add(twice + " log files are listed more than once");
        }
    }

    private static Event.Builder file(JsonNode f, JsonNode n) {
        Times.Time at = Times.first(f, "oldestEventTime", "newestEventTime");
        Times.Time rest = at.known() ? at : Times.of(n.get("digestStartTime")).fromDocument();
        Event.Builder b = Event.of(EventKind.OTHER).operation("digest entry").name(Nodes.scalar(f, "s3Object"))
                .app(Nodes.scalar(n, "awsAccountId")).parent(Nodes.scalar(n, "digestS3Object"))
                .time(rest.nanos(), rest.text(), rest.rule()).addId(Nodes.scalar(f, "hashValue"));
        b.extra("integrity.notProven", "that the file is unchanged; compare the SHA-256 of its unpacked content");
        Extras.add(b, "", f, Set.of());
        return b;
    }
}
