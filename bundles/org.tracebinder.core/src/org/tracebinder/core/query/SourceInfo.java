// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.util.Map;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;

/**
 * One imported file or archive member, with the totals of its import.
 *
 * @param number      n of S<i>n</i>
 * @param path        as the person named it; a member of an archive is {@code archive.zip!/member}
 * @param bytes       size of the file as it came
 * @param sha256      digest of the file as it came
 * @param format      id of the format, or {@code archive}
 * @param formatLabel name of the format for people
 * @param confidence  0 to 100
 * @param why         what in the content spoke for the format
 * @param container   number of the archive that holds it, 0 when it is a file of its own
 * @param importedAt  when the import ended, in milliseconds since 1970, UTC
 * @param totals      what became of bytes and records
 * @param events      events of each kind; an event in conflict with an earlier one counts under {@code conflicts} only
 * @param conflicts   events with the identity of an earlier one and other content
 * @param repeated    events that say again, to the byte, what an earlier event says
 * @param firstTime   earliest event, nanoseconds since 1970, or {@link org.tracebinder.core.Event#NONE}
 * @param lastTime    latest event, the same
 * @param merkleRoot  RFC 9162 root over all records of the source, good or bad
 */
public record SourceInfo(int number, String path, long bytes, Hash sha256, String format, String formatLabel,
        int confidence, String why, int container, long importedAt, Totals totals, Map<EventKind, Long> events,
        long conflicts, long repeated, long firstTime, long lastTime, Hash merkleRoot) {

    /**
     * The reconciliation of one source.
     *
     * @param contentBytes     bytes of the content that was framed (the unpacked bytes of a compressed file)
     * @param recordBytes      bytes of accepted and duplicate records
     * @param framingBytes     bytes between records: line ends, brackets, commas, the document around the records
     * @param quarantinedBytes bytes of quarantined records
     * @param read             records read
     * @param accepted         records whose events are in the trail
     * @param quarantined      records that could not be read
     * @param duplicate        records whose bytes stand in an earlier record
     */
    public record Totals(long contentBytes, long recordBytes, long framingBytes, long quarantinedBytes, long read,
            long accepted, long quarantined, long duplicate) {

        /** @return true when bytes and records add up to the unit */
        public boolean reconciled() {
            return contentBytes == recordBytes + framingBytes + quarantinedBytes
                    && read == accepted + quarantined + duplicate;
        }
    }

    /** @return {@code S3} */
    public String id() {
        return "S" + number;
    }
}
