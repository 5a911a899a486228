// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * Cuts UTF-16 with a framer for bytes: it is shown one byte for each code unit, which is enough for the quotes,
 * brackets and line ends that it looks at, and what it finds is doubled.
 */
final class Utf16Framer implements Framer {

    private final Framer framer;
    private final TextEncoding encoding;
    private boolean begun;

    Utf16Framer(Framer framer, TextEncoding encoding) {
        this.framer = framer;
        this.encoding = encoding;
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int start = from;
        if (!begun) {
            if (to - from < 2 && !end) {
                return 0;
            }
            start += to - from >= 2 && mark(buffer, from) ? 2 : 0;
            begun = true;
        }
        int units = (to - start) / 2;
        byte[] shown = new byte[units];
        for (int i = 0; i < units; i++) {
            shown[i] = encoding.unit(buffer, start + 2 * i);
        }
        int base = start;
        int used = framer.cut(shown, 0, units, end, new Out() {
            @Override
            public void record(int at, int length) {
                out.record(base + 2 * at, 2 * length);
            }

            @Override
            public void bad(int at, int length, String reason) {
                out.bad(base + 2 * at, 2 * length, reason);
            }
        });
        if (end && start + 2 * units < to) {
            out.bad(start + 2 * units, 1, "half a character at the end of the file");
            return to - from;
        }
        return start - from + 2 * used;
    }

    private static boolean mark(byte[] b, int at) {
        return b[at] == (byte) 0xFF && b[at + 1] == (byte) 0xFE || b[at] == (byte) 0xFE && b[at + 1] == (byte) 0xFF;
    }
}
