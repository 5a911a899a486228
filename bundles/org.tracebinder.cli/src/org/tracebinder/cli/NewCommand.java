// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an empty binder. */
@picocli.CommandLine.Command(description = "Makes an empty binder.%n")
final class NewCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--name", paramLabel = "NAME", description = "name of the engagement; the folder's name without it")
    private String name;
    @Option(names = "--client", paramLabel = "CLIENT", description = "whose system is looked at")
    private String client;
    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        binder.needRoom();
        SystemProfile system = profile.profile();
        try (Binder made = Binder.create(binder.folder(), name != null ? name : binder.defaultName(), client)) {
            if (profile.given()) {
                made.setProfile(system);
            }
            terminal.out().println("Binder '" + Words.line(made.name()) + "' made in " + made.folder());
        }
        terminal.say("Next: tracebinder import " + binder.quoted() + " FILE...");
        return ExitCode.OK;
    }
}
