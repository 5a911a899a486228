// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Lines with a time, a blank and an object, as CloudWatch Logs exports them to S3. The time is that of the log; what
 * the object says of its own time counts.
 */
final class StampedLines {

    private static final int MAX_STAMP = 40;
    private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d{1,9})?"
            + "(Z|[+-]\\d\\d:?\\d\\d) ");

    private StampedLines() {
    }

    /** @return true when the content begins with such a line */
    static boolean are(Head head) {
        return head.values().isEmpty() && object(head.firstLine()) > 0;
    }

    /** @return what stands in the first lines, as far as it is whole */
    static List<JsonNode> values(Head head, int most) {
        List<JsonNode> values = new ArrayList<>();
        for (String line : head.text().lines().limit(most).toList()) {
            int at = object(line);
            if (at > 0) {
                try {
                    values.add(Json.tree(line.substring(at)));
                } catch (JacksonException e) {
                    continue; // cut by the end of the head, or a broken line: another one may speak
                }
            }
        }
        return values;
    }

    /**
     * @return the record as a tree, without the time before it
     * @throws BadRecordException when it is none
     */
    static JsonNode tree(RawRecord record) throws BadRecordException {
        int most = Math.min(record.length(), MAX_STAMP);
        byte first = most == 0 ? 0 : record.bytes()[record.from()];
        int at = first < '0' || first > '9' ? 0 : object(new String(record.bytes(), record.from(), most,
                StandardCharsets.ISO_8859_1));
        return at == 0 ? Json.tree(record) : Json.tree(new RawRecord(record.bytes(),
                record.from() + at, record.length() - at, record.number(), record.source(), record.remarks()));
    }

    /** @return where the object begins; 0 when the line is not such a one */
    private static int object(String line) {
        Matcher stamp = STAMP.matcher(line);
        return stamp.lookingAt() && stamp.end() < line.length() && line.charAt(stamp.end()) == '{' ? stamp.end() : 0;
    }
}
