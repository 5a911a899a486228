// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import org.tracebinder.core.Message;

/** A message as Python prints the object of a class: {@code role='user' content='Hello' name=None ...}. */
final class PrintedMessage {

    private static final String ROLE = "role='";
    private static final String CONTENT = "' content=";
    private static final String CALLS = " tool_calls=[";
    private static final int MAX_ROLE = 20;

    private PrintedMessage() {
    }

    /** @return the message, with the calls of tools as they were printed; null when the text is none */
    static Message read(String text) {
        int end = text.startsWith(ROLE) ? text.indexOf(CONTENT) : -1;
        if (end < 0 || end > ROLE.length() + MAX_ROLE) {
            return null;
        }
        String role = text.substring(ROLE.length(), end);
        int from = end + CONTENT.length();
        StringBuilder words = new StringBuilder();
        int after = quoted(text, from, words);
        int calls = text.indexOf(CALLS, after);
        if (calls >= 0) {
            words.append(words.isEmpty() ? "" : "\n").append(text, calls + 1, text.length());
        }
        return words.isEmpty() ? new Message(role, text) : new Message(role, words.toString());
    }

    /** Reads a text in quotes. Returns where it ends; where it began when there is none. */
    private static int quoted(String text, int from, StringBuilder to) {
        char quote = from < text.length() ? text.charAt(from) : 0;
        if (quote != '\'' && quote != '"') {
            return from;
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                switch (next) {
                    case 'n' -> to.append('\n');
                    case 't' -> to.append('\t');
                    case 'r' -> to.append('\r');
                    case '\\', '\'', '"' -> to.append(next);
                    default -> to.append('\\').append(next);
                }
            } else {
                to.append(c);
            }
        }
        to.setLength(0);
        return from;
    }
}
