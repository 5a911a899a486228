// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.util.List;
import org.tracebinder.session.compare.FieldDifference;

/** Fields in which two events differ. */
final class Differences {

    private static final int SHOWN = 12;
    private static final int VALUE = 60;

    private Differences() {
    }

    /** Writes the member {@code fields}. */
    static void json(JsonOut out, List<FieldDifference> fields) {
        out.array("fields");
        fields.forEach(f -> out.object().put("field", f.field()).put("a", f.a()).put("b", f.b()).end());
        out.endArray();
    }

    /** Prints a line for each of the first fields. */
    static void text(Terminal terminal, List<FieldDifference> fields, String indent) {
        fields.stream().limit(SHOWN).forEach(f -> terminal.out().println(indent + Words.line(f.field()) + ": "
                + value(f.a()) + " -> " + value(f.b())));
        if (fields.size() > SHOWN) {
            terminal.out().println(indent + "and " + Words.count(fields.size() - SHOWN, "field") + " more");
        }
    }

    private static String value(String text) {
        return text == null ? "not said" : Words.cut(Words.line(text), VALUE);
    }
}
