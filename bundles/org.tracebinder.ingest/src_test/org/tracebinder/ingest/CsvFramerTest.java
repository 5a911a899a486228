// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;

class CsvFramerTest {

    private static final Framing CSV = new Framing.Csv(',');

    @Test
    void rowsEndAtAnyLineEnd() {
        for (String end : List.of("\r", "\n", "\r\n")) {
            String content = String.join(end, "id,text", "1,a", "2,\"b" + end + "c\"", "", "3,d", "");
            Cut cut = Cut.of(content, CSV);
            assertEquals(List.of("1,a", "2,\"b" + end + "c\"", "3,d"), cut.records());
            assertEquals("id,text", cut.envelope());
            assertEquals(content.length(), cut.accounted());
            Cut wide = Cut.of(("\uFEFF" + content).getBytes(StandardCharsets.UTF_16LE), CSV);
            assertEquals(cut.records(), wide.records());
            assertEquals("id,text", wide.envelope());
        }
    }

    @Test
    void quotesQuoteOnlyFromTheBeginningOfACell() {
        Cut cut = Cut.of("id,text\n1,5\" disk\n2,fine\n3,3.5\" disk\n4,\"a \"\"b\"\", c\n\"\n5,\"\"\n", CSV);
        assertEquals(List.of("1,5\" disk", "2,fine", "3,3.5\" disk", "4,\"a \"\"b\"\", c\n\"", "5,\"\""),
                cut.records());
        assertTrue(cut.bad().isEmpty());
        assertEquals(List.of("2;\"x\ny\"", "3;z"),
                Cut.of("id;text\n2;\"x\ny\"\n3;z\n", new Framing.Csv(';')).records());
    }

    @Test
    void aHeaderThatIsAllThereIsDoesNotPassUnseen() {
        assertTrue(Cut.of("id,text\n", CSV).bad().isEmpty());
        assertEquals(List.of("id,text\u000B1,a\u000B2,b"), Cut.of("id,text\u000B1,a\u000B2,b", CSV).bad());
        assertEquals(List.of("id,\"text\n1,a\n2,b\""), Cut.of("id,\"text\n1,a\n2,b\"\n", CSV).bad());
        Cut longer = Cut.of("id," + "x".repeat(Head.SIZE) + "\n1,a\n", CSV);
        assertEquals(1, longer.bad().size());
        assertEquals(List.of("1,a"), longer.records());
    }

    @Test
    void aRowWithoutEndIsTakenInPieces() throws IOException {
        List<String> seen = new ArrayList<>();
        long[] largest = new long[1];
        Cutter cutter = Cutter.of(CSV, new Head("x.csv", new byte[0], false, List.of()),
                () -> InputStream.nullInputStream(), Progress.NONE);
        long total = cutter.cut(new Row(150 << 20), (b, from, n) -> { }, new Cutter.Blocks() {
            @Override
            public Cutter.Block free() {
                return new Cutter.Block();
            }

            @Override
            public void full(Cutter.Block block) {
                largest[0] = Math.max(largest[0], block.buffer.length);
                for (int i = 0; i < block.count; i++) {
                    seen.add(block.bad[i] == null ? new String(block.buffer, block.from[i], block.length[i],
                            StandardCharsets.US_ASCII) : block.bad[i]);
                }
            }
        }, Progress.NONE);
        assertEquals(List.of("a line longer than 64 MiB", "the rest of a line longer than 64 MiB",
                "the rest of a line longer than 64 MiB", "9,z"), seen);
        assertEquals(total, (150L << 20) + 8);
        assertTrue(largest[0] < 100 << 20);
    }

    /** A header, a long row, a short one. */
    private static final class Row extends InputStream {

        private final int size;
        private int at = -4;

        Row(int size) {
            this.size = size;
        }

        @Override
        public int read() {
            int i = at++;
            if (i < 0) {
                return "a,b\n".charAt(i + 4);
            }
            return i < size ? 'x' : i < size + 4 ? "\n9,z".charAt(i - size) : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) {
            int n = 0;
            for (int c; n < len && (c = read()) >= 0; n++) {
                b[off + n] = (byte) c;
            }
            return n == 0 ? -1 : n;
        }
    }
}
