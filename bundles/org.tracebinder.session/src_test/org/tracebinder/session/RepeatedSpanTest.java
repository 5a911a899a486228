// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** A span that two exports carry is the same span, whether an export holds it alone or among others. */
class RepeatedSpanTest {

    @TempDir
    Path folder;

    @Test
    void protocolBuffersAloneAndAmongOthers() throws Exception {
        assertSame(request(span(1)), request(span(1), span(2)), request(span(3), span(1)));
    }

    @Test
    void jsonAloneAndAmongOthers() throws Exception {
        assertSame(json(1), json(1, 2), json(3, 1));
    }

    @Test
    void aSpanThatSaysSomethingElseIsAConflict() throws Exception {
        ImportReport report = imported(request(span(1)), request(span(1, "another name"), span(2)));
        assertEquals(1, report.sources().stream().mapToLong(s -> s.conflicts()).sum());
    }

    /** Spans 1, 2 and 3 in three files; the first is in each of them. */
    private void assertSame(byte[]... files) throws Exception {
        ImportReport report = imported(files);
        assertEquals(true, report.reconciled());
        assertEquals(0, report.sources().stream().mapToLong(s -> s.conflicts()).sum());
        try (Binder binder = Binder.open(folder.resolve("case.binder"))) {
            assertEquals(3, binder.trail().count("*:*", Progress.NONE));
        }
    }

    private ImportReport imported(byte[]... files) throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < files.length; i++) {
            Files.write(in.resolve("export" + i), files[i]);
        }
        try (Binder binder = Binder.create(folder.resolve("case.binder"), "case", null)) {
            return binder.importPaths(List.of(in), ImportOptions.DEFAULT, Progress.NONE);
        }
    }

    private static byte[] json(int... spans) {
        StringBuilder text = new StringBuilder("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[");
        for (int n : spans) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"traceId\":\"0af7651916cd43dd8448eb211c8031")
                    .append(10 + n).append("\",\"spanId\":\"b7ad6b71692033").append(10 + n)
                    .append("\",\"name\":\"call ")
                    .append(n).append("\",\"startTimeUnixNano\":\"1772359200000000000\",\"endTimeUnixNano\":")
                    .append("\"1772359201000000000\",\"attributes\":[]}");
        }
        return text.append("]}]}]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] span(int n) throws IOException {
        return span(n, "call " + n);
    }

    private static byte[] span(int n, String name) throws IOException {
        byte[] trace = new byte[16];
        byte[] id = new byte[8];
        trace[15] = (byte) n;
        id[7] = (byte) n;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, trace);
        field(out, 2, id);
        field(out, 5, name.getBytes(StandardCharsets.UTF_8));
        fixed(out, 7, 1_772_359_200_000_000_000L);
        fixed(out, 8, 1_772_359_201_000_000_000L);
        return out.toByteArray();
    }

    private static byte[] request(byte[]... spans) throws IOException {
        ByteArrayOutputStream scope = new ByteArrayOutputStream();
        for (byte[] span : spans) {
            field(scope, 2, span);
        }
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        field(resource, 2, scope.toByteArray());
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        field(request, 1, resource.toByteArray());
        return request.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) throws IOException {
        out.write(number << 3 | 2);
        for (int left = bytes.length; ; left >>>= 7) {
            out.write(left < 128 ? left : left & 0x7F | 0x80);
            if (left < 128) {
                break;
            }
        }
        out.write(bytes);
    }

    private static void fixed(ByteArrayOutputStream out, int number, long value) throws IOException {
        out.write(number << 3 | 1);
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
