// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;
import org.tracebinder.ui.widgets.Meaning;
import org.tracebinder.ui.widgets.Palette;

/** The colours of own-drawn widgets, from the theme definitions in plugin.xml; people can change them there. */
public final class Palettes {

    private static final String PREFIX = "org.tracebinder.ui.color.";

    private static final String MEANT = PREFIX + "meant";

    private record Meant(Function<Palette, Color> colour) {
    }

    private Palettes() {
    }

    /** @return the colours of the current theme */
    public static Palette current() {
        ColorRegistry colors = manager().getCurrentTheme().getColorRegistry();
        Color background = get(colors, "background", Palette.LIGHT.background());
        Palette base = Palette.fitting(background);
        return new Palette(base.dark(), background, get(colors, "foreground", base.foreground()),
                get(colors, "muted", base.muted()), get(colors, "line", base.line()),
                get(colors, "header", base.header()), get(colors, "stripe", base.stripe()),
                get(colors, "accent", base.accent()), get(colors, "soft", base.soft()),
                get(colors, "selected", base.selected()), get(colors, "good", base.good()),
                get(colors, "warning", base.warning()), get(colors, "bad", base.bad()));
    }

    /**
     * Gives a widget its colours now and whenever the theme changes.
     *
     * @param control while it lives
     * @param apply   gets the colours
     */
    public static void follow(Control control, Consumer<Palette> apply) {
        apply.accept(current());
        IPropertyChangeListener listener = e -> {
            if (e.getProperty().startsWith(PREFIX) || e.getProperty().equals(IThemeManager.CHANGE_CURRENT_THEME)) {
                control.getDisplay().asyncExec(() -> {
                    if (!control.isDisposed()) {
                        apply.accept(current());
                    }
                });
            }
        };
        manager().addPropertyChangeListener(listener);
        control.addDisposeListener(e -> manager().removePropertyChangeListener(listener));
    }

    /**
     * Gives words a colour with a meaning that stays when parts are activated, and follows the theme.
     *
     * @param control shows the words
     * @param colour  of the words among those of a theme, null for the one that the theme gives
     */
    public static void mean(Control control, Function<Palette, Color> colour) {
        boolean first = control.getData(MEANT) == null;
        control.setData(MEANT, new Meant(colour));
        if (first) {
            follow(control, p -> {
                if (control.getData(MEANT) instanceof Meant meant) {
                    Meaning.set(control, meant.colour().apply(p));
                }
            });
        } else {
            Meaning.set(control, colour.apply(current()));
        }
    }

    private static Color get(ColorRegistry colors, String name, Color otherwise) {
        Color color = colors.get(PREFIX + name);
        return color == null ? otherwise : color;
    }

    private static IThemeManager manager() {
        return PlatformUI.getWorkbench().getThemeManager();
    }
}
