// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * Cuts content into records as it streams by. Called with a buffer that begins at the first byte not yet consumed; what
 * a call leaves unconsumed is there again, with more behind it, at the next call. Not thread-safe.
 */
interface Framer {

    /** Largest record, in bytes. A longer one is quarantined in pieces of this size. */
    int MAX_RECORD = 64 << 20;

    /**
     * Cuts as many records as are whole.
     *
     * @param buffer holds the content
     * @param from   first byte that is not consumed yet
     * @param to     end of the bytes at hand, exclusive
     * @param end    true when no more bytes follow
     * @param out    takes the records in order; bytes between them are framing
     * @return bytes consumed from {@code from} on; all of them when {@code end}
     */
    int cut(byte[] buffer, int from, int to, boolean end, Out out);

    /** Takes records. */
    interface Out {

        /**
         * @param from   first byte of the record in the buffer
         * @param length its bytes
         */
        void record(int from, int length);

        /**
         * A piece that is no record.
         *
         * @param from   first byte in the buffer
         * @param length its bytes
         * @param reason for the user
         */
        void bad(int from, int length, String reason);
    }
}
