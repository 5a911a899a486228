// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.IParameter;
import org.eclipse.core.commands.Parameterization;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.tracebinder.ui.Parts;

/** Opens wizards by their commands and gives them to a test, which goes on while they are open. */
final class Wizards {

    private Wizards() {
    }

    /** Opens the import wizard with these paths in its list. */
    static WizardDialog importing(List<Path> paths) {
        Command command = Bench.service(ICommandService.class).getCommand(Parts.COMMAND_IMPORT);
        try {
            IParameter parameter = command.getParameter(Parts.COMMAND_IMPORT + ".paths");
            return open(new ParameterizedCommand(command, new Parameterization[] {new Parameterization(parameter,
                    paths.stream().map(Path::toString).collect(Collectors.joining("\n")))}));
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens the wizard of a command. */
    static WizardDialog of(String id) {
        return open(new ParameterizedCommand(Bench.service(ICommandService.class).getCommand(id), null));
    }

    private static WizardDialog open(ParameterizedCommand command) {
        try {
            Bench.service(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
        Display display = Display.getCurrent();
        Bench.until("wizard", () -> shown(display) != null);
        return shown(display);
    }

    private static WizardDialog shown(Display display) {
        for (Shell shell : display.getShells()) {
            if (shell.isVisible() && shell.getData() instanceof WizardDialog dialog
                    && dialog.getCurrentPage() != null) {
                return dialog;
            }
        }
        return null;
    }
}
