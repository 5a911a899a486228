// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * Cuts UTF-16 and UTF-32 with a framer for bytes: it is shown one byte for each code unit, which is enough for the
 * quotes, brackets and line ends that it looks at, and what it finds is stretched again.
 */
final class WideFramer implements Framer {

    private final Framer framer;
    private final TextEncoding encoding;
    private boolean begun;

    WideFramer(Framer framer, TextEncoding encoding) {
        this.framer = framer;
        this.encoding = encoding;
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int start = from;
        int width = encoding.width();
        if (!begun) {
            if (to - from < width && !end) {
                return 0;
            }
            start += to - from >= width && mark(buffer, from, width) ? width : 0;
            begun = true;
        }
        int units = (to - start) / width;
        byte[] shown = new byte[units];
        for (int i = 0; i < units; i++) {
            shown[i] = encoding.unit(buffer, start + width * i);
        }
        int base = start;
        int used = framer.cut(shown, 0, units, end, new Out() {
            @Override
            public void record(int at, int length) {
                out.record(base + width * at, width * length);
            }

            @Override
            public void bad(int at, int length, String reason) {
                out.bad(base + width * at, width * length, reason);
            }
        });
        int rest = start + width * units;
        if (end && rest < to) {
            out.bad(rest, to - rest, "half a character at the end of the file");
            return to - from;
        }
        return start - from + width * used;
    }

    private static boolean mark(byte[] b, int at, int width) {
        int last = at + width - 1;
        return b[at] == (byte) 0xFF && b[at + 1] == (byte) 0xFE || b[last - 1] == (byte) 0xFE
                && b[last] == (byte) 0xFF;
    }
}
