// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads trusted JSON of tests into maps, lists, texts and booleans; numbers stay texts. */
final class SmallJson {

    private final String s;
    private int at;

    private SmallJson(String s) {
        this.s = s;
    }

    static Object parse(String text) {
        SmallJson json = new SmallJson(text);
        Object value = json.value();
        json.blanks();
        if (json.at != text.length()) {
            throw new IllegalArgumentException("rest at " + json.at);
        }
        return value;
    }

    /** Walks into maps and lists; null when the way ends. */
    @SuppressWarnings("unchecked")
    static <T> T at(Object value, Object... path) {
        Object v = value;
        for (Object step : path) {
            v = v instanceof Map<?, ?> m ? m.get(step)
                    : v instanceof List<?> l && step instanceof Integer i && i < l.size() ? l.get(i) : null;
        }
        return (T) v;
    }

    private void blanks() {
        while (at < s.length() && s.charAt(at) <= ' ') {
            at++;
        }
    }

    private Object value() {
        blanks();
        switch (s.charAt(at)) {
            case '{' -> {
                Map<String, Object> map = new LinkedHashMap<>();
                at++;
                for (blanks(); s.charAt(at) != '}'; blanks()) {
                    String key = text();
                    blanks();
                    at++;
                    map.put(key, value());
                    comma();
                }
                at++;
                return map;
            }
            case '[' -> {
                List<Object> list = new ArrayList<>();
                at++;
                for (blanks(); s.charAt(at) != ']'; blanks()) {
                    list.add(value());
                    comma();
                }
                at++;
                return list;
            }
            case '"' -> {
                return text();
            }
            default -> {
                int from = at;
                while (at < s.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(s.charAt(at)) >= 0) {
                    at++;
                }
                String word = s.substring(from, at);
                return switch (word) {
                    case "true" -> true;
                    case "false" -> false;
                    case "null" -> null;
                    case "" -> throw new IllegalArgumentException("value expected at " + from);
                    default -> word;
                };
            }
        }
    }

    private void comma() {
        blanks();
        if (s.charAt(at) == ',') {
            at++;
        }
    }

    private String text() {
        blanks();
        StringBuilder out = new StringBuilder();
        for (at++; s.charAt(at) != '"'; at++) {
            char c = s.charAt(at);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char e = s.charAt(++at);
            switch (e) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(s.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                default -> out.append(e);
            }
        }
        at++;
        return out.toString();
    }
}
