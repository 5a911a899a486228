// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.core.Progress;
import org.tracebinder.session.OpenConnections;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;

/** Looks which network sockets the program has open, and shows that above the page on what it proves. */
public final class NetworkHandler extends AbstractHandler {

    private static final String PAGE = "network";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        HelpView view;
        try {
            view = (HelpView) window.getActivePage().showView(Parts.HELP);
        } catch (PartInitException e) {
            throw new ExecutionException("The help can't be shown", e);
        }
        view.report(PAGE, List.of(Messages.Network_running));
        window.getService(CurrentBinder.class).jobs().start(new Operation<>(Messages.Network_running, false,
                p -> OpenConnections.now()), Progress.NONE, new Jobs.Outcome<OpenConnections>() {
                    @Override
                    public void done(OpenConnections seen) {
                        view.report(PAGE, words(seen));
                    }

                    @Override
                    public void failed(Exception e) {
                        view.report(PAGE, List.of(Messages.bind(Messages.Network_failed, CurrentBinder.words(e))));
                    }

                    @Override
                    public void cancelled() {
                        view.report(PAGE, List.of());
                    }
                });
        return null;
    }

    private static List<String> words(OpenConnections seen) {
        String process = String.valueOf(ProcessHandle.current().pid());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (!seen.known()) {
            return List.of(Messages.bind(Messages.Network_unknown, process));
        }
        if (seen.found().isEmpty()) {
            return List.of(Messages.bind(Messages.Network_none, new Object[] {seen.local(), process, now}));
        }
        List<String> lines = new ArrayList<>();
        lines.add(Messages.bind(Messages.Network_some, new Object[] {seen.found().size(), process, now}));
        seen.found().forEach(c -> lines.add("- `" + c.protocol() + "  " + c.local() + "  " + c.remote() + "`"));
        return lines;
    }
}
