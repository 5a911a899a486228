// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Log;

/**
 * Opens the workbench window. The launcher script passes the folder of a binder behind {@code -binder}; without it the
 * window starts empty.
 */
public final class WorkbenchApplication implements IApplication {

    private static final String BINDER_ARGUMENT = "-binder";

    /** The launcher's per-user folder; window layout and preferences live below it. */
    private static final String USER_FOLDER = "tracebinder.user.folder";

    /** More windows than anybody opens; the search for a free workspace has to end. */
    private static final int MAX_WORKSPACES = 32;

    @Override
    public Object start(IApplicationContext context) throws IOException {
        Location workspace = Platform.getInstanceLocation();
        if (!workspace.isSet()) {
            claimWorkspace(workspace);
        }
        Display display = PlatformUI.createDisplay();
        try {
            String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
            int code = PlatformUI.createAndRunWorkbench(display, new TracebinderAdvisor(binder(arguments)));
            return code == PlatformUI.RETURN_RESTART ? IApplication.EXIT_RESTART : IApplication.EXIT_OK;
        } finally {
            workspace.release();
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.syncExec(() -> PlatformUI.getWorkbench().close());
        }
    }

    /**
     * A second window at the same time gets a workspace of its own: two writers would overwrite each other's layout.
     */
    private static void claimWorkspace(Location workspace) throws IOException {
        Path base = Path.of(System.getProperty(USER_FOLDER, System.getProperty("user.home") + "/.tracebinder"));
        for (int number = 1; number <= MAX_WORKSPACES; number++) {
            Path folder = base.resolve(number == 1 ? "workspace" : "workspace-" + number);
            Files.createDirectories(folder);
            if (workspace.set(folder.toUri().toURL(), true)) {
                return;
            }
        }
        throw new IOException("No free workspace below " + base);
    }

    /**
     * The folder behind {@code -binder}, else the first argument that is no option, else the binder of the last time.
     */
    private static Optional<Path> binder(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(BINDER_ARGUMENT) && i + 1 < arguments.length) {
                return folder(arguments[i + 1]);
            }
            if (arguments[i].startsWith("-")) {
                // Options of the platform bring their value along.
                i++;
            } else {
                return folder(arguments[i]);
            }
        }
        return CurrentBinder.last();
    }

    private static Optional<Path> folder(String name) {
        try {
            return Optional.of(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            Log.warn("Not a folder: " + name, e);
            return Optional.empty();
        }
    }
}
