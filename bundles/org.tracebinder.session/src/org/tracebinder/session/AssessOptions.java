// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tracebinder.controls.SystemProfile;

/**
 * Which checks and catalogues hold, and how. Folders {@code checks} and {@code catalogs} inside the binder come before
 * those that are named here.
 *
 * @param checks   folders of files of checks
 * @param catalogs folders of catalogues that add or replace
 * @param settings each {@code CHECK.SETTING=VALUE}
 * @param profile  the system, in place of what the engagement says; empty for what it says
 */
public record AssessOptions(List<Path> checks, List<Path> catalogs, List<String> settings,
        Optional<SystemProfile> profile) {

    /** What the product and the binder bring. */
    public static final AssessOptions DEFAULTS = new AssessOptions(List.of(), List.of(), List.of(), Optional.empty());
}
