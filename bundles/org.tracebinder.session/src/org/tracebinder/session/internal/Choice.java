// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.List;
import java.util.Optional;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Preamble;

/**
 * Who reads a content.
 *
 * @param reader     reads it
 * @param confidence 0 to 100
 * @param why        for the user
 * @param head       the beginning that the reader knows: without lines of text before a table
 */
record Choice(FormatReader reader, int confidence, String why, Head head) {

    /** @param format that the user wants, if any */
    static Choice of(Optional<String> format, Detector detector, Head head) {
        if (Archive.isUnmerged(head.bytes())) {
            return unknown(head);
        }
        if (format.isPresent()) {
            FormatReader reader = detector.reader(format.get())
                    .orElseThrow(() -> new IllegalArgumentException("unknown format " + format.get()));
            return new Choice(reader, 100, "chosen by the user", Preamble.without(head, reader));
        }
        List<Detector.Guess> guesses = detector.guess(head);
        if (guesses.isEmpty()) {
            Head table = Preamble.without(head);
            guesses = table == head ? guesses : detector.guess(table).stream()
                    .filter(g -> g.reader().framing(table) instanceof Framing.Csv).toList();
            return guesses.isEmpty() ? unknown(head) : best(guesses.get(0), table);
        }
        return best(guesses.get(0), head);
    }

    private static Choice best(Detector.Guess best, Head head) {
        return new Choice(best.reader(), best.confidence(), best.why(), head);
    }

    private static Choice unknown(Head head) {
        return new Choice(new UnknownReader(head), 0, unknownWhy(head), head);
    }

    /** @return why no reader takes a content, for people */
    static String unknownWhy(Head head) {
        return head.bytes().length == 0 ? "the file is empty" : "no reader knows its content";
    }
}
