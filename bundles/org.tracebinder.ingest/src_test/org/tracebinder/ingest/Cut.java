// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Progress;

/** What a content is cut into, for tests. */
record Cut(List<String> records, List<Long> offsets, List<String> bad, String envelope, long framing, long total,
        List<Beside> beside) {

    static Cut of(String content, Framing framing) {
        return of(content.getBytes(StandardCharsets.UTF_8), framing);
    }

    static Cut of(byte[] bytes, Framing framing) {
        try {
            Content content = () -> new ByteArrayInputStream(bytes);
            Cutter cutter = Cutter.of(framing, Detector.head("test", content), content, Progress.NONE);
            List<String> records = new ArrayList<>();
            List<Long> offsets = new ArrayList<>();
            List<String> bad = new ArrayList<>();
            long[] framingBytes = new long[1];
            long total = cutter.cut(content.open(), (b, from, n) -> { }, new Cutter.Blocks() {
                @Override
                public Cutter.Block free() {
                    return new Cutter.Block();
                }

                @Override
                public void full(Cutter.Block block) {
                    int at = block.begin();
                    for (int i = 0; i < block.count; i++) {
                        String text = new String(cutter.encoding().toUtf8(block.buffer, block.from[i], block.length[i]),
                                StandardCharsets.UTF_8);
                        framingBytes[0] += block.from[i] - at;
                        at = block.from[i] + block.length[i];
                        offsets.add(block.contentOffset + block.from[i]);
                        (block.bad[i] == null ? records : bad).add(text);
                    }
                    framingBytes[0] += block.end() - at;
                }
            }, Progress.NONE);
            return new Cut(records, offsets, bad, new String(cutter.envelope(), StandardCharsets.UTF_8),
                    framingBytes[0], total, cutter.beside());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @return bytes of good and bad pieces and of what lies between them */
    long accounted() {
        return framing + bytes(records) + bytes(bad);
    }

    private static long bytes(List<String> texts) {
        return texts.stream().mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length).sum();
    }
}
