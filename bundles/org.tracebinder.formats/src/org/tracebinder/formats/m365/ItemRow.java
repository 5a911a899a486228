// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.m365;

import java.util.Set;
import java.util.stream.Stream;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/**
 * One row of the items report of an eDiscovery export. The item class tells Copilot messages from mail and files; of a
 * Copilot exchange the question and the answer are a row each, or one for both; what an assistant had a part in counts
 * as an inference, a question alone does not. The words are in the files that the row points to.
 */
final class ItemRow {

    private static final String COPILOT = "IPM.SkypeTeams.Message.Copilot.";
    private static final String TEAMS = "/TEAMS/";
    private static final Set<String> MAPPED = Set.of("Item class", "Date", "Immutable ID", "Client conversation ID",
            "Subject/Title", "File ID", "Internet message ID");

    private ItemRow() {
    }

    static boolean is(JsonNode o) {
        return o.has("Item class") && (o.has("Immutable ID") || o.has("Target path") || o.has("Native SHA 256"));
    }

    /** The conversation by its own name, or the thread that stands in the path of a message of Teams. */
    private static String session(JsonNode o) {
        String named = cell(o, "Client conversation ID", "Conversation topic", "Conversation name");
        String path = cell(o, "Immutable ID");
        int thread = named != null || path == null ? -1 : path.indexOf(TEAMS);
        int end = thread < 0 ? -1 : path.indexOf('/', thread + TEAMS.length());
        return end < 0 ? named : path.substring(thread + TEAMS.length(), end);
    }

    static Event event(JsonNode o) {
        String item = Nodes.scalar(o, "Item class");
        String sender = cell(o, "Sender", "Sender/Author", "Author");
        boolean copilot = item != null && item.startsWith(COPILOT);
        boolean assistant = sender == null || Stream.of(sender.split(";")).map(String::strip)
                .anyMatch(one -> !one.isEmpty() && !one.contains("@"));
        boolean question = copilot && !assistant;
        Event.Builder b = Event.of(copilot && !question ? EventKind.INFERENCE : EventKind.OTHER)
                .operation(item == null ? cell(o, "Type", "Workload") : item).name(cell(o, "Subject/Title",
                        "File name"))
                .session(session(o));
        Times.Time at = Times.first(o, "Date", "Received", "Created");
        b.time(at.nanos(), at.text(), at.rule());
        String id = cell(o, "Immutable ID", "Internet message ID");
        b.span(id).addId(cell(o, "File ID")).addId(cell(o, "Internet message ID"));
        b.identity(id == null ? null : "ediscovery/" + id);
        if (copilot) {
            b.app(item.substring(COPILOT.length())).provider("microsoft");
            b.actor(person(sender, person(cell(o, "To", "Email recipients"), cell(o, "Item source", "Custodian"))));
            b.status(question ? "question" : null);
        } else {
            b.actor(sender);
        }
        boolean elsewhere = cell(o, "Target path", "Extracted text path", "Native copy from", "Original path") != null;
        b.content(elsewhere ? ContentState.EXTERNAL : ContentState.ABSENT);
        b.addText(cell(o, "Subject/Title")).addText(cell(o, "Conversation name"));
        for (String name : o.propertyNames()) {
            String value = cell(o, name);
            if (value != null && !MAPPED.contains(name)) {
                b.extra(name, Rest.cut(value));
            }
        }
        return b.build();
    }

    /** The first of a list with an address: a person, as assistants have none. */
    private static String person(String list, String otherwise) {
        for (String one : list == null ? new String[0] : list.split(";")) {
            if (one.contains("@")) {
                int from = one.indexOf('<');
                int to = one.indexOf('>', from + 1);
                return from >= 0 && to > from ? one.substring(from + 1, to) : one.strip();
            }
        }
        return otherwise;
    }

    /** @return the first cell that holds something; a byte order mark alone is nothing */
    private static String cell(JsonNode o, String... names) {
        for (String name : names) {
            String text = Nodes.text(o, name);
            String stripped = text == null ? "" : text.replace("\uFEFF", "").strip();
            if (!stripped.isEmpty()) {
                return stripped;
            }
        }
        return null;
    }
}
