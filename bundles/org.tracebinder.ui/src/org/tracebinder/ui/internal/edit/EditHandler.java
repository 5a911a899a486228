// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.edit;

import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.widgets.TextUndo;

/**
 * Undo and redo: of what was typed where the keyboard is, else of the last act on the binder or the last query. A key
 * never reaches from a text over to the binder, unless the text is that of a note that was just added; the foot of the
 * window says what was taken back, or that nothing was there. Always enabled: the platform answers a key of a command
 * that is not with a box that has to be clicked away.
 */
public abstract class EditHandler extends AbstractHandler {

    /** Set on a text whose undo goes on with the acts on the binder when nothing is typed. */
    public static final String ACTS = "org.tracebinder.ui.acts";

    /** Takes back. */
    public static final class Undo extends EditHandler {
        @Override
        boolean typed(Control control, boolean doIt) {
            return doIt ? TextUndo.undo(control) : TextUndo.canUndo(control);
        }

        @Override
        Optional<String> act(Acts acts) {
            return acts.undoable();
        }

        @Override
        void go(Acts acts, IWorkbenchWindow window) {
            acts.undo(words -> tell(window, words));
        }

        @Override
        String nothing() {
            return WindowWords.Undo_nothing;
        }
    }

    /** Does again. */
    public static final class Redo extends EditHandler {
        @Override
        boolean typed(Control control, boolean doIt) {
            return doIt ? TextUndo.redo(control) : TextUndo.canRedo(control);
        }

        @Override
        Optional<String> act(Acts acts) {
            return acts.redoable();
        }

        @Override
        void go(Acts acts, IWorkbenchWindow window) {
            acts.redo(words -> tell(window, words));
        }

        @Override
        String nothing() {
            return WindowWords.Redo_nothing;
        }
    }

    abstract boolean typed(Control control, boolean doIt);

    abstract Optional<String> act(Acts acts);

    abstract void go(Acts acts, IWorkbenchWindow window);

    abstract String nothing();

    @Override
    public Object execute(ExecutionEvent event) {
        Control control = target(event);
        if (control != null && typed(control, true)) {
            return null;
        }
        IWorkbenchWindow window = window();
        boolean key = event.getTrigger() instanceof Event e && e.type == SWT.KeyDown;
        boolean text = control instanceof Text || control instanceof StyledText s && s.getEditable();
        if (window == null) {
            return null;
        }
        Acts acts = window.getService(CurrentBinder.class).acts();
        boolean ours = !key || !text || control.getData(ACTS) != null;
        if (ours && (acts.busy() || act(acts).isPresent())) {
            go(acts, window);
        } else {
            tell(window, nothing());
        }
        return null;
    }

    /** @return where a key went, or where the keyboard is */
    static Control target(ExecutionEvent event) {
        return event.getTrigger() instanceof Event e && e.type == SWT.KeyDown && e.widget instanceof Control c ? c
                : focus();
    }

    static Control focus() {
        return PlatformUI.getWorkbench().getDisplay().getFocusControl();
    }

    static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    }

    /** Into the line at the foot of the window. */
    static void tell(IWorkbenchWindow window, String words) {
        var page = window.getActivePage();
        if (page != null && page.getActivePart() != null
                && page.getActivePart().getSite() instanceof IViewSite site) {
            site.getActionBars().getStatusLineManager().setMessage(words);
        }
    }

    /** @return the nearest of the control and those around it that has such data */
    static Object nearest(Control control, String key) {
        for (Control c = control; c != null; c = c.getParent()) {
            if (c.getData(key) != null) {
                return c.getData(key);
            }
        }
        return null;
    }
}
