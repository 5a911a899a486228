// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import org.tracebinder.core.Hash;

/**
 * One record as it was framed. The buffer is shared and must not be changed or kept.
 *
 * @param bytes    buffer that holds the record
 * @param from     its first byte in the buffer
 * @param length   its bytes
 * @param number   number of the record in its source, from 1
 * @param source   what all records of the source share
 * @param remarks  takes what is to be said of the record; null when nobody wants to know
 */
public record RawRecord(byte[] bytes, int from, int length, long number, SourceContext source, Remarks remarks) {

    /** A record of which nobody wants to know remarks. */
    public RawRecord(byte[] bytes, int from, int length, long number, SourceContext source) {
        this(bytes, from, length, number, source, null);
    }

    /**
     * What all records of a source share.
     *
     * @param name     file or member name, without folders
     * @param path     the whole path as the binder names it, with {@code /} between folders and {@code !/} behind an
     *                 archive; for formats that speak through their folders
     * @param envelope what stands around the records: the document without its records (JSON), the header row (CSV);
     *                 empty when there is nothing
     * @param sha256   a digest that differs from source to source, for ids that must not meet those of another source
     */
    public record SourceContext(String name, String path, byte[] envelope, Hash sha256) {

        /** What pages on lines say of each other stands around no record. */
        public SourceContext {
            envelope = PageLines.are(envelope) ? new byte[0] : envelope;
        }

        /** A source whose path is its name. */
        public SourceContext(String name, byte[] envelope, Hash sha256) {
            this(name, name, envelope, sha256);
        }
    }

    /** @return the record's own copy of its bytes */
    public byte[] copy() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        return copy;
    }

    /** @return the record as text: UTF-8, and bytes that are none as Windows-1252; these and NUL are remarked */
    public String text() {
        String text = TextEncoding.text(bytes, from, length, remarks == null ? null : remarks::foreignBytes);
        if (remarks != null && text.indexOf('\0') >= 0) {
            remarks.nulBytes();
        }
        return text;
    }

    /** @return what stands around the records, see {@link SourceContext#envelope()} */
    public byte[] envelope() {
        return source.envelope();
    }
}
