// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

/** Words of logs as a document may show them. */
final class Printable {

    private static final int REPLACEMENT = 0xfffd;

    private Printable() {
    }

    /** @return the words; characters that no document may hold become U+FFFD, line feeds and tabs stay */
    static String of(Object words) {
        String s = words == null ? "" : words.toString();
        StringBuilder out = new StringBuilder(s.length());
        s.codePoints().forEach(c -> out.appendCodePoint(bad(c) ? REPLACEMENT : c));
        return out.toString();
    }

    /** Characters that turn the direction of text could make a report say another thing than its bytes. */
    private static boolean bad(int c) {
        return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 || c >= 0xd800 && c < 0xe000
                || (c & 0xfffe) == 0xfffe || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }
}
