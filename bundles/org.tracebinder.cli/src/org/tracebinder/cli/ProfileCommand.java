// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.LocalDate;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says or shows in which roles and as what kind of system the audited one is looked at. */
@picocli.CommandLine.Command(description = "Says in which roles and as what kind of system the audited one is looked "
        + "at; without options, shows it. What applies when depends on it.%n")
final class ProfileCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Mixin
    private ProfileOption profile = new ProfileOption();
    @Option(names = "--as-of", paramLabel = "DATE",
            description = "the day whose law holds from now on, or today for the "
            + "day on which somebody asks")
    private String asOf;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        try (Binder open = binder.open()) {
            if (profile.given() || asOf != null) {
                LocalDate day = asOf == null ? open.workpapers().asOf().orElse(null)
                        : asOf.equals("today") ? null : Moment.day(asOf);
                open.workpapers().say(profile.over(open.profile()), day);
            }
            SystemProfile now = open.profile();
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("roles", now.roles()).put("riskClass", now.riskClass().id())
                            .put("asOf", open.workpapers().asOf().orElse(null));
                }
            } else {
                terminal.out().println("Roles: "
                        + (now.roles().isEmpty() ? "not set" : String.join(", ", now.roles())));
                terminal.out().println("Risk class: " + now.riskClass().id());
                terminal.out().println("As of: " + open.workpapers().asOf().map(LocalDate::toString).orElse("today"));
            }
            return ExitCode.OK;
        }
    }
}
