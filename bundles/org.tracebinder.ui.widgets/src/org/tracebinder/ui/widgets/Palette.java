// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/**
 * The colours of own-drawn widgets. The workbench fills it from its theme definitions.
 *
 * @param dark       true when the background is dark
 * @param background of content
 * @param foreground of content
 * @param muted      less important words, axis labels
 * @param line       grid lines and borders
 * @param header     background of table headers
 * @param stripe     background of every second row
 * @param accent     bars, links, the current thing
 * @param soft       the accent as a background: selected range, selected row
 * @param selected   words on {@code soft}
 * @param good       supported, allowed
 * @param warning    to be looked at
 * @param bad        contrary, denied, failed
 */
public record Palette(boolean dark, Color background, Color foreground, Color muted, Color line, Color header,
        Color stripe, Color accent, Color soft, Color selected, Color good, Color warning, Color bad) {

    /** The light colours; the workbench's theme definitions have the same values. */
    public static final Palette LIGHT = new Palette(false, rgb(0xffffff), rgb(0x1f2328), rgb(0x656d76), rgb(0xd8dee4),
            rgb(0xf3f5f7), rgb(0xf9fafb), rgb(0x2f6db5), rgb(0xd5e5f7), rgb(0x10233a), rgb(0x1a7f4b), rgb(0x9a6700),
            rgb(0xc0362c));

    /** The dark colours. */
    public static final Palette DARK = new Palette(true, rgb(0x1e1f22), rgb(0xdfe1e5), rgb(0x9da0a8), rgb(0x3c3f44),
            rgb(0x2b2d30), rgb(0x232528), rgb(0x6aa5e8), rgb(0x2c4668), rgb(0xf2f6fb), rgb(0x5fb885), rgb(0xd9a441),
            rgb(0xf07a6f));

    /**
     * @param color some background
     * @return true when light words are needed on it
     */
    public static boolean isDark(Color color) {
        // Weights of ITU-R BT.601 for the brightness of red, green and blue.
        return color.getRed() * 299 + color.getGreen() * 587 + color.getBlue() * 114 < 128_000;
    }

    /**
     * @param background the background of the surrounding widget
     * @return the colours that fit
     */
    public static Palette fitting(Color background) {
        return isDark(background) ? DARK : LIGHT;
    }

    private static Color rgb(int value) {
        return new Color(new RGB(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff));
    }
}
