// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Ids of traces and spans, which newer files write as Base64 of the bytes. */
final class Ids {

    private Ids() {
    }

    /** @return hexadecimal in lower case; an id of another form as it is; null for null */
    static String hex(String id) {
        if (id == null) {
            return null;
        }
        if (id.length() == 12 && id.endsWith("=") || id.length() == 24 && id.endsWith("==")) {
            try {
                return HexFormat.of().formatHex(Base64.getDecoder().decode(id));
            } catch (IllegalArgumentException e) {
                return id;
            }
        }
        String plain = id.startsWith("0x") ? id.substring(2) : id;
        return plain.matches("[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}") ? plain.toLowerCase(Locale.ROOT) : id;
    }
}
