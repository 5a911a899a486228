// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How text is encoded, told by its first bytes. Records keep their original bytes; readers are given UTF-8. */
public enum TextEncoding {
    /** UTF-8, or anything that is not one of the others. */
    UTF_8(StandardCharsets.UTF_8),
    /** UTF-16, low byte first: what Windows tools export. */
    UTF_16LE(StandardCharsets.UTF_16LE),
    /** UTF-16, high byte first. */
    UTF_16BE(StandardCharsets.UTF_16BE);

    private final Charset charset;

    TextEncoding(Charset charset) {
        this.charset = charset;
    }

    /**
     * @param b first bytes of a content
     * @return by the byte order mark; without one, by the zeros that plain letters have in UTF-16
     */
    public static TextEncoding of(byte[] b) {
        if (b.length >= 4 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE && b[2] == 0 && b[3] == 0) {
            return UTF_8; // UTF-32: no exporter writes it, and taking it for UTF-16 would only look right
        }
        if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
            return UTF_16LE;
        }
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return UTF_16BE;
        }
        if (b.length >= 4 && b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0) {
            return UTF_16LE;
        }
        if (b.length >= 4 && b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0) {
            return UTF_16BE;
        }
        return UTF_8;
    }

    /** @return the part of the buffer in UTF-8, without a byte order mark; lone surrogates become a question mark */
    public byte[] toUtf8(byte[] b, int from, int length) {
        String text = new String(b, from, length, charset);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
    }

    /** @return the code unit at the byte as an ASCII character, or a letter for everything else */
    byte unit(byte[] b, int at) {
        int high = (this == UTF_16LE ? b[at + 1] : b[at]) & 0xFF;
        int low = (this == UTF_16LE ? b[at] : b[at + 1]) & 0xFF;
        return high == 0 && low < 0x80 ? (byte) low : (byte) 'x';
    }
}
