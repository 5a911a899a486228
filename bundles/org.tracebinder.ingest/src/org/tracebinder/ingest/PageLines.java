// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tracebinder.core.Progress;
import tools.jackson.databind.JsonNode;

/** What pages of an interface that stand one a line say about the pages around them. */
final class PageLines {

    private static final int MAX_PAGES = 20_000;
    /** The record separator of RFC 7464: no document and no header row begins with it. */
    private static final byte MARK = 0x1E;

    private PageLines() {
    }

    /**
     * @param unwrap  lists that hold records, see {@link Framing.Json#unwrap()}
     * @param content of one value a line; read through once more when its first line is a page
     * @return the notes, in order, as documents that {@link PageNote#in} reads; empty when the lines are no pages
     */
    static byte[] notes(List<String> unwrap, Head head, Content content, TextEncoding encoding, Progress progress)
            throws IOException {
        Set<String> lists = unwrap.stream().filter(p -> p.indexOf('.') < 0).collect(Collectors.toSet());
        if (lists.isEmpty() || head.values().isEmpty() || !isPage(head.values().get(0), lists)) {
            return new byte[0];
        }
        List<PageNote> notes = new ArrayList<>();
        try (InputStream in = content.open()) {
            Cutter.lines(encoding).cut(in, (b, from, n) -> { }, new Cutter.Blocks() {
                @Override
                public Cutter.Block free() {
                    return new Cutter.Block();
                }

                @Override
                public void full(Cutter.Block block) {
                    for (int i = 0; i < block.count; i++) {
                        PageNote note = block.bad[i] != null ? null : PageNote.of(encoding.toUtf8(block.buffer,
                                block.from[i], block.length[i]), lists);
                        if (note != null && notes.size() == MAX_PAGES) {
                            notes.set(MAX_PAGES - 1, note); // the last page knows whether it is the last
                        } else if (note != null) {
                            notes.add(note);
                        }
                    }
                }
            }, progress);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (PageNote note : notes) {
            all.write(all.size() == 0 ? MARK : (byte) '\n');
            all.writeBytes(note.json().getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    private static boolean isPage(JsonNode value, Set<String> lists) {
        return value.isObject() && lists.stream().anyMatch(l -> value.path(l).isArray())
                && PageNote.of(value.toString().getBytes(StandardCharsets.UTF_8), lists) != null;
    }

    /** @return true for what {@link #notes} gives, which is nothing that stands around records */
    static boolean are(byte[] envelope) {
        return envelope.length > 0 && envelope[0] == MARK;
    }
}
