// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.nio.charset.StandardCharsets;
import org.tracebinder.core.Hash;

/**
 * A prompt or an answer, small enough to hold very many: two are equal when their texts are, but for blanks around
 * them.
 *
 * @param head   how the text begins, at most {@value #HEAD} characters
 * @param length characters of the text
 * @param digest SHA-256 of a text that is longer than its head, else null
 */
record Said(String head, int length, Hash digest) {

    private static final int HEAD = 200;

    /** @return null for no text, or a blank one */
    static Said of(String text) {
        String said = text == null ? "" : text.strip();
        if (said.isEmpty()) {
            return null;
        }
        int cut = said.length() <= HEAD ? said.length()
                : Character.isHighSurrogate(said.charAt(HEAD - 1)) ? HEAD - 1 : HEAD;
        return new Said(cut == said.length() ? said : new String(said.substring(0, cut)), said.length(),
                cut == said.length() ? null : Hash.of(said.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return how it begins; of a long text also its length and digest, since two may begin alike */
    @Override
    public String toString() {
        return digest == null ? head : head + "\u2026 (" + length + " characters, SHA-256 "
                + digest.toString().substring(0, 12) + "\u2026)";
    }
}
