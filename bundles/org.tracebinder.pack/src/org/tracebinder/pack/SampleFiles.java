// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** Writes samples with what they were drawn from, so that whoever has the pack draws them again. */
final class SampleFiles {

    /** A longer population is not listed: its digest and count stand for it. */
    static final long MOST_LISTED = 1_000_000;
    /**
     * What a masked pack must leave as it is: without it nothing can be drawn again, and none of it comes from the
     * trail.
     */
    private static final List<String> FIXED = List.of("method", "field", "seed", "populationHash");

    static final String RULE = "Numbers: the i-th, from 0, is the first 8 bytes of SHA-256(key + ':' + i) as a number "
            + "without sign; values at or above the largest multiple of the bound below 2^64 are passed over, the "
            + "others are taken modulo the bound. key = seed + ':' + populationHash. random: numbers below the count "
            + "of the population, repeated ones passed over, until there are enough; they are places, from 0. "
            + "systematic: one number r below the count N, places floor((r + k * N) / n) for k = 0 to n - 1. "
            + "stratified: each stratum gets its share of n by largest remainders (first the lower number) and is "
            + "drawn as random with the key + ':' + number of the stratum. unit: one number r below the sum W of the "
            + "units, units floor((r + k * W) / n); an item is drawn as often as one of its units is. populationHash = "
            + "SHA-256 of the population file: ids in order, each with a tabulator and its stratum or units where "
            + "there are any, and a line feed. An item that could not be tested counts as a deviation. upperLimit: "
            + "one-sided and exact; hypergeometric for a counted population of up to 1000000, binomial "
            + "(Clopper-Pearson) above, Poisson factor / n for units.";

    private final PackContent content;
    private final PackFiles files;
    private final Masked masked;
    private final Progress progress;

    SampleFiles(PackContent content, PackFiles files, Masked masked, Progress progress) {
        this.content = content;
        this.files = files;
        this.masked = masked;
        this.progress = progress;
    }

    /** @return the samples as they stand in the pack; empty when there are none, and then no file is written */
    List<Map<String, Object>> write() throws IOException, TracebinderException {
        List<Map<String, Object>> samples = new ArrayList<>();
        List<Map<String, Object>> own = content.samples();
        List<Map<String, Object>> hidden = masked.objects("samples", own);
        for (int i = 0; i < own.size(); i++) {
            Map<String, Object> sample = new LinkedHashMap<>(hidden.get(i));
            for (String name : FIXED) {
                sample.put(name, own.get(i).get(name));
            }
            if (PackFacts.number(sample, "population") <= MOST_LISTED) {
                String name = PackNames.population(i + 1);
                sample.put("populationFile", name);
                try (OutputStream out = files.create(name)) {
                    content.forEachOfPopulation(i, line -> {
                        progress.check();
                        out.write(line.getBytes(US_ASCII));
                        out.write('\n');
                    });
                }
            }
            samples.add(sample);
        }
        if (!samples.isEmpty()) {
            try (OutputStream out = files.create(PackNames.SAMPLES)) {
                out.write(CanonicalJson.bytes(Map.of("rule", RULE, "samples", samples)));
                out.write('\n');
            }
        }
        return samples;
    }
}
