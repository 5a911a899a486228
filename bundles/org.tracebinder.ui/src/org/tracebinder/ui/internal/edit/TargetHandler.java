// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.edit;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ST;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.widgets.EventTable;

/** Copy, delete and find, on what has the keyboard: letters in a text, rows in a table. */
public abstract class TargetHandler extends AbstractHandler {

    /** Copies what is selected. */
    public static final class Copy extends TargetHandler {
        @Override
        Runnable on(Control control) {
            if (control instanceof Text t) {
                return t.getSelectionCount() > 0 ? t::copy : null;
            }
            if (control instanceof StyledText s) {
                return s.getSelectionCount() > 0 ? s::copy : null;
            }
            if (control instanceof Combo c) {
                return c::copy;
            }
            if (control instanceof Spinner s) {
                return s::copy;
            }
            EventTable events = table(control);
            return events != null ? events::copy : (Runnable) EditHandler.nearest(control, Trees.COPY);
        }

        @Override
        String nothing() {
            return WindowWords.Copy_nothing;
        }

        private static EventTable table(Control control) {
            for (Control c = control; c != null; c = c.getParent()) {
                if (c instanceof EventTable t) {
                    return t;
                }
            }
            return null;
        }
    }

    /** Deletes letters, or the selected row where rows can be taken away. */
    public static final class Delete extends TargetHandler {

        /** Set on a table whose selected row can be taken away: what does so. */
        public static final String DELETE = "org.tracebinder.ui.delete";

        @Override
        Runnable on(Control control) {
            if (control instanceof Text t) {
                return t.getEditable() ? () -> delete(t) : null;
            }
            if (control instanceof StyledText s) {
                return s.getEditable() ? () -> s.invokeAction(ST.DELETE_NEXT) : null;
            }
            return (Runnable) EditHandler.nearest(control, DELETE);
        }

        @Override
        String nothing() {
            return WindowWords.Delete_nothing;
        }

        private static void delete(Text text) {
            int at = text.getCaretPosition();
            if (text.getSelectionCount() == 0 && at < text.getCharCount()) {
                text.setSelection(at, at + 1);
            }
            text.insert("");
        }
    }

    /** Goes to the field that narrows the part, or to the query. */
    public static final class Find extends TargetHandler {

        /** What the help system sets on the content of each part. */
        private static final String PART = "org.eclipse.ui.help";

        @Override
        Runnable on(Control control) {
            return Find::find;
        }

        @Override
        String nothing() {
            return "";
        }

        private static void find() {
            IWorkbenchWindow window = EditHandler.window();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            if (page == null) {
                return;
            }
            for (Control c = EditHandler.focus(); c != null && !(c instanceof Shell); c = c.getParent()) {
                Text field = c instanceof Composite around ? search(around) : null;
                if (field != null) {
                    field.setFocus();
                    field.selectAll();
                    return;
                }
                if (c.getData(PART) != null) {
                    break;
                }
            }
            Commands.run(window, Parts.COMMAND_QUERY);
        }

        private static Text search(Composite in) {
            for (Control child : in.getChildren()) {
                if (child instanceof Text t && (t.getStyle() & SWT.SEARCH) != 0 && t.isVisible() && t.isEnabled()) {
                    return t;
                }
                Text below = child instanceof Composite c ? search(c) : null;
                if (below != null) {
                    return below;
                }
            }
            return null;
        }
    }

    /** @return what is done there; null when nothing can */
    abstract Runnable on(Control control);

    /** @return what is said when nothing can be done there */
    abstract String nothing();

    /** Always enabled: the platform answers a key of a command that is not with a box that has to be clicked away. */
    @Override
    public Object execute(ExecutionEvent event) {
        Control control = EditHandler.target(event);
        Runnable run = control == null ? null : on(control);
        IWorkbenchWindow window = EditHandler.window();
        if (run != null) {
            run.run();
        } else if (window != null) {
            EditHandler.tell(window, nothing());
        }
        return null;
    }
}
