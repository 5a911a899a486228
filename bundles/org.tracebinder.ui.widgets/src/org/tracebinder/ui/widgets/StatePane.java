// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/**
 * Shows its content, or says in words why there is none: nothing there, on its way, failed. An empty table never stands
 * for
 * any of these.
 */
public final class StatePane extends Composite {

    private final StackLayout stack = new StackLayout();
    private final Composite content;
    private final Composite message;
    private final Label title;
    private final Label text;
    private final Link action;
    private Runnable onAction = () -> { };
    /** Gets the focus with the content, when it is still here. */
    private Control wanted;

    /** @param parent of the pane */
    public StatePane(Composite parent) {
        super(parent, SWT.NONE);
        setLayout(stack);
        content = new Composite(this, SWT.NONE);
        message = Scrolled.page(this);
        GridLayoutFactory.fillDefaults().margins(24, 16).spacing(6, 8).applyTo(message);
        Composite above = new Composite(message, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(above);
        title = new Label(message, SWT.CENTER | SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(title);
        text = new Label(message, SWT.CENTER | SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(text);
        action = new Link(message, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(action);
        action.addListener(SWT.Selection, e -> onAction.run());
        Composite below = new Composite(message, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(below);
        stack.topControl = content;
    }

    /** @return parent of the content */
    public Composite content() {
        return content;
    }

    /** Shows the content. */
    public void showContent() {
        show(content);
    }

    /**
     * Shows words in place of the content.
     *
     * @param what  in a few words
     * @param why   what it means or what to do, may be empty
     * @param label of a link below, or null for none
     * @param run   what the link does
     */
    public void showMessage(String what, String why, String label, Runnable run) {
        title.setText(what.replace("&", "&&"));
        text.setText(why.replace("&", "&&"));
        action.setText(label == null ? "" : "<a>" + label + "</a>");
        action.setVisible(label != null);
        Names.set(action, label == null ? what : label);
        onAction = run == null ? () -> { } : run;
        message.layout(true, true);
        show(Scrolled.around(message));
        Scrolled.again(message);
    }

    /**
     * Shows words in place of the content.
     *
     * @param what in a few words
     * @param why  what it means or what to do, may be empty
     */
    public void showMessage(String what, String why) {
        showMessage(what, why, null, null);
    }

    /** @return the words on the screen, empty when the content is shown */
    public String message() {
        return stack.topControl == Scrolled.around(message) ? title.getText() + "\n" + text.getText() : "";
    }

    /**
     * Gives the focus to a control of the content: at once, or, while words stand in its place, when the content comes
     * and the focus did not go elsewhere meanwhile.
     */
    public void focus(Control control) {
        if (stack.topControl == content) {
            control.setFocus();
            return;
        }
        wanted = control;
        if (!action.getVisible() || !action.setFocus()) {
            forceFocus();
        }
    }

    private void show(Control top) {
        if (stack.topControl == top) {
            return;
        }
        Control focused = getDisplay().getFocusControl();
        boolean here = focused == this || focused == action;
        stack.topControl = top;
        layout();
        if (top == content && wanted != null) {
            if (here) {
                wanted.setFocus();
            }
            wanted = null;
        }
    }
}
