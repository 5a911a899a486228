// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the import wizard, with the files that a parameter of the command names. */
public final class ImportHandler extends AbstractHandler {

    private static final String PATHS = "org.tracebinder.ui.importFiles.paths";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        String paths = event.getParameter(PATHS);
        ImportWizard.open(HandlerUtil.getActiveWorkbenchWindowChecked(event),
                paths == null ? List.of() : paths.lines().map(Path::of).toList());
        return null;
    }
}
