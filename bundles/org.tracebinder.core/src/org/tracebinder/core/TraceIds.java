// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.Locale;

/**
 * Spellings of hexadecimal ids. A trace has 128 bits (32 digits, or a UUID with its dashes), a span 64 (16 digits), and
 * systems write both in capitals, too: W3C Trace Context asks for lower case, but not every log keeps to it. All other
 * ids stay as they are, since case may tell them apart.
 */
public final class TraceIds {

    private static final int SPAN = 16;
    private static final int TRACE = 32;
    private static final int UUID = 36;

    private TraceIds() {
    }

    /**
     * @param id any id, or null
     * @return a hexadecimal id of 16 or 32 digits and a UUID in lower case, everything else as it is
     */
    public static String fold(String id) {
        return id != null && isHex(id) ? id.toLowerCase(Locale.ROOT) : id;
    }

    /**
     * @param id any id, or null
     * @return the same, and a UUID without its dashes: equal for two spellings of the same bits
     */
    public static String bare(String id) {
        String folded = fold(id);
        return id != null && id.length() == UUID && isHex(id) ? folded.replace("-", "") : folded;
    }

    /** @return whether both are the same id, whatever their spelling; null is no id */
    public static boolean same(String a, String b) {
        return a != null && b != null && (a.equals(b) || bare(a).equals(bare(b)));
    }

    /** @return whether it is a hexadecimal id of 16 or 32 digits, or a UUID with its dashes, in any case */
    public static boolean isHex(String id) {
        int length = id.length();
        if (length != SPAN && length != TRACE && length != UUID) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean dash = length == UUID && (i == 8 || i == 13 || i == 18 || i == 23);
            char c = id.charAt(i);
            if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F')) {
                return false;
            }
        }
        return true;
    }
}
