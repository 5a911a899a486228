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
    UTF_8(StandardCharsets.UTF_8, 1),
    /** UTF-16, low byte first: what Windows tools export. */
    UTF_16LE(StandardCharsets.UTF_16LE, 2),
    /** UTF-16, high byte first. */
    UTF_16BE(StandardCharsets.UTF_16BE, 2),
    /** UTF-32, low byte first. */
    UTF_32LE(Charset.forName("UTF-32LE"), 4),
    /** UTF-32, high byte first. */
    UTF_32BE(Charset.forName("UTF-32BE"), 4);

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Charset charset;
    private final int width;

    TextEncoding(Charset charset, int width) {
        this.charset = charset;
        this.width = width;
    }

    /** @return bytes of a code unit: 1, 2 or 4 */
    int width() {
        return width;
    }

    /**
     * @param b first bytes of a content
     * @return by the byte order mark; without one, by the zeros that plain letters have in UTF-16 and UTF-32
     */
    public static TextEncoding of(byte[] b) {
        TextEncoding wide = b.length < 4 ? UTF_8 : wide(b);
        if (wide != UTF_8) {
            return wide;
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

    /** @return what UTF-32 the four bytes begin, or UTF-8; other files than text, too, may begin with many zeros */
    private static TextEncoding wide(byte[] b) {
        if (b[2] == 0 && b[3] == 0 && (b[0] == (byte) 0xFF && b[1] == (byte) 0xFE || b[1] == 0 && plain(b[0]))) {
            return UTF_32LE;
        }
        return b[0] == 0 && b[1] == 0 && (b[2] == (byte) 0xFE && b[3] == (byte) 0xFF || b[2] == 0 && plain(b[3]))
                ? UTF_32BE : UTF_8;
    }

    private static boolean plain(byte b) {
        return b >= ' ' && b < 0x7F || b == '\t' || b == '\n' || b == '\r';
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
        boolean lowFirst = this == UTF_16LE || this == UTF_32LE;
        int low = b[lowFirst ? at : at + width - 1];
        int high = 0;
        for (int i = 1; i < width; i++) {
            high |= b[lowFirst ? at + i : at + width - 1 - i];
        }
        return high == 0 && low >= 0 ? (byte) low : (byte) 'x';
    }
}
