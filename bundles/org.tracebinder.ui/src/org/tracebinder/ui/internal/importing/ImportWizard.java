// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.WorkbenchException;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.ReadOnly;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.internal.WizardWindow;
import org.tracebinder.ui.internal.start.BinderPage;

/** Chooses what to import, and makes a binder first when none is open. The import itself is a job. */
public final class ImportWizard extends Wizard {

    private final IWorkbenchWindow window;
    private final FilesPage files;
    private final BinderPage binder;
    private final Looks looks;
    private final MappingPage mapping;
    private final LookPage look;

    private ImportWizard(IWorkbenchWindow window, List<Path> paths) {
        this.window = window;
        files = new FilesPage(paths);
        CurrentBinder current = window.getService(CurrentBinder.class);
        looks = new Looks(current);
        mapping = new MappingPage(current);
        look = new LookPage(files, looks, mapping);
        binder = current.binder().isPresent() ? null : new BinderPage();
        setWindowTitle(Messages.Import_title);
        setNeedsProgressMonitor(false);
    }

    /**
     * @param window where the import is shown
     * @param paths  what stands in the list at the beginning
     */
    public static void open(IWorkbenchWindow window, List<Path> paths) {
        if (ReadOnly.refuses(window.getShell(), window.getService(CurrentBinder.class))) {
            return;
        }
        WizardWindow dialog = new WizardWindow(window.getShell(), new ImportWizard(window, paths));
        dialog.setPageSize(1080, 500);
        dialog.open();
    }

    @Override
    public void addPages() {
        if (binder != null) {
            addPage(binder);
        }
        addPage(files);
        addPage(look);
        addPage(mapping);
    }

    /** The mapping counts only while somebody writes one: most files need none. */
    @Override
    public boolean canFinish() {
        return (binder == null || binder.isPageComplete()) && files.isPageComplete()
                && (getContainer().getCurrentPage() != mapping || mapping.isPageComplete());
    }

    @Override
    public boolean performFinish() {
        CurrentBinder current = window.getService(CurrentBinder.class);
        Imports imports = window.getService(Imports.class);
        if (getContainer().getCurrentPage() == mapping) {
            mapping.draft().ifPresent(d -> looks.keep(mapping.file(), d));
        }
        if (!files.there()) {
            getContainer().showPage(files); // moved away since it was chosen
            return false;
        }
        if (imports.state() instanceof Imports.State.Running) {
            // One begun elsewhere meanwhile: what was chosen here waits in the wizard, it is not lost.
            ((WizardPage) getContainer().getCurrentPage()).setErrorMessage(WindowWords.Import_busy);
            return false;
        }
        List<Path> paths = files.paths();
        var format = files.format();
        boolean leave = files.leave();
        Looks.Formats plan = looks.plan();
        if (binder == null) {
            imports.start(paths, format, plan::get, leave);
        } else {
            // The import starts when the new binder is open.
            current.add(new CurrentBinder.Listener() {
                @Override
                public void binderChanged() {
                    if (current.state() == CurrentBinder.State.OPEN) {
                        current.remove(this);
                        imports.start(paths, format, plan::get, leave);
                    } else if (current.state() == CurrentBinder.State.FAILED) {
                        current.remove(this);
                    }
                }
            });
            current.create(binder.folder(), binder.binderName(), binder.client());
        }
        try {
            window.getWorkbench().showPerspective(Parts.PERSPECTIVE_INVESTIGATE, window);
            window.getActivePage().showView(Parts.IMPORT);
        } catch (WorkbenchException e) {
            Log.warn("Showing the import", e);
        }
        return true;
    }
}
