// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How files are imported.
 *
 * @param format     id of the format to read them as, or {@code mapping:} and the path of a mapping file; empty to look
 *                   at their content
 * @param threads    threads that parse, 0 for one a core; the result does not depend on it
 * @param reference  true to leave plain files where they are and keep their digest only; packed files are kept all the
 *                   same
 * @param checkpoint after so long the files that are read to their end are committed, so that an import which is
 *                   interrupted goes on behind them
 * @param formats    formats of single paths, or of files in folders, among those that are imported; they go before
 *                   {@code format}
 */
public record ImportOptions(Optional<String> format, int threads, boolean reference, Duration checkpoint,
        Map<Path, String> formats) {

    private static final Duration USUAL = Duration.ofSeconds(20);

    /** Looks at the content, one thread a core. */
    public static final ImportOptions DEFAULT = new ImportOptions(Optional.empty(), 0);

    /** Keeps its own copy. */
    public ImportOptions {
        formats = Map.copyOf(formats);
    }

    /** All paths alike. */
    public ImportOptions(Optional<String> format, int threads, boolean reference, Duration checkpoint) {
        this(format, threads, reference, checkpoint, Map.of());
    }

    /** The usual time between checkpoints. */
    public ImportOptions(Optional<String> format, int threads) {
        this(format, threads, false, USUAL);
    }

    /** @return the same, but read as that format */
    public ImportOptions as(String id) {
        return new ImportOptions(Optional.of(id), threads, reference, checkpoint, formats);
    }

    /** @return the same, but plain files stay where they are */
    public ImportOptions byReference() {
        return new ImportOptions(format, threads, true, checkpoint, formats);
    }

    /** @return the same, but some paths have a format of their own */
    public ImportOptions with(Map<Path, String> own) {
        return new ImportOptions(format, threads, reference, checkpoint, own);
    }
}
