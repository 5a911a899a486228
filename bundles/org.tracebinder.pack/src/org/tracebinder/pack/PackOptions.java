// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a pack is written.
 *
 * @param signer    signs the pack; empty for none
 * @param redaction masks; empty for none
 * @param originals true to put the original bytes of the records beside them; not together with a redaction
 * @param language  of the report: English, or German for {@code de}
 * @param documentLimit bytes of an attached document at most; a larger one stays out, 0 keeps out all
 */
public record PackOptions(Optional<Signer> signer, Optional<Redaction> redaction, boolean originals, Locale language,
        long documentLimit) {

    /** What goes in without being asked about: more than a scanned contract, less than a film. */
    public static final long DOCUMENT_LIMIT = 100L << 20;

    /** Not signed, not masked, with original bytes, in English. */
    public static final PackOptions PLAIN = new PackOptions(Optional.empty(), Optional.empty(), true, Locale.ENGLISH);

    /** Refuses original bytes beside masked ones. */
    public PackOptions {
        Objects.requireNonNull(language, "language");
        if (originals && redaction.isPresent()) {
            throw new IllegalArgumentException("original bytes beside masked records would undo the masking");
        }
    }

    /** With attached documents up to the usual size. */
    public PackOptions(Optional<Signer> signer, Optional<Redaction> redaction, boolean originals, Locale language) {
        this(signer, redaction, originals, language, DOCUMENT_LIMIT);
    }

    /** @return the same, with attached documents up to so many bytes */
    public PackOptions withDocuments(long limit) {
        return new PackOptions(signer, redaction, originals, language, limit);
    }

    /** @return the same, signed */
    public PackOptions signedBy(Signer value) {
        return new PackOptions(Optional.of(value), redaction, originals, language, documentLimit);
    }

    /** @return the same, masked and without original bytes */
    public PackOptions maskedBy(Redaction value) {
        return new PackOptions(signer, Optional.of(value), false, language, documentLimit);
    }

    /** @return the same, with or without original bytes */
    public PackOptions withOriginals(boolean value) {
        return new PackOptions(signer, redaction, value, language, documentLimit);
    }

    /** @return the same, with the report in the language */
    public PackOptions in(Locale value) {
        return new PackOptions(signer, redaction, originals, value, documentLimit);
    }
}
