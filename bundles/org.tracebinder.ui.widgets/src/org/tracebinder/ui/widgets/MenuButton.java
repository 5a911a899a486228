// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/**
 * A choice of one out of a few, as a button that opens a menu. The button says what is chosen and for what, so that a
 * screen
 * reader says both; a combo box says neither on all desktops.
 */
public final class MenuButton extends Composite {

    private final String label;
    private List<String> choices;
    private final Button button;
    private IntConsumer chosen = i -> { };
    private int current;

    /**
     * @param parent  of the button
     * @param label   what is chosen
     * @param choices in their order; the first is chosen
     */
    public MenuButton(Composite parent, String label, List<String> choices) {
        super(parent, SWT.NONE);
        this.label = label;
        this.choices = List.copyOf(choices);
        setLayout(new FillLayout());
        button = new Button(this, SWT.PUSH | SWT.LEFT);
        button.addListener(SWT.Resize, e -> tell());
        button.addListener(SWT.Selection, e -> open());
        show();
    }

    /** @param listener gets the number of the choice */
    public void onChoice(IntConsumer listener) {
        chosen = listener;
    }

    /**
     * @param others  other choices, in their order
     * @param current number of the one that holds; the listener is not told
     */
    public void setChoices(List<String> others, int current) {
        choices = List.copyOf(others);
        this.current = current;
        show();
    }

    /** @return number of the choice, from 0 */
    public int choice() {
        return current;
    }

    /** @param index of a choice; the listener is not told */
    public void show(int index) {
        current = index;
        show();
    }

    /** @param index of a choice; the listener is told */
    public void choose(int index) {
        show(index);
        chosen.accept(index);
    }

    @Override
    public boolean setFocus() {
        return button.setFocus();
    }

    private void open() {
        Menu menu = new Menu(button);
        for (int i = 0; i < choices.size(); i++) {
            int index = i;
            MenuItem item = new MenuItem(menu, SWT.RADIO);
            item.setText(choices.get(i).replace("&", "&&"));
            item.setSelection(i == current);
            item.addListener(SWT.Selection, e -> {
                if (item.getSelection()) {
                    choose(index);
                }
            });
        }
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setLocation(button.toDisplay(0, button.getSize().y));
        menu.setVisible(true);
    }

    private void show() {
        button.setText((label + "  " + choices.get(current) + "  \u25be").replace("&", "&&"));
        button.requestLayout();
        tell();
    }

    /** Words that the button has no room for stand in its tip. */
    private void tell() {
        boolean cut = button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x > button.getSize().x;
        button.setToolTipText(cut ? button.getText() : null);
    }
}
