// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The preferences have a page, and what is chosen there is kept. */
class AppearanceTest {

    private static final String PAGE = "org.tracebinder.rcp.appearance";
    private static final String NODE = "org.eclipse.e4.ui.css.swt.theme";
    private static final String KEY = "themeid";

    private String before;

    @BeforeEach
    void remember() {
        before = InstanceScope.INSTANCE.getNode(NODE).get(KEY, "");
        InstanceScope.INSTANCE.getNode(NODE).remove(KEY);
    }

    @AfterEach
    void asBefore() {
        if (before.isEmpty()) {
            InstanceScope.INSTANCE.getNode(NODE).remove(KEY);
        } else {
            InstanceScope.INSTANCE.getNode(NODE).put(KEY, before);
        }
    }

    private static PreferenceDialog open() {
        assertNotNull(PlatformUI.getWorkbench().getPreferenceManager().find(PAGE));
        PreferenceDialog dialog = PreferencesUtil.createPreferenceDialogOn(Bench.window().getShell(), PAGE,
                new String[] {PAGE}, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        return dialog;
    }

    private static List<Button> choices(PreferenceDialog dialog) {
        return Bench.below(dialog.getShell(), Button.class, c -> true).stream()
                .filter(b -> (b.getStyle() & SWT.RADIO) != 0).toList();
    }

    @Test
    void whatIsChosenIsKept() {
        PreferenceDialog dialog = open();
        Bench.until("three choices", () -> choices(dialog).size() == 3);
        List<Button> choices = choices(dialog);
        assertEquals(List.of("As the desktop is, at each start", "Light", "Dark"),
                choices.stream().map(b -> b.getText().replace("&", "")).toList());
        assertEquals(List.of(true, false, false), choices.stream().map(Button::getSelection).toList());
        choices.get(0).setSelection(false);
        choices.get(1).setSelection(true);
        Bench.below(dialog.getShell(), Button.class, c -> true).stream()
                .filter(b -> Integer.valueOf(IDialogConstants.OK_ID).equals(b.getData())).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        Bench.until("kept", () -> InstanceScope.INSTANCE.getNode(NODE).get(KEY, "").endsWith("e4_default"));
        PreferenceDialog again = open();
        Bench.until("chosen", () -> choices(again).size() == 3 && choices(again).get(1).getSelection());
        again.close();
    }
}
