// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.securitylog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line in the Common Event Format or the Log Event Extended Format, with the syslog header before it.
 *
 * @param syslog  what stands before the event, blank when nothing does
 * @param header  the fields between bars: version, vendor, product, product version, event id, then for CEF name and
 *                severity
 * @param fields  the extension, in order; of a key that comes twice the first counts
 * @param leef    true for the Log Event Extended Format
 */
record CefLine(String syslog, List<String> header, Map<String, String> fields, boolean leef) {

    private static final int MAX_SYSLOG = 1_024;
    private static final int MAX_FIELDS = 1_000;
    private static final Pattern KEY = Pattern.compile("(?:^|(?<=\\s))([A-Za-z0-9_.\\[\\]-]{1,200})=");

    /** @return the line taken apart, null when there is no event of either form in it */
    static CefLine of(String line) {
        int cef = start(line, "CEF:");
        int at = cef >= 0 ? cef : start(line, "LEEF:");
        if (at < 0) {
            return null;
        }
        boolean leef = cef < 0;
        List<String> header = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int i = at + (leef ? "LEEF:".length() : "CEF:".length());
        int wanted = leef ? 5 : 7;
        for (; i < line.length() && header.size() < wanted; i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == '|') {
                header.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (header.size() == wanted - 1 && !leef) {
            header.add(field.toString().strip());
        }
        if (header.size() < wanted) {
            return null;
        }
        String rest = i < line.length() ? line.substring(i) : "";
        return new CefLine(line.substring(0, at).strip(), header, leef ? leef(header, rest) : extension(rest), leef);
    }

    private static int start(String line, String word) {
        int at = line.indexOf(word);
        boolean found = at >= 0 && at <= MAX_SYSLOG && at + word.length() < line.length()
                && Character.isDigit(line.charAt(at + word.length()));
        return found && (at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1))) ? at : -1;
    }

    private static Map<String, String> extension(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher m = KEY.matcher(text);
        String key = null;
        int from = 0;
        while (m.find() && fields.size() < MAX_FIELDS) {
            if (key != null) {
                fields.putIfAbsent(key, plain(text.substring(from, m.start())));
            }
            key = m.group(1);
            from = m.end();
        }
        if (key != null) {
            fields.putIfAbsent(key, plain(text.substring(from)));
        }
        return fields;
    }

    /** The second version names its separator before the fields; a tab is the first's. */
    private static Map<String, String> leef(List<String> header, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        String separator = "\t";
        String rest = text;
        if (header.get(0).startsWith("2")) {
            int bar = text.indexOf('|');
            String named = bar < 0 ? "" : text.substring(0, bar).strip();
            if (bar >= 0 && bar <= 6 && !named.isEmpty()) {
                separator = named.matches("(0?x|\\\\x)[0-9A-Fa-f]{1,4}") ? Character.toString((char) Integer.parseInt(
                        named.substring(named.indexOf('x') + 1), 16)) : named.substring(0, 1);
            }
            rest = bar >= 0 && bar <= 6 ? text.substring(bar + 1) : text;
        }
        for (String pair : rest.split(Pattern.quote(separator))) {
            int equals = pair.indexOf('=');
            if (equals > 0 && fields.size() < MAX_FIELDS) {
                fields.putIfAbsent(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return fields;
    }

    private static String plain(String value) {
        String text = value.strip();
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** @return the field, null when it is absent or blank */
    String get(String... names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
