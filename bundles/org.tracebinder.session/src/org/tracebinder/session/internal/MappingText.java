// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Map;
import org.tracebinder.session.MappingDraft;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes mapping files, see docs/MAPPING.md. */
public final class MappingText {

    private MappingText() {
    }

    /** @return the draft as a mapping file, with line breaks */
    public static String write(MappingDraft draft) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("mapping", 1).put("id", draft.id()).put("label", draft.label());
        ObjectNode framing = root.putObject("framing").put("type", draft.delimited() ? "csv" : "json");
        if (draft.delimited()) {
            framing.put("separator", String.valueOf(draft.separator()));
        } else if (!draft.records().isEmpty()) {
            draft.records().forEach(framing.putArray("records")::add);
        }
        root.put("kind", draft.kind());
        ObjectNode fields = root.putObject("fields");
        for (Map.Entry<String, MappingDraft.Source> field : draft.fields().entrySet()) {
            MappingDraft.Source source = field.getValue();
            ObjectNode node = fields.putObject(field.getKey());
            node.put(draft.delimited() ? "column" : "pointer", source.place());
            if (source.format() != null) {
                node.put(Guess.isTime(field.getKey()) ? "format" : "decimal", source.format());
            }
            if (source.zone() != null) {
                node.put("zone", source.zone());
            }
        }
        return root.toPrettyString() + "\n";
    }
}
