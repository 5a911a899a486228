// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.sample.SampleDraw;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMath;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.ingest.Json;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.session.SampleRequest;
import org.tracebinder.vault.KeptSample;
import org.tracebinder.vault.KeptSampleItem;
import tools.jackson.databind.JsonNode;

/** Draws samples, keeps what was found at their items, and says what that shows. */
public final class Sampling {

    /** Each item is looked at by a person. */
    static final int MOST_ITEMS = 10_000;
    private static final int MOST_TEXT = 20_000;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");
    private static final Pattern SEED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Sampling() {
    }

    /** @return all samples, by name */
    public static List<SamplePlan> plans(Workspace workspace) throws IOException {
        return workspace.samples().stream().map(Sampling::told).toList();
    }

    /** A sample with its items. */
    record Drawn(SamplePlan plan, List<SampleItem> items) {
    }

    /** @return all samples with their items, by name */
    static List<Drawn> drawn(Workspace workspace) throws IOException {
        List<Drawn> all = new ArrayList<>();
        for (SamplePlan plan : plans(workspace)) {
            all.add(new Drawn(plan, workspace.sampleItems(plan.name()).stream().map(Sampling::told).toList()));
        }
        return all;
    }

    /** @throws TracebinderException when there is no sample of that name */
    public static SamplePlan plan(Workspace workspace, String name) throws IOException, TracebinderException {
        List<SamplePlan> all = plans(workspace);
        return all.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new TracebinderException(
                "There is no sample '" + name + "'." + (all.isEmpty() ? "" : " There are: " + String.join(", ",
                        all.stream().limit(20).map(SamplePlan::name).toList()) + ".")));
    }

    /** @throws TracebinderException when there is no sample of that name */
    public static List<SampleItem> items(Workspace workspace, String name) throws IOException, TracebinderException {
        plan(workspace, name);
        return workspace.sampleItems(name).stream().map(Sampling::told).toList();
    }

    /** @return how many items, or units, the sample would have */
    public static int size(Workspace workspace, SampleRequest wanted, Progress progress)
            throws IOException, TracebinderException {
        return size(wanted, Population.find(workspace.trail(), wanted.query(), wanted.method(), wanted.field(),
                progress)
                .size());
    }

    private static int size(SampleRequest wanted, long population) throws TracebinderException {
        if (population == 0) {
            throw new TracebinderException("The query finds nothing: there is nothing to draw from.");
        }
        boolean units = wanted.method() == SampleMethod.UNIT;
        int size;
        try {
            // asked for a given size as well: the figures are kept, and the evaluation goes by them
            int computed = units ? SampleMath.units(wanted.confidence(), wanted.tolerable(), wanted.expected())
                    : SampleMath.size(population, wanted.confidence(), wanted.tolerable(), wanted.expected());
            size = wanted.size() > 0 ? wanted.size() : computed;
        } catch (IllegalArgumentException e) {
            throw new TracebinderException(e.getMessage(), e);
        }
        if (wanted.size() < 0 || size > population && !units) {
            throw new TracebinderException("A sample of " + size + " can't be drawn from " + population + ".");
        }
        if (size > MOST_ITEMS) {
            throw new TracebinderException("A sample has " + MOST_ITEMS + " items at most; these figures ask for "
                    + size
                    + ". Tolerate a higher rate, or be content with less confidence.");
        }
        return size;
    }

    /** Draws and keeps a sample; the ledger tells of it. */
    public static SamplePlan draw(Workspace workspace, SampleRequest wanted, Progress progress)
            throws IOException, TracebinderException {
        workspace.mayWrite();
        if (!NAME.matcher(wanted.name()).matches()) {
            throw new TracebinderException("A sample can't be called '" + wanted.name()
                    + "': letters, digits, blanks and . _ - up to 100 of them.");
        }
        if (plans(workspace).stream().anyMatch(p -> p.name().equals(wanted.name()))) {
            throw new TracebinderException("There is a sample '" + wanted.name()
                    + "' already. A sample that was drawn stays as it is; choose another name.");
        }
        if (wanted.purpose().length() > MOST_TEXT) {
            throw new TracebinderException("The purpose has " + MOST_TEXT + " characters at most.");
        }
        String seed = wanted.seed().isBlank() ? seed() : wanted.seed().strip();
        if (!SEED.matcher(seed).matches()) {
            throw new TracebinderException("A seed has 1 to 64 letters, digits, dots and dashes.");
        }
        Population population = Population.find(workspace.trail(), wanted.query(), wanted.method(), wanted.field(),
                progress);
        int size = size(wanted, population.size());
        String hash = population.hash().toString();
        long[] counts = wanted.method() == SampleMethod.STRATIFIED
                ? population.strata().values().stream().mapToLong(Long::longValue).toArray()
                : new long[] {wanted.method() == SampleMethod.UNIT ? population.units() : population.size()};
        if (wanted.method() == SampleMethod.UNIT && counts[0] == 0) {
            throw new TracebinderException("No event of this population has units: '" + wanted.field()
                    + "' is nowhere recorded, or 0.");
        }
        List<KeptSampleItem> items = items(population, draw(wanted.method(), seed, hash, counts, size));
        Map<String, Object> plan = plan(wanted, seed, size, hash, counts, population, items);
        Map<String, Object> act = new LinkedHashMap<>(plan);
        act.put("name", wanted.name());
        act.remove("purpose");
        act.remove("strata");
        act.put("planHash", Hash.of(CanonicalJson.bytes(plan)).toString());
        act.put("selectionHash", Hash.of(String.join("\n", items.stream().map(KeptSampleItem::event).toList())
                .getBytes(StandardCharsets.US_ASCII)).toString());
        workspace.addSample(wanted.name(), CanonicalJson.text(plan), population.pack(), items, act);
        return plan(workspace, wanted.name());
    }

    private static SampleDraw draw(SampleMethod method, String seed, String hash, long[] counts, int size)
            throws TracebinderException {
        try {
            return SampleDraw.of(method, seed, hash, counts, size);
        } catch (IllegalArgumentException e) {
            throw new TracebinderException(e.getMessage(), e);
        }
    }

    private static String seed() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<KeptSampleItem> items(Population population, SampleDraw draw) throws IOException {
        List<KeptSampleItem> items = new ArrayList<>();
        long[] place = {0};
        population.forEach((id, number) -> {
            place[0]++;
            int hits = draw.pass(number);
            if (hits > 0) {
                items.add(new KeptSampleItem(items.size() + 1, id.toString(), place[0], number, hits, "", "", "", ""));
            }
        });
        return items;
    }

    private static Map<String, Object> plan(SampleRequest wanted, String seed, int size, String hash, long[] counts,
            Population population, List<KeptSampleItem> items) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("purpose", wanted.purpose().strip());
        plan.put("query", wanted.query());
        plan.put("method", wanted.method().id());
        plan.put("field", wanted.method().numbered() ? wanted.field().strip() : "");
        plan.put("seed", seed);
        plan.put("confidence", Double.toString(wanted.confidence()));
        plan.put("tolerable", Double.toString(wanted.tolerable()));
        plan.put("expected", wanted.expected());
        plan.put("computed", wanted.size() == 0);
        plan.put("size", size);
        plan.put("items", items.size());
        plan.put("population", population.size());
        plan.put("populationHash", hash);
        plan.put("units", wanted.method() == SampleMethod.UNIT ? counts[0] : 0L);
        List<Object> strata = new ArrayList<>();
        int[] shares = SampleDraw.shares(counts, size);
        population.strata().forEach((value, count) -> {
            Map<String, Object> stratum = new LinkedHashMap<>();
            stratum.put("value", value);
            stratum.put("count", count);
            stratum.put("drawn", shares[strata.size()]);
            strata.add(stratum);
        });
        plan.put("strata", strata);
        return plan;
    }

    /** Keeps what was found at an item; the ledger tells of it. */
    public static SampleItem mark(Workspace workspace, String name, int number, SampleItem.Result result, String note)
            throws IOException, TracebinderException {
        SampleItem before = items(workspace, name).stream().filter(i -> i.number() == number).findFirst()
                .orElseThrow(() -> new TracebinderException("The sample '" + name + "' has no item " + number + "."));
        String words = note == null ? "" : note.strip();
        if (words.length() > MOST_TEXT) {
            throw new TracebinderException("A note has " + MOST_TEXT + " characters at most.");
        }
        boolean explain = result == SampleItem.Result.EXCEPTION || result == SampleItem.Result.NOT_TESTED;
        if (explain && words.isEmpty()) {
            throw new TracebinderException("An exception, or an item that could not be tested, needs a note: what was "
                    + "found, or why not.");
        }
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("name", name);
        act.put("number", number);
        act.put("event", before.event().toString());
        act.put("result", result.id());
        act.put("before", before.result().id());
        act.put("words", Hash.of(words.getBytes(StandardCharsets.UTF_8)).toString());
        boolean open = result == SampleItem.Result.OPEN;
        workspace.markSample(name, number, open ? "" : result.id(), open ? "" : words, act);
        return items(workspace, name).get(number - 1);
    }

    /** Forgets a sample; the ledger keeps that there was one, and why it went. */
    public static void remove(Workspace workspace, String name, String reason)
            throws IOException, TracebinderException {
        plan(workspace, name);
        if (reason == null || reason.isBlank()) {
            throw new TracebinderException("A sample is not removed without a reason: whoever reads the ledger will "
                    + "ask.");
        }
        workspace.removeSample(name, reason.strip());
    }

    /** @return what the results show so far */
    public static SampleEvaluation evaluate(SamplePlan plan, List<SampleItem> items) {
        int[] counts = new int[SampleItem.Result.values().length];
        items.forEach(i -> counts[i.result().ordinal()] += i.hits());
        return SampleEvaluation.of(plan.method(), plan.population(), plan.confidence(), plan.tolerable(),
                counts[SampleItem.Result.CONFORMS.ordinal()], counts[SampleItem.Result.EXCEPTION.ordinal()],
                counts[SampleItem.Result.NOT_TESTED.ordinal()], counts[SampleItem.Result.OPEN.ordinal()]);
    }

    private static SampleItem told(KeptSampleItem k) {
        return new SampleItem(k.number(), EventId.parse(k.event()), k.place(), k.extra(), k.hits(),
                k.result().isEmpty() ? SampleItem.Result.OPEN : SampleItem.Result.of(k.result()), k.note(), k.actor(),
                k.at());
    }

    private static SamplePlan told(KeptSample k) {
        JsonNode p = Json.tree(k.plan());
        List<SamplePlan.Stratum> strata = new ArrayList<>();
        p.path("strata").forEach(s -> strata.add(new SamplePlan.Stratum(s.path("value").asString(""),
                s.path("count").asLong(0), s.path("drawn").asInt(0))));
        return new SamplePlan(k.name(), p.path("purpose").asString(""), p.path("query").asString(""),
                SampleMethod.of(p.path("method").asString("")), p.path("field").asString(""),
                p.path("seed").asString(""), Double.parseDouble(p.path("confidence").asString("")),
                Double.parseDouble(p.path("tolerable").asString("")), p.path("expected").asInt(0),
                p.path("computed").asBoolean(false), p.path("size").asInt(0), p.path("items").asInt(0),
                p.path("population").asLong(0), p.path("populationHash").asString(""), p.path("units").asLong(0),
                strata, k.actor(), k.at());
    }
}
