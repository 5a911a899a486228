// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.sample.SampleDraw;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Draws the samples of a pack again, from their seeds and populations, and evaluates their results again. */
final class SampleCheck {

    private static final long MOST = 100_000_000;
    private static final int TREE = 1 << 28;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Progress progress;

    SampleCheck(PackArchive archive, BagCheck bag, Progress progress) {
        this.archive = archive;
        this.bag = bag;
        this.progress = progress;
    }

    String samples() throws IOException, BadFormException {
        List<Map<String, Object>> samples = JsonTree.objects(JsonTree.object(
                archive.small(bag.entry(PackNames.SAMPLES), TREE)), "samples");
        int items = 0;
        int unlisted = 0;
        int number = 0;
        for (Map<String, Object> sample : samples) {
            String name = PackNames.population(++number);
            try {
                boolean listed = sample.get("populationFile") != null;
                if (listed != bag.has(name) || listed && !name.equals(sample.get("populationFile"))) {
                    throw new BadFormException("does not name its population " + name);
                }
                items += one(sample, listed ? name : null);
                unlisted += listed ? 0 : 1;
            } catch (BadFormException | IllegalArgumentException | ArithmeticException e) {
                throw new BadFormException("sample " + number + " ('" + sample.get("name") + "'): " + e.getMessage());
            }
        }
        return samples.size() + " samples, drawn again from seed and population: the same " + items
                + " items, the same limits" + (unlisted == 0 ? "" : "; of " + unlisted
                + " the population is not in the pack, only its "
                        + "places were drawn again");
    }

    private int one(Map<String, Object> sample, String file) throws IOException, BadFormException {
        SampleMethod method = SampleMethod.of(JsonTree.text(sample, "method"));
        String hash = JsonTree.hash(sample, "populationHash").toString();
        if (file != null && !bag.sha256(file).equals(hash)) {
            throw new BadFormException(file + " does not fit the digest of the population");
        }
        long population = JsonTree.whole(sample, "population");
        long size = JsonTree.whole(sample, "size");
        if (population < 1 || population > MOST || size < 1 || size > MOST) {
            throw new BadFormException("impossible counts");
        }
        long[] counts = counts(method, sample, population);
        SampleDraw draw = SampleDraw.of(method, JsonTree.text(sample, "seed"), hash, counts, (int) size);
        List<Map<String, Object>> selection = JsonTree.objects(sample, "selection");
        if (selection.size() != JsonTree.whole(sample, "items")) {
            throw new BadFormException("counts another number of items than it lists");
        }
        int[] next = {0};
        long units = 0;
        long[] seen = new long[counts.length];
        if (file == null) {
            if (method.numbered()) {
                throw new BadFormException("can't be drawn again without its population");
            }
            for (long place = 1; place <= population; place++) {
                progress.check();
                expect(selection, next, null, place, 0, draw.pass(0));
            }
        } else {
            long place = 0;
            try (Lines lines = new Lines(file, archive.open(bag.entry(file)), progress)) {
                for (byte[] raw = lines.raw(); raw != null; raw = lines.raw()) {
                    String line = new String(raw, US_ASCII);
                    int tab = line.indexOf('\t');
                    String id = tab < 0 ? line : line.substring(0, tab);
                    if (line.length() > 100 || !EventId.isId(id) || tab >= 0 != method.numbered()) {
                        throw lines.problem("no item of a population");
                    }
                    long extra = tab < 0 ? 0 : Long.parseLong(line.substring(tab + 1));
                    place++;
                    int hits = draw.pass(extra);
                    units += method == SampleMethod.UNIT ? extra : 0;
                    if (method == SampleMethod.STRATIFIED) {
                        seen[(int) extra - 1]++;
                    }
                    expect(selection, next, id, place, extra, hits);
                }
            }
            if (place != population || method == SampleMethod.UNIT && units != counts[0]
                    || method == SampleMethod.STRATIFIED && !Arrays.equals(seen, counts)) {
                throw new BadFormException("its population has other counts than it says");
            }
        }
        if (next[0] != selection.size()) {
            throw new BadFormException("lists items that are not drawn by its seed");
        }
        evaluation(method, sample, selection, population, size);
        return selection.size();
    }

    private static long[] counts(SampleMethod method, Map<String, Object> sample, long population)
            throws BadFormException {
        if (method != SampleMethod.STRATIFIED) {
            return new long[] {method == SampleMethod.UNIT ? JsonTree.whole(sample, "units") : population};
        }
        List<Long> counts = new ArrayList<>();
        for (Map<String, Object> stratum : JsonTree.objects(sample, "strata")) {
            long count = JsonTree.whole(stratum, "count");
            if (count < 1 || count > MOST) {
                throw new BadFormException("a stratum of " + count);
            }
            counts.add(count);
        }
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    private static void expect(List<Map<String, Object>> selection, int[] next, String id, long place, long extra,
            int hits) throws BadFormException {
        if (hits == 0) {
            return;
        }
        Map<String, Object> item = next[0] < selection.size() ? selection.get(next[0]) : Map.of();
        next[0]++;
        boolean same = !item.isEmpty() && JsonTree.whole(item, "number") == next[0]
                && JsonTree.whole(item, "place") == place && JsonTree.whole(item, "hits") == hits
                && JsonTree.whole(item, "extra") == extra && (id == null || id.equals(JsonTree.text(item, "event")));
        if (!same) {
            throw new BadFormException("its seed draws " + (id == null ? "place " + place : id) + " as item " + next[0]
                    + ", the list has " + item.get("event"));
        }
    }

    private static void evaluation(SampleMethod method, Map<String, Object> sample, List<Map<String, Object>> selection,
            long population, long size) throws BadFormException {
        int[] counts = new int[4];
        List<String> words = List.of("conforms", "exception", "not-tested", "open");
        for (Map<String, Object> item : selection) {
            int at = words.indexOf(JsonTree.text(item, "result"));
            if (at < 0) {
                throw new BadFormException("a result '" + item.get("result") + "'");
            }
            counts[at] += (int) JsonTree.whole(item, "hits");
        }
        SampleEvaluation e = SampleEvaluation.of(method, population, number(sample, "confidence"),
                number(sample, "tolerable"), counts[0], counts[1], counts[2], counts[3]);
        if (!(sample.get("evaluation") instanceof Map<?, ?> said)) {
            throw new BadFormException("says nothing of what it shows");
        }
        String limit = e.complete() ? limit(e.upperLimit()) : null;
        if (e.drawn() != size || PackFacts.number(said, "open") != e.open()
                || PackFacts.number(said, "exceptions") != e.exceptions()
                || PackFacts.number(said, "notTested") != e.notTested()
                || !Objects.equals(limit, said.get("upperLimit"))
                || !Boolean.valueOf(e.reached()).equals(said.get("reached"))) {
            throw new BadFormException("its results show something else than it says");
        }
    }

    /** @return a rate as files have it: six digits */
    static String limit(double rate) {
        return String.format(Locale.ROOT, "%.6f", rate);
    }

    private static double number(Map<String, Object> sample, String name) throws BadFormException {
        return Double.parseDouble(JsonTree.text(sample, name));
    }
}
