// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleProofs;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;

/** An invented binder of two sources, in memory. */
class SmallPack implements PackContent {

    final List<List<byte[]>> sources = new ArrayList<>();
    final List<Map<String, Object>> ledger = new ArrayList<>();
    private final List<MerkleProofs> proofs = new ArrayList<>();

    /** @param sizes records of each source */
    SmallPack(int... sizes) throws IOException {
        for (int s = 0; s < sizes.length; s++) {
            List<byte[]> records = new ArrayList<>();
            List<byte[]> leaves = new ArrayList<>();
            for (int i = 0; i < sizes[s]; i++) {
                byte[] bytes = line(s, i).getBytes(UTF_8);
                records.add(bytes);
                leaves.add(MerkleTree.leafHash(bytes, 0, bytes.length));
            }
            sources.add(records);
            proofs.add(new MerkleProofs(leaves(leaves)));
        }
        for (String act : List.of("create", "import", "import", "query", "export")) {
            act(act, Map.of("what", act + " of something", "n", ledger.size()));
        }
    }

    String line(int source, int i) {
        return "{\"span\":\"" + source + "-" + i + "\",\"prompt\":\"Write to anna.berg@example.org, please\"}";
    }

    final void act(String act, Map<String, Object> subject) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("seq", ledger.size() + 1);
        entry.put("time", "2026-03-0" + (ledger.size() + 1) + "T10:00:00Z");
        entry.put("actor", "auditor");
        entry.put("act", act);
        entry.put("subject", subject);
        entry.put("count", ledger.size() + 1);
        entry.put("previous", ledger.isEmpty() ? "0".repeat(64) : ledger.get(ledger.size() - 1).get("hash"));
        entry.put("hash", Hash.of(CanonicalJson.bytes(entry)).toString());
        ledger.add(entry);
    }

    static MerkleTree.Leaves leaves(List<byte[]> hashes) {
        return new MerkleTree.Leaves() {
            @Override
            public long size() {
                return hashes.size();
            }

            @Override
            public void read(long index, byte[] into) {
                System.arraycopy(hashes.get((int) index), 0, into, 0, Hash.LENGTH);
            }
        };
    }

    @Override
    public Map<String, Object> engagement() {
        return new LinkedHashMap<>(Map.of("id", "northbank-2026", "name", "Northbank <AI> & sons", "client",
                "Northbank", "asOf", "2026-03-05", "product", "Tracebinder 0.1.0"));
    }

    @Override
    public List<Map<String, Object>> sources() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int s = 0; s < sources.size(); s++) {
            list.add(source(s + 1));
        }
        return list;
    }

    Map<String, Object> source(int number) {
        int n = sources.get(number - 1).size();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", "S" + number);
        map.put("path", "export-" + number + ".jsonl");
        map.put("bytes", 1000L * number);
        map.put("sha256", Hash.of(new byte[] {(byte) number}).toString());
        map.put("format", "otlp");
        map.put("records", Map.of("read", n, "accepted", n, "quarantined", 0, "duplicate", 0));
        map.put("treeSize", n);
        map.put("merkleRoot", root(number).toString());
        map.put("warnings", List.of("a <b>warning</b>"));
        return map;
    }

    Hash root(int number) {
        try {
            return proofs.get(number - 1).root(sources.get(number - 1).size());
        } catch (IOException e) {
            throw new IllegalStateException("leaves in memory can be read", e);
        }
    }

    @Override
    public void forEachRecord(RecordSink sink) throws IOException, TracebinderException {
        for (int s = 0; s < sources.size(); s++) {
            for (int i = 0; i < sources.get(s).size(); i++) {
                sink.accept(record(s + 1, i));
            }
        }
    }

    PackRecord record(int source, int index) {
        byte[] bytes = sources.get(source - 1).get(index);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("kind", "inference");
        event.put("id", "S" + source + ":" + (index + 1));
        event.put("prompt", new String(bytes, UTF_8));
        event.put("tokensIn", (1L << 53) + index);
        event.put("cost", new BigDecimal("0.00150"));
        event.put("mean", 1.0 / (index + 1));
        return new PackRecord(new RecordId(source, index + 1), index, 100L * index, "accepted", bytes, List.of(event));
    }

    @Override
    public List<Hash> inclusion(int source, long index, long treeSize) throws IOException {
        return proofs.get(source - 1).inclusion(index, treeSize);
    }

    @Override
    public List<Map<String, Object>> consistency() {
        try {
            int n = sources.get(0).size();
            return List.of(Map.of("source", "S1", "size1", 2, "size2", n, "root1", proofs.get(0).root(2).toString(),
                    "root2", root(1).toString(), "path",
                    proofs.get(0).consistency(2, n).stream().map(Hash::toString).toList()));
        } catch (IOException e) {
            throw new IllegalStateException("leaves in memory can be read", e);
        }
    }

    @Override
    public void forEachCustodyEntry(EntrySink sink) throws IOException, TracebinderException {
        for (Map<String, Object> entry : ledger) {
            sink.accept(entry);
        }
    }

    @Override
    public List<PackQuery> queries() {
        return List.of(new PackQuery("kind:inference AND prompt:\"anna\"", 7, List.of("S1:1", "S1:2", "S2:1"),
                Map.of("sort", "time")), new PackQuery("nothing", 0, List.of(), Map.of()));
    }

    @Override
    public List<Map<String, Object>> checks() {
        Map<String, Object> gap = new LinkedHashMap<>(Map.of("id", "policy.tool-after-deny", "result", "gap", "summary",
                "1 tool call after a deny", "query", "kind:tool", "population", 3, "supporting", 2, "contrary", 1,
                "records", List.of("S1:2"), "traces", List.of()));
        gap.put("advice", "Ask why the tool ran.");
        return List.of(gap, Map.of("id", "log.actor", "result", "supported", "summary", "all have an actor", "query",
                "*:*", "population", 5, "supporting", 5, "contrary", 0, "records", List.of(), "traces", List.of()));
    }

    @Override
    public List<Map<String, Object>> assessments() {
        Map<String, Object> one = new LinkedHashMap<>(Map.of("id", "aia.art12.1", "ref", "Art. 12(1)", "title",
                "Record-keeping", "status", "in-force", "result", "mixed", "checks",
                List.of("policy.tool-after-deny", "log.actor"), "cannotShow", List.of("doc.technical")));
        Map<String, Object> two = Map.of("id", "aia.art11.1", "ref", "Art. 11(1)", "title", "Technical documentation",
                "status", "not-yet", "result", "documents-only", "checks", List.of(), "cannotShow",
                List.of("doc.annex4"));
        return List.of(Map.of("catalog", "eu-ai-act", "version", "2026-11", "asOf", "2026-03-05", "controls",
                List.of(one, two), "totals", Map.of("mixed", 1, "documents-only", 1)));
    }

    @Override
    public Map<String, byte[]> catalogs() {
        return Map.of("eu-ai-act.json", "{\"id\":\"eu-ai-act\"}\n".getBytes(UTF_8));
    }

    @Override
    public List<Map<String, Object>> findings() {
        return List.of(Map.of("title", "A tool ran after a deny", "text", "See record.", "by", "auditor", "time",
                "2026-03-04", "records", List.of("S1:2")));
    }

    @Override
    public Map<String, String> report() {
        return Map.of("preparedBy", "A. Auditor", "scope", "First.\n\nSecond.");
    }
}
