// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import picocli.CommandLine.Option;

/** The option for machines. */
final class JsonOption {

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    /** @return true when a machine reads */
    boolean wanted() {
        return json;
    }
}
