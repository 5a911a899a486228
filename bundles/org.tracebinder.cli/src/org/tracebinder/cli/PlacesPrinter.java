// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.session.Snippets;

/** Where in the original bytes the words stand that a query looked for. */
final class PlacesPrinter {

    /** Matches in each text; more in one text nobody reads one by one. */
    private static final int MOST = 100;

    private PlacesPrinter() {
    }

    /** @return the places in one event */
    static MarkedBytes of(Trail trail, Hit hit, Snippets snippets) throws IOException {
        return snippets.places(hit.event(), trail.bytes(hit.id().record()), MOST);
    }

    /** Writes the members {@code places}, {@code unplaced} and {@code allPlaced} into the open object. */
    static void json(JsonOut json, Hit hit, MarkedBytes marked) {
        json.array("places");
        marked.places().forEach(p -> json.object().put("field", p.field())
                .put("offset", hit.record().offset() + p.from())
                .put("length", (long) (p.to() - p.from())).put("text", p.text()).end());
        json.endArray().put("unplaced", (long) marked.unplaced()).put("allPlaced", marked.whole());
    }

    /** Prints one line for each place. */
    static void text(Terminal terminal, List<Hit> hits, List<MarkedBytes> marked) {
        Table table = new Table().left("Id").left("Source").right("First byte").right("Bytes").left("Field")
                .left("Words");
        long unplaced = 0;
        boolean whole = true;
        boolean some = false;
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            for (MarkedBytes.Place p : marked.get(i).places()) {
                table.row(hit.id(), "S" + hit.id().record().source(), hit.record().offset() + p.from(),
                        (long) (p.to() - p.from()), p.field(), Words.line(p.text()));
                some = true;
            }
            unplaced += marked.get(i).unplaced();
            whole &= marked.get(i).whole();
        }
        if (some) {
            table.print(terminal.out(), terminal.columns());
        } else if (unplaced == 0) {
            terminal.out().println("The query looks for no words that stand there.");
        }
        if (unplaced > 0) {
            terminal.out().println((unplaced == 1 ? "1 more match stands" : Words.number(unplaced)
                    + " more matches stand")
                    + " in words that the bytes spell otherwise, for example in Base64 or in pieces.");
        }
        if (!whole) {
            terminal.out().println("At most " + Words.number(MOST)
                    + " matches of a text and the first 8 MiB of an event were looked at.");
        }
    }
}
