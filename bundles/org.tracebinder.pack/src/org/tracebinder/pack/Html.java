// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

/** Builds HTML whose words are always escaped. Not thread-safe. */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Adds markup as it is: constants of the program only. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds words; characters that no document may hold become U+FFFD. */
    Html text(Object words) {
        Printable.of(words).chars().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append((char) c);
            }
        });
        return this;
    }

    /** Adds an element with words in it. */
    Html element(String tag, Object words) {
        return raw("<" + tag + ">").text(words).raw("</" + tag.split(" ")[0] + ">");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
