// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cloudtrail;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A row of the event history as the console of AWS downloads it: fifteen columns with headings for people. */
final class HistoryRow {

    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("Event name", "eventName"),
            Map.entry("Event time", "eventTime"), Map.entry("User name", "userIdentity"),
            Map.entry("Event source", "eventSource"), Map.entry("AWS region", "awsRegion"),
            Map.entry("Error code", "errorCode"), Map.entry("Source IP address", "sourceIPAddress"),
            Map.entry("User agent", "userAgent"), Map.entry("Event ID", "eventID"),
            Map.entry("Request ID", "requestID"), Map.entry("Read only", "readOnly"),
            Map.entry("Read-only", "readOnly"), Map.entry("Event type", "eventType"));
    /** February 03, 2026, 08:15:30 (UTC+01:00). */
    private static final Pattern TIME = Pattern.compile("(\\p{L}+ \\d{1,2}, \\d{4}, \\d{1,2}:\\d{2}:\\d{2}) "
            + "\\(UTC([+-]\\d{2}:\\d{2})?\\)");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("MMMM d, uuuu, H:mm:ssXXX",
            Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);

    private HistoryRow() {
    }

    /** @return true for a row under these headings */
    static boolean is(JsonNode o) {
        return o.has("Event name") && o.has("Event source") && o.has("Event time") && o.has("Event ID");
    }

    /** @return the row in the words of an event; a cell without content is not there */
    static JsonNode event(JsonNode row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> cell : row.properties()) {
            String text = Nodes.text(cell.getValue());
            if (text != null && !text.isBlank()) {
                event.set(NAMES.getOrDefault(cell.getKey(), cell.getKey()), cell.getValue());
            }
        }
        return event;
    }

    /** @return the moment, as people read it or as machines do */
    static Times.Time time(JsonNode event) {
        Times.Time plain = Times.first(event, "eventTime");
        Matcher written = plain.known() || plain.text() == null ? null : TIME.matcher(plain.text().strip());
        if (written == null || !written.matches()) {
            return plain;
        }
        try {
            String offset = written.group(2) == null ? "Z" : written.group(2).endsWith("00:00") ? "Z"
                    : written.group(2);
            String iso = OffsetDateTime.parse(written.group(1) + offset, WRITTEN).toInstant().toString();
            Times.Time read = Times.parse(iso);
            return new Times.Time(read.nanos(), plain.text(), read.rule());
        } catch (DateTimeException e) {
            return new Times.Time(Event.NONE, plain.text(), null); // February 30: the text is kept
        }
    }
}
