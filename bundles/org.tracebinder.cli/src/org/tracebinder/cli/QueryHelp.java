// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import org.tracebinder.core.query.QueryException;

/** Says where a query went wrong. */
final class QueryHelp {

    private QueryHelp() {
    }

    /** @return the message, the query, and a caret under the character */
    static String text(String query, QueryException e) {
        int at = Math.max(0, Math.min(e.position(), query.length()));
        String shown = query.replaceAll("\\p{Cntrl}", " "); // one sign for one sign, so the place stays right
        return "The query can't be understood: " + e.getMessage() + System.lineSeparator() + "  " + shown
                + System.lineSeparator() + "  " + " ".repeat(Words.width(shown.substring(0, at))) + "^";
    }
}
