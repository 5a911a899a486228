// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Trace and span ids: hexadecimal in any case, base64, {@code 0x…}, or a buffer object. Given back in lower-case hex.
 */
final class Ids {

    private static final int MAX = 200;

    private Ids() {
    }

    /** @return the id at the parser's value; null when it is absent, empty or all zeros (which means: none) */
    static String read(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING ? of(parser.getString()) : of(Nodes.read(parser));
    }

    static String of(JsonNode node) {
        if (node == null || !node.isContainer()) {
            return of(Nodes.text(node));
        }
        JsonNode data = node.isArray() ? node : node.get("data");
        if (data == null || !data.isArray() || data.isEmpty() || data.size() > 64) {
            return null;
        }
        byte[] bytes = new byte[data.size()];
        for (int i = 0; i < bytes.length; i++) {
            long value = Nodes.number(data.get(i).isNumber() ? data.get(i).asString() : null);
            if (value < 0 || value > 255) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return none(HexFormat.of().formatHex(bytes));
    }

    static String of(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (lowerHex(text)) {
            return none(text);
        }
        if (text.length() > MAX) {
            return text;
        }
        String plain = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        String lower = plain.toLowerCase(Locale.ROOT);
        if (lowerHex(lower)) {
            return none(lower);
        }
        if (text.length() == 24 && text.endsWith("==") || text.length() == 12 && text.endsWith("=")) {
            try {
                return none(HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
            } catch (IllegalArgumentException e) {
                return text;
            }
        }
        return text;
    }

    private static boolean lowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String none(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (hex.charAt(i) != '0') {
                return hex;
            }
        }
        return null;
    }
}
