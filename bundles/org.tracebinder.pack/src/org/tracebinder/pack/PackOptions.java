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
 */
public record PackOptions(Optional<Signer> signer, Optional<Redaction> redaction, boolean originals, Locale language) {

    /** Not signed, not masked, with original bytes, in English. */
    public static final PackOptions PLAIN = new PackOptions(Optional.empty(), Optional.empty(), true, Locale.ENGLISH);

    /** Refuses original bytes beside masked ones. */
    public PackOptions {
        Objects.requireNonNull(language, "language");
        if (originals && redaction.isPresent()) {
            throw new IllegalArgumentException("original bytes beside masked records would undo the masking");
        }
    }

    /** @return the same, signed */
    public PackOptions signedBy(Signer value) {
        return new PackOptions(Optional.of(value), redaction, originals, language);
    }

    /** @return the same, masked and without original bytes */
    public PackOptions maskedBy(Redaction value) {
        return new PackOptions(signer, Optional.of(value), false, language);
    }

    /** @return the same, with or without original bytes */
    public PackOptions withOriginals(boolean value) {
        return new PackOptions(signer, redaction, value, language);
    }

    /** @return the same, with the report in the language */
    public PackOptions in(Locale value) {
        return new PackOptions(signer, redaction, originals, value);
    }
}
