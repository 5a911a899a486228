// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tracebinder.controls.Library;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which checks and catalogues hold, how they are set, and what the system is. */
final class AssessOption {

    @Option(names = "--checks", paramLabel = "DIR", description = "a folder of checks of your own, beside the binder's "
            + "folder 'checks'; may be repeated")
    private List<Path> checks = List.of();
    @Option(names = "--catalogs", paramLabel = "DIR", description = "a folder of catalogues that add or replace, "
            + "beside the binder's folder 'catalogs'; may be repeated")
    private List<Path> catalogs = List.of();
    @Option(names = "--set", paramLabel = "CHECK.SETTING=VALUE", description = "sets a check, for example "
            + "log.retention.months=12; may be repeated")
    private List<String> settings = List.of();
    @Mixin
    private ProfileOption profile = new ProfileOption();

    /** @return the options; what they say of the system holds for this run only */
    AssessOptions options() throws UsageException {
        return new AssessOptions(checks, catalogs, settings, profile.given() ? Optional.of(profile.profile())
                : Optional.empty());
    }

    /**
     * @return the checks and catalogues that hold
     * @throws UsageException when a setting is wrong
     */
    Library library(Binder open) throws TracebinderException, IOException {
        Library library = open.library(options());
        try {
            library.settings(settings);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Words.line(e.getMessage()));
        }
        return library;
    }
}
