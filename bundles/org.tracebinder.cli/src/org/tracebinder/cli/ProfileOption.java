// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import org.tracebinder.controls.SystemProfile;
import picocli.CommandLine.Option;

/** What the audited system is. */
final class ProfileOption {

    @Option(names = "--role", paramLabel = "ROLE", split = ",", description = "provider, deployer, gpai-provider, "
            + "importer...; several parted by commas")
    private String[] roles;
    @Option(names = "--risk-class", paramLabel = "CLASS", description = "annex-iii, annex-iii-biometric "
            + "(remote biometric identification), annex-i, "
            + "public-authority-existing, not-high-risk, or unknown")
    private String riskClass;

    /** @return true when one of the options was given */
    boolean given() {
        return roles != null || riskClass != null;
    }

    /** @return what the options say */
    SystemProfile profile() throws UsageException {
        return over(SystemProfile.UNKNOWN);
    }

    /** @return what the options say, and where they say nothing what was known */
    SystemProfile over(SystemProfile known) throws UsageException {
        try {
            SystemProfile said = SystemProfile.of(roles == null ? null : String.join(",", roles), riskClass);
            return new SystemProfile(roles == null ? known.roles() : said.roles(),
                    riskClass == null ? known.riskClass() : said.riskClass());
        } catch (IllegalArgumentException e) {
            throw new UsageException(Words.line(e.getMessage()));
        }
    }
}
