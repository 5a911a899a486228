// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;

/** The invented binder, imported in several acts whose heads its ledger notes. */
class StagedPack extends SmallPack {

    private final List<Stage> stages = new ArrayList<>();

    /**
     * @param noted false for a ledger of an older program, without heads
     * @param acts  how many sources each import brought; the sources have 5, 4, 3... records
     */
    StagedPack(boolean noted, int... acts) throws IOException {
        super(sizes(acts));
        ledger.clear();
        act("create", Map.of("what", "the binder"));
        TrailTree tree = new TrailTree();
        int next = 1;
        for (int n : acts) {
            List<Object> told = new ArrayList<>();
            for (int i = 0; i < n; i++, next++) {
                Map<String, Object> source = source(next);
                told.add(Map.of("source", source.get("id"), "sha256", source.get("sha256"), "merkleRoot",
                        source.get("merkleRoot")));
                tree.add((String) source.get("id"), Hash.parse((String) source.get("sha256")),
                        sources.get(next - 1).size(), root(next));
            }
            Map<String, Object> subject = new LinkedHashMap<>(Map.of("sources", told));
            if (noted) {
                subject.put("trail", Map.of("size", tree.size(), "rootHash", tree.root(tree.size()).toString()));
            }
            act("import", subject);
            stages.add(new Stage(ledger.size(), tree.size()));
            act("query.save", Map.of("name", "something"));
        }
    }

    private static int[] sizes(int... acts) {
        int sum = 0;
        for (int n : acts) {
            sum += n;
        }
        int[] sizes = new int[sum];
        for (int i = 0; i < sum; i++) {
            sizes[i] = Math.max(2, 5 - i);
        }
        return sizes;
    }

    @Override
    public List<Stage> stages() {
        return stages;
    }
}
