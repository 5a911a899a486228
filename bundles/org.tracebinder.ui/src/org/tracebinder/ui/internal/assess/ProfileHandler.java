// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.widgets.Latest;

/** Asks which system is audited, and on which day. What the binder keeps is read first, in the background. */
public final class ProfileHandler extends AbstractHandler {

    private static final Latest LATEST = new Latest();

    /** What the binder keeps. */
    private record Kept(SystemProfile profile, Optional<LocalDate> asOf) {
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        CurrentBinder current = window.getService(CurrentBinder.class);
        if (current.binder().isEmpty()) {
            Perspectives.show(window, Parts.PERSPECTIVE_ASSESS);
        }
        current.binder().ifPresent(binder -> LATEST.ask(current.jobs(), AssessMessages.Profile_job,
                p -> new Kept(binder.profile(), binder.workpapers().asOf()),
                kept -> new ProfileDialog(window.getShell(), current, kept.profile(), kept.asOf()).open(),
                e -> Log.warn("Reading the system's profile", e)));
        return null;
    }
}
