// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.Optional;

/**
 * Where bytes are no UTF-8 (RFC 3629): readers complain somewhere behind such a place, this finds the place itself.
 *
 * @param from first byte of the character that is none
 * @param at   the byte at which it stops being one; {@code from} itself when no character begins with it, the length of
 *             the bytes when they end within the character
 */
public record Utf8(int from, int at) {

    /**
     * @param bytes the text
     * @param from  where it begins
     * @param end   where it ends, exclusive
     * @return the first place in it, counted from {@code from}; empty when all of it is UTF-8
     */
    public static Optional<Utf8> firstBad(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end) {
            int lead = bytes[i] & 0xff;
            int more = more(lead);
            if (more < 0) {
                return Optional.of(new Utf8(i - from, i - from));
            }
            for (int k = 1; k <= more; k++) {
                if (i + k >= end || !continues(lead, k, bytes[i + k] & 0xff)) {
                    return Optional.of(new Utf8(i - from, i + k - from));
                }
            }
            i += more + 1;
        }
        return Optional.empty();
    }

    /** @return how many bytes follow this one, -1 when no character begins with it */
    private static int more(int lead) {
        if (lead < 0x80) {
            return 0;
        }
        if (lead < 0xc2 || lead > 0xf4) {
            return -1;
        }
        return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    }

    /** Overlong forms, surrogates and what lies above U+10FFFF show in the second byte. */
    private static boolean continues(int lead, int place, int b) {
        int least = place > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = place > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        return b >= least && b <= most;
    }
}
