// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.cost.PriceList;
import picocli.CommandLine.Option;

/** The price list that costs are recomputed with. */
final class PricesOption {

    @Option(names = "--prices", paramLabel = "FILE",
            description = "a price list (JSON); without it, example prices that "
            + "come with the program")
    private Path file;

    /** @return the list of the file, or the examples */
    PriceList list() throws TracebinderException, IOException {
        return file == null ? PriceList.builtIn() : PriceList.read(file);
    }

    /** Writes the member {@code prices}: which list it was. */
    static void json(JsonOut out, PriceList list) {
        out.object("prices").put("name", list.name()).put("date", list.date()).put("source", list.source())
                .put("currency", list.currency()).put("sha256", list.sha256()).end();
    }

    /** @return the list in a few words */
    static String words(PriceList list) {
        return Words.line("'" + list.name() + "' of " + list.date() + ", " + list.source());
    }
}
