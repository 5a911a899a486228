// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/** The whole content is one record. */
final class WholeFramer implements Framer {

    private boolean tooLong;

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        if (!end && to - from < MAX_RECORD) {
            return 0;
        }
        if (to > from) {
            if (end && !tooLong) {
                out.record(from, to - from);
            } else {
                tooLong = true;
                out.bad(from, to - from, "longer than " + (MAX_RECORD >> 20)
                        + " MiB, which is the most that is read as one");
            }
        }
        return to - from;
    }
}
