// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Event;

/**
 * A file as an import would see it, by its first records. Nothing of it is kept anywhere.
 *
 * @param name       path that the import would give to the source
 * @param bytes      of the file; of a member of an archive those that were unpacked for the look
 * @param packaging  {@code gzip}, {@code zip} and so on, or null for a plain file
 * @param format     id of the format, {@code unknown} when no reader knows the content, {@code archive} for an archive
 * @param label      name of the format for people
 * @param confidence 0 to 100
 * @param why        what spoke for the format
 * @param importAs   what an import has to be told so that it reads the file this way; empty when it finds out by itself
 * @param others     other formats that could be meant, the surest first
 * @param rows       first records, in the order of the file
 * @param more       true when records stand behind these
 * @param problem    why nothing could be looked at, or null
 */
public record FilePreview(String name, long bytes, String packaging, String format, String label, int confidence,
        String why, Optional<String> importAs, List<Candidate> others, List<Row> rows, boolean more, String problem) {

    /** Format of a content that no reader knows. */
    public static final String UNKNOWN = "unknown";
    /** Format of what holds other files. */
    public static final String ARCHIVE = "archive";

    /**
     * A format that could be meant.
     *
     * @param format     its id
     * @param label      its name for people
     * @param confidence 1 to 100
     * @param why        what spoke for it
     */
    public record Candidate(String format, String label, int confidence, String why) {
    }

    /**
     * A record.
     *
     * @param number in the file, from 1
     * @param offset of its first byte in the unpacked content
     * @param length in bytes
     * @param reason why it would go to the quarantine, or null
     * @param events what it would become; empty when it can't be read, or says nothing
     * @param text   its beginning as text
     */
    public record Row(long number, long offset, int length, String reason, List<Event> events, String text) {
    }

    /** @return records among the first ones that would go to the quarantine */
    public long quarantined() {
        return rows.stream().filter(r -> r.reason() != null).count();
    }
}
