// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JsonParser;

/** Measures readers on one thread against a parser that only walks the tokens: {@code Speed FORMAT FILE [ROUNDS]}. */
final class Speed {

    private Speed() {
    }

    public static void main(String[] args) throws Exception {
        FormatReader reader = Samples.reader(args[0]);
        byte[] bytes = Files.readAllBytes(Path.of(args[1]));
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        List<RawRecord> records = new ArrayList<>();
        var source = new RawRecord.SourceContext("speed", new byte[0], Hash.of(new byte[0]));
        for (int from = 0, at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                records.add(new RawRecord(bytes, from, at - from, records.size() + 1L, source));
                from = at + 1;
            }
        }
        long[] sum = new long[2];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (RawRecord r : records) {
                try (JsonParser parser = Json.parser(r)) {
                    while (parser.nextToken() != null) {
                        sum[1]++;
                    }
                }
            }
            long bare = System.nanoTime() - start;
            start = System.nanoTime();
            for (RawRecord r : records) {
                reader.read(r, (Event e) -> sum[0]++);
            }
            long full = System.nanoTime() - start;
            System.out.printf(Locale.ROOT,
                    "%s round %d: tokens only %.0f MB/s, events %.0f MB/s (%d events so far)%n",
                    args[0], round, mb(bytes, bare), mb(bytes, full), sum[0]);
        }
    }

    private static double mb(byte[] bytes, long nanos) {
        return bytes.length / 1e6 / (nanos / 1e9);
    }
}
