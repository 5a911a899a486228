// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.util.BytesRef;

/** Cuts what stands in a query as {@link WordStream} cuts what stands in an event. */
public final class Words {

    private Words() {
    }

    /** @return the folded words, in order */
    public static List<BytesRef> of(String text) {
        WordStream stream = new WordStream();
        stream.text(text);
        List<BytesRef> out = new ArrayList<>();
        while (stream.incrementToken()) {
            out.add(BytesRef.deepCopyOf(stream.term()));
        }
        return out;
    }

    /**
     * @param pattern     text with placeholders
     * @param placeholder tells placeholders, which are kept as they are
     * @return the folded words, some with placeholders; a word of nothing but placeholders only where it is the only
     * one
     */
    public static List<String> ofPattern(String pattern, IntPredicate placeholder) {
        List<String> out = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String composed = Normalizer.normalize(pattern, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); ) {
            int cp = composed.codePointAt(i);
            i += Character.charCount(cp);
            if (placeholder.test(cp)) {
                word.appendCodePoint(cp);
                continue;
            }
            Folding.Page page = Folding.page(cp);
            byte kind = page.kind(cp);
            if (kind == Folding.SEPARATOR || kind == Folding.SINGLE) {
                end(out, word);
            }
            if (kind == Folding.WORD || kind == Folding.SINGLE) {
                word.append(new String(page.folded(cp), StandardCharsets.UTF_8));
            }
            if (kind == Folding.ACCENT && !word.isEmpty()) {
                word.appendCodePoint(cp);
            }
            if (kind == Folding.SINGLE) {
                end(out, word);
            }
        }
        end(out, word);
        if (out.size() > 1) {
            out.removeIf(w -> w.codePoints().allMatch(placeholder));
        }
        return out;
    }

    private static void end(List<String> out, StringBuilder word) {
        if (!word.isEmpty()) {
            out.add(word.toString());
            word.setLength(0);
        }
    }
}
