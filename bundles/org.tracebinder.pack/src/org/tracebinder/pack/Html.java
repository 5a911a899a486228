// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;

/** Builds HTML whose words are always escaped. Not thread-safe. */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);
    private String heading = "";

    /** Adds markup as it is: constants of the program only. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds words; characters that no document may hold become U+FFFD. */
    Html text(Object words) {
        String s = words == null ? "" : words.toString();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> character(s, i, c);
            }
            if (Character.isHighSurrogate(c) && i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))) {
                i++;
            }
        }
        return this;
    }

    private void character(String s, int i, char c) {
        if (Character.isHighSurrogate(c) && i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))) {
            out.append(c).append(s.charAt(i + 1));
        } else if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c) || c >= 0xfffe || bidi(c)) {
            out.append('\uFFFD');
        } else {
            out.append(c);
        }
    }

    /** Characters that turn the direction of text could make a report say another thing than its bytes. */
    private static boolean bidi(char c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /** Adds an element with words in it. */
    Html element(String tag, Object words) {
        return raw("<" + tag + ">").text(words).raw("</" + tag.split(" ")[0] + ">");
    }

    /** Adds a heading; a table under it with the same words as caption shows them to screen readers only. */
    Html heading(String tag, String words) {
        heading = words;
        return element(tag, words);
    }

    /** Adds paragraphs: blank lines part them. */
    Html paragraphs(String words) {
        for (String p : words.split("\\n\\s*\\n")) {
            if (!p.isBlank()) {
                element("p", p.strip());
            }
        }
        return this;
    }

    /** Opens a table with a caption and column heads; {@code #} before a head makes a column of numbers. */
    Html table(String caption, List<String> heads) {
        raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"").text(caption).raw("\"><table>");
        raw(caption.equals(heading) ? "<caption class=\"said\">" : "<caption>").text(caption)
                .raw("</caption><thead><tr>");
        for (String head : heads) {
            boolean number = head.startsWith("#");
            raw(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .text(number ? head.substring(1) : head).raw("</th>");
        }
        return raw("</tr></thead><tbody>\n");
    }

    /** Adds the head of a row. */
    Html rowHead(Object words) {
        return raw("<tr><th scope=\"row\">").text(words).raw("</th>");
    }

    Html cell(Object words) {
        return element("td", words);
    }

    Html number(Object words) {
        return raw("<td class=\"n\">").text(words).raw("</td>");
    }

    Html endRow() {
        return raw("</tr>\n");
    }

    Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
