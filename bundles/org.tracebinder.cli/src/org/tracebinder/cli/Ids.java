// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.util.List;

/** Lists of ids for people: the first few, and how many more there are. */
final class Ids {

    private static final int SHOWN = 12;

    private Ids() {
    }

    /** @return the first ids and how many more there are of the total */
    static String text(List<?> ids, long total) {
        return text(ids, total, SHOWN);
    }

    /** @return all these ids and how many more there are of the total */
    static String all(List<?> ids, long total) {
        return text(ids, total, ids.size());
    }

    private static String text(List<?> ids, long total, int shown) {
        List<String> first = ids.stream().limit(shown).map(Object::toString).toList();
        return String.join(", ", first) + (total > first.size() ? " and " + Words.number(total - first.size()) + " more"
                : "");
    }

    /** Prints a line with the ids, in further lines where it is long; nothing when there are none. */
    static void print(Terminal terminal, String label, List<?> ids, long total) {
        print(terminal, label, ids, total, SHOWN);
    }

    /** The same, with as many ids as are there. */
    static void printAll(Terminal terminal, String label, List<?> ids, long total) {
        print(terminal, label, ids, total, ids.size());
    }

    private static void print(Terminal terminal, String label, List<?> ids, long total, int shown) {
        if (total > 0) {
            String indent = " ".repeat(label.length() + 1);
            List<String> lines = Words.wrap(text(ids, total, shown),
                    Math.max(20, terminal.columns() - indent.length()));
            for (int i = 0; i < lines.size(); i++) {
                terminal.out().println((i == 0 ? label + " " : indent) + lines.get(i));
            }
        }
    }
}
