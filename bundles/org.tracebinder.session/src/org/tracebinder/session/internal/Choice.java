// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.List;
import java.util.Optional;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;

/**
 * Who reads a content.
 *
 * @param reader     reads it
 * @param confidence 0 to 100
 * @param why        for the user
 */
record Choice(FormatReader reader, int confidence, String why) {

    /** @param format that the user wants, if any */
    static Choice of(Optional<String> format, Detector detector, Head head) {
        if (Archive.isUnmerged(head.bytes())) {
            return new Choice(new UnknownReader(head), 0, "no reader knows its content");
        }
        if (format.isPresent()) {
            FormatReader reader = detector.reader(format.get())
                    .orElseThrow(() -> new IllegalArgumentException("unknown format " + format.get()));
            return new Choice(reader, 100, "chosen by the user");
        }
        List<Detector.Guess> guesses = detector.guess(head);
        if (guesses.isEmpty()) {
            return new Choice(new UnknownReader(head), 0, "no reader knows its content");
        }
        Detector.Guess best = guesses.get(0);
        return new Choice(best.reader(), best.confidence(), best.why());
    }
}
