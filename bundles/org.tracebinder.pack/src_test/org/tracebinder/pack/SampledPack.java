// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;
import org.tracebinder.core.sample.SampleDraw;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMethod;

/** A small pack with a sample of each method and three attached documents. */
class SampledPack extends SmallPack {

    private final List<Map<String, Object>> samples = new ArrayList<>();
    private final List<List<String>> populations = new ArrayList<>();
    static final byte[] PLAIN = "Interview with anna@example.org,\nnothing else.\n".getBytes(UTF_8);
    static final byte[] BINARY = {'%', 'P', 'D', 'F', 0, 1, 2};

    SampledPack() throws IOException {
        super(5, 3);
        for (SampleMethod method : SampleMethod.values()) {
            add(method);
        }
    }

    private void add(SampleMethod method) {
        List<String> lines = new ArrayList<>();
        long[] counts = method == SampleMethod.STRATIFIED ? new long[2] : new long[1];
        for (int i = 1; i <= 40; i++) {
            int extra = method == SampleMethod.STRATIFIED ? 1 + i % 3 / 2 : method == SampleMethod.UNIT ? i % 7 * 10
                    : 0;
            lines.add("S1:" + i + (method.numbered() ? "\t" + extra : ""));
            counts[method == SampleMethod.STRATIFIED ? extra - 1 : 0] += method == SampleMethod.UNIT ? extra : 1;
        }
        String hash = Hash.of((String.join("\n", lines) + "\n").getBytes(UTF_8)).toString();
        SampleDraw draw = SampleDraw.of(method, "seed", hash, counts, 9);
        List<Object> selection = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("\t");
            long extra = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
            int hits = draw.pass(extra);
            if (hits > 0) {
                Map<String, Object> item = new LinkedHashMap<>(Map.of("number", selection.size() + 1, "event", parts[0],
                        "place", i + 1, "extra", extra, "hits", hits, "result",
                        selection.isEmpty() ? "exception" : "conforms"));
                item.put("note", "seen by anna@example.org");
                item.put("by", "auditor");
                item.put("at", "2026-03-05T10:00:00Z");
                selection.add(item);
            }
        }
        int first = (int) PackFacts.number((Map<?, ?>) selection.get(0), "hits");
        SampleEvaluation e = SampleEvaluation.of(method, 40, 0.9, 0.3, 9 - first, first, 0, 0);
        Map<String, Object> s = new LinkedHashMap<>();
        s.put("name", "by " + method.id());
        s.put("purpose", "Was anna@example.org told?");
        s.put("query", "kind:inference");
        s.put("method", method.id());
        s.put("field", method.numbered() ? "model" : "");
        s.put("seed", "seed");
        s.put("confidence", "0.9");
        s.put("tolerable", "0.3");
        s.put("expected", 0);
        s.put("computed", false);
        s.put("size", 9);
        s.put("items", selection.size());
        s.put("population", 40);
        s.put("populationHash", hash);
        s.put("units", method == SampleMethod.UNIT ? counts[0] : 0);
        List<Object> strata = new ArrayList<>();
        if (method == SampleMethod.STRATIFIED) {
            strata.add(Map.of("value", "", "count", counts[0], "drawn", SampleDraw.shares(counts, 9)[0]));
            strata.add(Map.of("value", "otto@example.org", "count", counts[1], "drawn", SampleDraw.shares(counts,
                    9)[1]));
        }
        s.put("strata", strata);
        s.put("by", "auditor");
        s.put("at", "2026-03-05T09:00:00Z");
        s.put("selection", selection);
        s.put("evaluation", Map.of("drawn", 9, "conforms", e.conforms(), "exceptions", e.exceptions(), "notTested", 0,
                "open", 0, "basis", e.basis(), "upperLimit", SampleCheck.limit(e.upperLimit()), "reached",
                e.reached()));
        samples.add(s);
        populations.add(lines);
    }

    @Override
    public List<Map<String, Object>> samples() {
        return samples;
    }

    @Override
    public void forEachOfPopulation(int sample, LineSink sink) throws IOException {
        for (String line : populations.get(sample)) {
            sink.accept(line);
        }
    }

    @Override
    public List<Map<String, Object>> documents() {
        return List.of(document(1, "interview.TXT", PLAIN), document(2, "../contract otto@example.org.pdf", BINARY),
                Map.of("id", "D3", "name", "lost.doc", "control", "aia.art12.1", "bearing", "context", "sha256",
                        Hash.of(BINARY).toString(), "size", 7, "leftOut", "gone"));
    }

    private static Map<String, Object> document(int number, String name, byte[] content) {
        return Map.of("id", "D" + number, "name", name, "control", "aia.art12.1", "bearing", "supporting", "sha256",
                Hash.of(content).toString(), "size", content.length);
    }

    @Override
    public InputStream document(String id) {
        return new ByteArrayInputStream(id.equals("D1") ? PLAIN : BINARY);
    }
}
