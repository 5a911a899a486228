// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Ids in half the room. Most ids are hexadecimal digits, often behind a short word: {@code resp_5ab9edafe568ed01}. The
 * digits at the end are packed two in a byte, a UUID into 16 bytes; everything else stays as it is. Every text has
 * exactly one code, and equal codes mean equal texts. Packed ids sort before others.
 * <pre>
 * word 0x01 packed     an even number, at least 8, of lower-case hexadecimal digits at the end
 * 0x03 packed          a lower-case UUID
 * 0x02 UTF-8           a text that holds one of the three bytes above
 * UTF-8                everything else
 * </pre>
 */
public final class IdCode {

    /** Longer ids are cut here, as all keywords are. */
    public static final int MAX_CHARS = 4096;

    private static final byte PACKED = 1;
    private static final byte PLAIN = 2;
    private static final byte UUID = 3;
    private static final int LEAST_DIGITS = 8;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private IdCode() {
    }

    /** @return the code of an id, in bytes of its own */
    public static BytesRef encode(String id) {
        BytesRef out = new BytesRef();
        encode(id, out);
        return out;
    }

    /**
     * @param id  the text
     * @param out gets the code; its array is grown as needed
     */
    public static void encode(String id, BytesRef out) {
        int length = cut(id, MAX_CHARS);
        if (out.bytes.length < length * 3 + 1) {
            out.bytes = new byte[length * 3 + 1];
        }
        out.offset = 0;
        if (isUuid(id, length)) {
            out.bytes[0] = UUID;
            int n = 1;
            for (int i = 0; i < 36; i += 2) {
                if (id.charAt(i) == '-') {
                    i++;
                }
                out.bytes[n++] = pack(id, i);
            }
            out.length = n;
            return;
        }
        int digits = digitsFrom(id, length);
        int n = 0;
        for (int i = 0; i < digits; i++) {
            char c = id.charAt(i);
            if (c < 4) {
                out.bytes[0] = PLAIN;
                out.length = UnicodeUtil.UTF16toUTF8(id, 0, length, out.bytes, 1);
                return;
            }
        }
        n = UnicodeUtil.UTF16toUTF8(id, 0, digits, out.bytes, 0);
        if (digits < length) {
            out.bytes[n++] = PACKED;
            for (int i = digits; i < length; i += 2) {
                out.bytes[n++] = pack(id, i);
            }
        }
        out.length = n;
    }

    /** @return the id */
    public static String decode(byte[] bytes, int offset, int length) {
        int end = offset + length;
        if (length > 0 && bytes[offset] == UUID) {
            byte[] out = new byte[36];
            int n = 0;
            for (int i = offset + 1; i < end; i++) {
                if (n == 8 || n == 13 || n == 18 || n == 23) {
                    out[n++] = '-';
                }
                n = unpack(bytes[i], out, n);
            }
            return ascii(out, n);
        }
        if (length > 0 && bytes[offset] == PLAIN) {
            return new String(bytes, offset + 1, length - 1, StandardCharsets.UTF_8);
        }
        int mark = offset;
        while (mark < end && bytes[mark] != PACKED) {
            mark++;
        }
        if (mark == end) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }
        byte[] out = new byte[(mark - offset) + 2 * (end - mark - 1)];
        System.arraycopy(bytes, offset, out, 0, mark - offset);
        int n = mark - offset;
        for (int i = mark + 1; i < end; i++) {
            n = unpack(bytes[i], out, n);
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    /** @return the id */
    public static String decode(BytesRef code) {
        return decode(code.bytes, code.offset, code.length);
    }

    /**
     * Where the ids that begin with a text lie among the codes.
     *
     * @param prefix literal begin of the ids looked for
     * @return beginnings of codes; every code of such an id starts with one of them, others may, too
     */
    public static List<BytesRef> beginnings(String prefix) {
        List<BytesRef> out = new ArrayList<>();
        out.add(new BytesRef(prefix));
        out.add(new BytesRef(new byte[] {PLAIN}));
        int run = prefix.length();
        while (run > 0 && digit(prefix.charAt(run - 1)) >= 0) {
            run--;
        }
        for (int start = run; start <= Math.min(run + 1, prefix.length()); start++) {
            byte[] head = prefix.substring(0, start).getBytes(StandardCharsets.UTF_8);
            byte[] code = new byte[head.length + 1 + (prefix.length() - start) / 2];
            System.arraycopy(head, 0, code, 0, head.length);
            code[head.length] = PACKED;
            for (int i = start, n = head.length + 1; i + 1 < prefix.length(); i += 2) {
                code[n++] = pack(prefix, i);
            }
            out.add(new BytesRef(code));
        }
        String bare = prefix.replace("-", "");
        byte[] uuid = new byte[1 + Math.min(16, bare.length() / 2)];
        uuid[0] = UUID;
        for (int i = 0; i < uuid.length - 1; i++) {
            if (digit(bare.charAt(2 * i)) < 0 || digit(bare.charAt(2 * i + 1)) < 0) {
                return out;
            }
            uuid[i + 1] = pack(bare, 2 * i);
        }
        out.add(new BytesRef(uuid));
        return out;
    }

    /** @return length of the text, at most {@code max}, never between the halves of a surrogate pair */
    public static int cut(CharSequence text, int max) {
        int length = text.length();
        if (length <= max) {
            return length;
        }
        return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }

    private static int digitsFrom(String id, int length) {
        int from = length;
        while (from > 0 && digit(id.charAt(from - 1)) >= 0) {
            from--;
        }
        if ((length - from) % 2 == 1) {
            from++;
        }
        return length - from >= LEAST_DIGITS ? from : length;
    }

    private static boolean isUuid(String id, int length) {
        if (length != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? id.charAt(i) != '-' : digit(id.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    private static byte pack(String id, int i) {
        return (byte) (digit(id.charAt(i)) << 4 | digit(id.charAt(i + 1)));
    }

    private static int unpack(byte b, byte[] out, int n) {
        out[n] = DIGITS[b >> 4 & 15];
        out[n + 1] = DIGITS[b & 15];
        return n + 2;
    }

    private static String ascii(byte[] bytes, int n) {
        return new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
    }
}
