// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** How text is encoded, told by its first bytes. Records keep their original bytes; readers are given UTF-8. */
public enum TextEncoding {
    /** UTF-8, or anything that is not one of the others. */
    UTF_8(StandardCharsets.UTF_8),
    /** UTF-16, low byte first: what Windows tools export. */
    UTF_16LE(StandardCharsets.UTF_16LE),
    /** UTF-16, high byte first. */
    UTF_16BE(StandardCharsets.UTF_16BE);

    private static final Charset WINDOWS = Charset.forName("windows-1252");

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

    /**
     * Reads text that should be UTF-8. What Windows tools write in their own encoding is most often Windows-1252.
     *
     * @param foreign told once when there are bytes that are no UTF-8; null when nobody wants to know
     * @return the text; a byte that is no UTF-8 is the letter that it is in Windows-1252
     */
    public static String text(byte[] b, int from, int length, Runnable foreign) {
        String plain = new String(b, from, length, StandardCharsets.UTF_8);
        if (plain.indexOf('\uFFFD') < 0) {
            return plain;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(b, from, length);
        CharBuffer out = CharBuffer.allocate(length);
        boolean told = false;
        for (CoderResult r; (r = decoder.decode(in, out, true)).isError();) {
            byte[] bad = new byte[r.length()];
            in.get(bad);
            out.put(new String(bad, WINDOWS));
            if (!told && foreign != null) {
                foreign.run();
            }
            told = true;
        }
        return out.flip().toString();
    }

    /** @return the code unit at the byte as an ASCII character, or a letter for everything else */
    byte unit(byte[] b, int at) {
        int high = (this == UTF_16LE ? b[at + 1] : b[at]) & 0xFF;
        int low = (this == UTF_16LE ? b[at] : b[at + 1]) & 0xFF;
        return high == 0 && low < 0x80 ? (byte) low : (byte) 'x';
    }
}
