// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;
import org.tracebinder.ui.Log;

/** Runs commands from links and buttons, as their keys and menu entries do. */
public final class Commands {

    private Commands() {
    }

    /**
     * @param site    where the command is run
     * @param command its id
     */
    public static void run(IServiceLocator site, String command) {
        try {
            site.getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            Log.warn("Running " + command, e);
        }
    }
}
