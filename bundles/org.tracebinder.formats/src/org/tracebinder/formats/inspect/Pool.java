// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * What a sample keeps once and refers to many times: messages by ranges of a pool, long texts by their hash. References
 * are followed as far as a budget reaches, so that a small record can't blow up.
 */
final class Pool {

    private static final Pattern REFERENCE = Pattern.compile("(?:attachment|tc)://([0-9a-zA-Z]{8,64})");
    private static final int MAX_MESSAGES = 50_000;
    private static final int MAX_CHARS = 32 << 20;

    private final JsonNode messages;
    private final JsonNode attachments;
    private int messagesLeft = MAX_MESSAGES;
    private int charsLeft = MAX_CHARS;
    private boolean cut;

    Pool(JsonNode sample) {
        JsonNode pool = Nodes.at(sample, "message_pool");
        this.messages = pool != null ? pool : Nodes.at(sample, "events_data", "messages");
        JsonNode own = Nodes.at(sample, "attachments");
        this.attachments = own != null ? own : Nodes.at(sample, "transcript", "content");
    }

    /** @return true when a reference was not followed since the last call because the budget was used up */
    boolean cut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    /** @return the messages that an event holds itself, with those that it refers to */
    List<Message> input(JsonNode event) {
        List<Message> found = new ArrayList<>();
        JsonNode refs = Nodes.at(event, "input_refs");
        for (int i = 0; refs != null && refs.isArray() && i < refs.size(); i++) {
            JsonNode range = refs.get(i);
            long from = range.isArray() ? Nodes.number(Nodes.scalar(range.get(0))) : Nodes.number(Nodes.scalar(range));
            long to = range.isArray() && range.size() > 1 ? Nodes.number(Nodes.scalar(range.get(1))) : from + 1;
            for (long at = Math.max(0, from); messages != null && at < to && at < messages.size(); at++) {
                if (messagesLeft-- <= 0) {
                    cut = true;
                    return found;
                }
                add(messages.get((int) at), "user", found);
            }
        }
        add(Nodes.at(event, "input"), "user", found);
        return found;
    }

    /** Adds the messages of a node: one, a list, or plain words. */
    void add(JsonNode node, String role, List<Message> to) {
        String text = node == null ? null : Nodes.text(node);
        if (text == null || node.isContainer() && node.isEmpty()) {
            return;
        }
        List<Message> found = node.isContainer() ? Messages.parse(text, role) : List.of(new Message(role, text));
        for (Message m : found) {
            to.add(new Message(m.role(), text(m.text())));
        }
    }

    /** @return the text with the attachments that it refers to */
    String text(String text) {
        if (text == null || !text.contains("://") || attachments == null) {
            return spend(text);
        }
        Matcher m = REFERENCE.matcher(text);
        StringBuilder whole = new StringBuilder();
        while (m.find()) {
            JsonNode found = Extras.open(Nodes.at(attachments, m.group(1)));
            String words = found == null ? null : found.isContainer() ? Messages.words(found) : Nodes.text(found);
            boolean picture = words != null && words.startsWith("data:");
            String said = words == null || picture ? m.group() : spend(words);
            m.appendReplacement(whole, Matcher.quoteReplacement(said == null ? m.group() : said));
        }
        return spend(m.appendTail(whole).toString());
    }

    private String spend(String text) {
        if (text == null || text.length() <= charsLeft) {
            charsLeft -= text == null ? 0 : text.length();
            return text;
        }
        cut = true;
        return text.substring(0, Math.min(text.length(), 200)) + "\u2026";
    }
}
