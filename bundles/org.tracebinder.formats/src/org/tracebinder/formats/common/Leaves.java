// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** The words at the leaves of a tree, for documents whose members are prose: cards, bills of material, policies. */
public final class Leaves {

    private static final int MAX_LEAVES = 2_000;
    private static final int MAX_DEPTH = 40;

    private Leaves() {
    }

    /** @return the texts in a tree, in order, at most 2,000 of them, each cut as extras are; never null */
    public static List<String> of(JsonNode node) {
        List<String> words = new ArrayList<>();
        collect(node, words, 0);
        return words;
    }

    /** @return the texts in a tree joined by line ends, null when there are none */
    public static String words(JsonNode node) {
        List<String> words = of(node);
        return words.isEmpty() ? null : Rest.cut(String.join("\n", words));
    }

    /** @return the texts in a tree joined by a comma, null when there are none; for lists of names */
    public static String list(JsonNode node) {
        StringJoiner joined = new StringJoiner(", ");
        of(node).forEach(joined::add);
        return joined.length() == 0 ? null : Rest.cut(joined.toString());
    }

    private static void collect(JsonNode node, List<String> words, int depth) {
        if (node == null || node.isNull() || depth > MAX_DEPTH || words.size() >= MAX_LEAVES) {
            return;
        }
        if (node.isContainer()) {
            for (JsonNode child : node) {
                collect(child, words, depth + 1);
            }
        } else if (Nodes.text(node) != null) {
            words.add(Rest.cut(Nodes.text(node)));
        }
    }
}
