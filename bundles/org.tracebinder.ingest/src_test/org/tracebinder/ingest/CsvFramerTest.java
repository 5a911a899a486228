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
    void jsonIsNoHeader() {
        for (String json : List.of("callback([{\"id\":1,\"t\":\"x\"},{\"id\":2}]);", "var x = [{\"id\":1,\"b\":2}];",
                "(['a', [\"id\", 1]])", "while(1);[{\"id\": 1}]", "data: {\"id\": 1, \"b\": 2}\n")) {
            assertEquals(List.of(json.strip()), Cut.of(json, CSV).bad());
        }
        Cut log = Cut.of("2026 INFO {\"a\":1,\"b\":2}\n2026 INFO {\"a\":2,\"b\":2}\n", CSV);
        assertEquals(List.of("2026 INFO {\"a\":1,\"b\":2}"), log.bad());
        assertEquals(1, log.records().size());
        String prompts = "id,\"[gpt] [{\"\"role\"\":\"\"user\"\"}]\",duration [ms]\n";
        assertEquals(List.of("1,x,2"), Cut.of(prompts + "1,x,2\n", CSV).records());
        assertEquals(1, Cut.of(prompts, CSV).bad().size());
        assertEquals(List.of(), Cut.of("id,duration [ms]\n", CSV).bad());
    }

    @Test
    void aStrayQuoteSwallowsNoRows() {
        String header = "id,time,who,what,text\n";
        String row = "d,2026-03-01T06:00:00Z,a@b,ok,fine\n";
        for (String end : List.of("\n", "")) {
            Cut cut = Cut.of(header + row + row.replace("fine", "\"he said") + row + row + row
                    + row.replace("fine", "\"more") + row + row.strip() + end, CSV);
            assertEquals(2, cut.bad().size());
            assertEquals(6, cut.records().size());
            assertEquals(row.replace("fine\n", "\"he said"), cut.bad().get(0));
            assertTrue(cut.records().stream().allMatch(r -> r.equals(row.strip())));
        }
        Cut balanced = Cut.of(header + row + row.replace("fine", "\"he said") + row + row.replace("fine", "more\"")
                + row, CSV);
        assertEquals(2, balanced.records().size());
        assertEquals(1, balanced.bad().size());
        String text = row.replace("fine", "\"a, b\nc, d, e, f, 1\ng, h\"");
        assertEquals(List.of(text.strip()), Cut.of(header + text, CSV).records());
        text = row.replace("fine", "\"one\nhe said \\\"hi\\\" to me\"");
        assertEquals(List.of(text.strip()), Cut.of(header + text, CSV).records());
    }

    @Test
    void aStrayQuoteInTheHeaderSwallowsNoRows() {
        String rows = "1,2026,a,ok\n".repeat(5);
        for (String last : List.of("2,2026,a,\"x\"\n", "2,2026,a,x\"\n", "")) {
            Cut cut = Cut.of("id,time,who,\"text\n" + rows + last + rows, CSV);
            assertEquals("id,time,who,\"text", cut.envelope());
            assertEquals(List.of("id,time,who,\"text"), cut.bad());
            assertEquals(last.isEmpty() ? 10 : 11, cut.records().size());
        }
        Cut legal = Cut.of("id,\"com\nment\"\n1,a\n", CSV);
        assertEquals("id,\"com\nment\"", legal.envelope());
        assertEquals(List.of("1,a"), legal.records());
    }

    @Test
    void headersOfJoinedFilesAndHintsToSpreadsheetsAreNoRows() {
        Cut joined = Cut.of("id,text\n1,a\nid,text\n2,b\n\uFEFFid,text\r\n3,c\n", CSV);
        assertEquals(List.of("1,a", "2,b", "3,c"), joined.records());
        assertEquals(List.of("ok", "ok"), Cut.of("ok\nok\nok\n", CSV).records());
        for (String end : List.of("\n", "\r\n")) {
            Cut hint = Cut.of("\uFEFFsep=;" + end + "id;text" + end + "1;a", new Framing.Csv(';'));
            assertEquals("id;text", hint.envelope());
            assertEquals(List.of("1;a"), hint.records());
            assertTrue(hint.bad().isEmpty());
            Cut type = Cut.of("#TYPE System.Audit.Record" + end + "id,text" + end + "1,a", CSV);
            assertEquals("id,text", type.envelope());
            assertEquals(List.of("1,a"), type.records());
        }
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
