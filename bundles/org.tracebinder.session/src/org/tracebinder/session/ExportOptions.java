// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tracebinder.pack.PackOptions;

/**
 * What goes into an evidence pack. With neither controls nor queries every record of the binder goes in.
 *
 * @param controls ids of controls; the records of their checks go in
 * @param queries  the records of the events that match go in
 * @param redact   true to mask personal data in every file of the pack
 * @param keyStore a PKCS#12 file to sign with
 * @param password of the key store; ignored without one
 * @param language of the report
 * @param asOf     day whose law the assessment in the pack holds for; empty for today
 * @param how      which checks and catalogues hold, and how
 * @param fields   fields of events that are masked as a whole, by their names in queries, such as {@code actor},
 *                 {@code prompt} or {@code extra.customer}; their values are masked wherever else they stand. With any,
 *                 personal data is masked, too
 * @param passphrase of the masking secret, when that is sealed; empty otherwise
 * @param documents  bytes of an attached document at most; a larger one stays out, 0 keeps out all
 */
public record ExportOptions(List<String> controls, List<String> queries, boolean redact, Optional<Path> keyStore,
        char[] password, Locale language, Optional<LocalDate> asOf, AssessOptions how, List<String> fields,
        Optional<char[]> passphrase, long documents) {

    /** Masking fields is masking. */
    public ExportOptions {
        fields = List.copyOf(fields);
        redact |= !fields.isEmpty();
    }

    /** With attached documents up to the usual size, and a masking secret that is not sealed. */
    public ExportOptions(List<String> controls, List<String> queries, boolean redact, Optional<Path> keyStore,
            char[] password, Locale language, Optional<LocalDate> asOf, AssessOptions how, List<String> fields) {
        this(controls, queries, redact, keyStore, password, language, asOf, how, fields, Optional.empty(),
                PackOptions.DOCUMENT_LIMIT);
    }

    /** @return the same, with the passphrase of the masking secret */
    public ExportOptions unsealedBy(Optional<char[]> words) {
        return new ExportOptions(controls, queries, redact, keyStore, password, language, asOf, how, fields, words,
                documents);
    }

    /** @return the same, with attached documents up to so many bytes; 0 for none */
    public ExportOptions withDocuments(long limit) {
        return new ExportOptions(controls, queries, redact, keyStore, password, language, asOf, how, fields, passphrase,
                limit);
    }

    /** Without chosen fields. */
    public ExportOptions(List<String> controls, List<String> queries, boolean redact, Optional<Path> keyStore,
            char[] password, Locale language, Optional<LocalDate> asOf, AssessOptions how) {
        this(controls, queries, redact, keyStore, password, language, asOf, how, List.of());
    }

    /**
     * @param names of fields, see {@link org.tracebinder.pack.Masking#choices()}
     * @return the same, with these fields and personal data masked
     */
    public ExportOptions masking(List<String> names) {
        return new ExportOptions(controls, queries, redact, keyStore, password, language, asOf, how, names, passphrase,
                documents);
    }

    /** With the checks and catalogues of the product and the binder. */
    public ExportOptions(List<String> controls, List<String> queries, boolean redact, Optional<Path> keyStore,
            char[] password, Locale language, Optional<LocalDate> asOf) {
        this(controls, queries, redact, keyStore, password, language, asOf, AssessOptions.DEFAULTS);
    }

    /** Assessed as of today. */
    public ExportOptions(List<String> controls, List<String> queries, boolean redact, Optional<Path> keyStore,
            char[] password, Locale language) {
        this(controls, queries, redact, keyStore, password, language, Optional.empty());
    }

    /** Everything, in clear, not signed, in English. */
    public static final ExportOptions ALL =
            new ExportOptions(List.of(), List.of(), false, Optional.empty(), new char[0], Locale.ENGLISH);
}
