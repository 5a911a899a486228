// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Test;
import org.tracebinder.ui.widgets.HexAndTextView;

/** Marked bytes are seen without being looked for. */
class MarkInSightTest {

    /** The mark of a bad byte stays in sight when the part gets another size. */
    @Test
    void whatIsMarkedStaysInSight() {
        Shell shell = new Shell(Bench.window().getShell());
        shell.setLayout(new FillLayout());
        HexAndTextView view = new HexAndTextView(shell);
        byte[] bytes = ("long words ".repeat(250) + "@" + " and more".repeat(60)).getBytes(StandardCharsets.UTF_8);
        shell.setSize(1000, 300);
        shell.open();
        view.show(new HexAndTextView.Bytes("S1:1", 0, bytes, "", 0, 0),
                List.of(new HexAndTextView.Mark(2_750, 2_751, "@")), "");
        view.bar().go(1);
        StyledText text = view.text();
        Bench.until("mark in sight", () -> text.getSelectionText().equals("@") && inside(text));
        int wide = text.getClientArea().width;
        shell.setSize(500, 260);
        Bench.until("narrow, and mark in sight", () -> text.getClientArea().width < wide * 3 / 4 && inside(text));
        shell.close();
    }

    private static boolean inside(StyledText text) {
        Point at = text.getLocationAtOffset(text.getSelection().x);
        return at.y >= 0 && at.y + text.getLineHeight() / 2 <= text.getClientArea().height;
    }
}
