// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values in the forms that OSCAL 1.2 asks for: tokens, single lines, Markdown, properties of our own. */
final class OscalText {

    /** The version of the model that the files are written for. */
    static final String VERSION = "1.2.2";
    /** What a reader must know of that version. */
    static final String CHECKED = "Written for OSCAL 1.2.2. Of its models only those are used that 1.1.3 has, too; "
            + "files of this form are checked by machine against the NIST JSON schemas of 1.1.3, not yet against "
            + "those of 1.2.";
    /** The name space of our own properties and part names. */
    static final String NS = "urn:tracebinder:oscal";

    private OscalText() {
    }

    /** @return the text as a token: a letter or underscore, then letters, digits, dots, dashes, underscores */
    static String token(String text) {
        String token = text.replaceAll("[^\\p{L}\\p{N}._-]", "-");
        return token.matches("[\\p{L}_].*") ? token : "_" + token;
    }

    /** @return the text on one line without Markdown in it; never empty */
    static String line(Object text) {
        String line = plain(text);
        StringBuilder out = new StringBuilder(line.length() + 8);
        line.codePoints().forEach(c -> {
            if ("\\`*_[]<>~^{}\"'".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        return out.toString();
    }

    /** @return the text on one line as it is, for values that are not Markdown; never empty */
    static String plain(Object text) {
        String line = text == null ? "" : text.toString().replaceAll("[\\p{Z}\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? "-" : line;
    }

    /** @return paragraphs without Markdown in them; blank lines part them; never empty */
    static String prose(Object text) {
        StringBuilder out = new StringBuilder();
        for (String p : (text == null ? "" : text.toString()).split("\\R\\s*\\R")) {
            if (!p.isBlank()) {
                out.append(out.isEmpty() ? "" : "\n\n").append(line(p));
            }
        }
        return out.isEmpty() ? "-" : out.toString();
    }

    /** @return a property of the model itself */
    static Map<String, Object> prop(String name, Object value) {
        Map<String, Object> prop = new LinkedHashMap<>();
        prop.put("name", name);
        prop.put("value", plain(value));
        return prop;
    }

    /** @return a property in our name space */
    static Map<String, Object> own(String name, Object value) {
        Map<String, Object> prop = prop(name, value);
        prop.put("ns", NS);
        return prop;
    }

    /** Puts a list that the model forbids to be empty. */
    static void put(Map<String, Object> into, String name, List<?> list) {
        if (!list.isEmpty()) {
            into.put(name, list);
        }
    }
}
