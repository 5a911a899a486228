// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;

/** Says or shows in which roles and as what kind of system the audited one is looked at. */
@picocli.CommandLine.Command(description = "Says in which roles and as what kind of system the audited one is looked "
        + "at; without options, shows it. What applies when depends on it.%n")
final class ProfileCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Mixin
    private ProfileOption profile = new ProfileOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        try (Binder open = binder.open()) {
            if (profile.given()) {
                open.setProfile(profile.over(open.profile()));
            }
            SystemProfile now = open.profile();
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("roles", now.roles()).put("riskClass", now.riskClass().id());
                }
            } else {
                terminal.out().println("Roles: "
                        + (now.roles().isEmpty() ? "not set" : String.join(", ", now.roles())));
                terminal.out().println("Risk class: " + now.riskClass().id());
            }
            return ExitCode.OK;
        }
    }
}
