// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Stands in when no reader knows a content: the file is kept, and all of it is in the quarantine with a reason, so that
 * nothing is lost and nothing is taken for what it is not.
 */
final class UnknownReader implements FormatReader {

    static final String ID = "unknown";

    private final String reason;

    UnknownReader(Head head) {
        this.reason = "no known format: " + describe(head)
                + ". Import it with --format if you know what it is; the file itself is kept.";
    }

    private static String describe(Head head) {
        if (head.bytes().length == 0) {
            return "the file is empty";
        }
        if (Archive.isUnmerged(head.bytes())) {
            return "changes that a database had not yet taken up";
        }
        List<JsonNode> objects = head.values().stream().filter(JsonNode::isObject).toList();
        List<String> keys = objects.stream().filter(o -> !o.isEmpty()).findFirst()
                .map(o -> o.propertyNames().stream().limit(8).toList()).orElse(List.of());
        if (!keys.isEmpty()) {
            return "JSON with the keys " + String.join(", ", keys);
        }
        if (!objects.isEmpty()) {
            return "JSON whose objects are empty";
        }
        if (!head.values().isEmpty()) {
            return "JSON without objects";
        }
        int strange = 0;
        int looked = Math.min(head.bytes().length, 1024);
        for (int i = 0; i < looked; i++) {
            int c = head.bytes()[i] & 0xFF;
            strange += c < 0x20 && c != '\n' && c != '\r' && c != '\t' ? 1 : 0;
        }
        if (strange * 20 > looked) {
            return "binary data";
        }
        String line = head.firstLine();
        return "text that begins with '" + (line.length() > 60 ? line.substring(0, 60) + "..." : line) + "'";
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Unknown";
    }

    @Override
    public Match probe(Head head) {
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Whole();
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        throw new BadRecordException(reason);
    }
}
