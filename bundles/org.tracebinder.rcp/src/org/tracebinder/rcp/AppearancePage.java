// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.prefs.BackingStoreException;
import org.tracebinder.ui.Log;

/** Whether the window is light, dark, or as the desktop is. */
public final class AppearancePage extends PreferencePage implements IWorkbenchPreferencePage {

    /** What can be chosen; the desktop is asked once, at each start. */
    private enum Look {
        DESKTOP, LIGHT, DARK
    }

    private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    private final Map<Look, Button> buttons = new EnumMap<>(Look.class);

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        Label question = new Label(page, SWT.WRAP);
        question.setText(AppearanceWords.Appearance_question);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(question);
        add(page, Look.DESKTOP, AppearanceWords.Appearance_desktop);
        add(page, Look.LIGHT, AppearanceWords.Appearance_light);
        add(page, Look.DARK, AppearanceWords.Appearance_dark);
        buttons.get(now()).setSelection(true);
        return page;
    }

    private void add(Composite page, Look look, String words) {
        Button button = new Button(page, SWT.RADIO);
        button.setText(words);
        buttons.put(look, button);
    }

    private static IEclipsePreferences store() {
        return InstanceScope.INSTANCE.getNode(DesktopTheme.NODE);
    }

    private static Look now() {
        String theme = store().get(DesktopTheme.KEY, "");
        return theme.isEmpty() ? Look.DESKTOP : theme.contains("dark") ? Look.DARK : Look.LIGHT;
    }

    @Override
    public boolean performOk() {
        Look wanted = buttons.keySet().stream().filter(k -> buttons.get(k).getSelection()).findFirst().orElse(now());
        if (wanted == now()) {
            return true;
        }
        boolean dark = wanted == Look.DARK || wanted == Look.DESKTOP && Display.isSystemDarkTheme();
        PlatformUI.getWorkbench().getService(IThemeEngine.class).setTheme(dark ? DARK : LIGHT, true);
        if (wanted == Look.DESKTOP) {
            store().remove(DesktopTheme.KEY);
        }
        try {
            store().flush();
        } catch (BackingStoreException e) {
            Log.warn("Keeping the appearance", e);
            setErrorMessage(AppearanceWords.Appearance_notKept);
            return false;
        }
        return true;
    }
}
