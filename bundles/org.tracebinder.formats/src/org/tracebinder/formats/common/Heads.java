// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.ingest.Head;
import tools.jackson.databind.JsonNode;

/** Looks at the beginning of a content on behalf of readers. */
public final class Heads {

    private static final int MAX = 64;

    private Heads() {
    }

    /**
     * @param wrappers members that may hold the list of records, as answers of programming interfaces do
     * @return the values of the head, each wrapper replaced by what it holds
     */
    public static List<JsonNode> values(Head head, List<String> wrappers) {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode value : head.values()) {
            JsonNode list = null;
            for (String wrapper : wrappers) {
                JsonNode member = value.get(wrapper);
                list = list == null && member != null && member.isArray() && !member.isEmpty() ? member : list;
            }
            if (list == null) {
                values.add(value);
            } else {
                for (int i = 0; i < Math.min(MAX, list.size()); i++) {
                    values.add(list.get(i));
                }
            }
        }
        return values;
    }
}
