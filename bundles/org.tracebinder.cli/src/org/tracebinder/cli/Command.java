// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.TracebinderException;
import picocli.CommandLine.Option;

/** One command of the command line. Made anew for each run; not thread-safe. */
abstract class Command {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this help")
    private boolean help;

    /**
     * Does the work.
     *
     * @param terminal takes results and messages
     * @return an exit code
     * @throws UsageException       when the arguments ask for something that can't be
     * @throws TracebinderException when something expected went wrong
     * @throws IOException          when an input or the binder can't be read or written
     */
    abstract int run(Terminal terminal) throws TracebinderException, IOException;
}
