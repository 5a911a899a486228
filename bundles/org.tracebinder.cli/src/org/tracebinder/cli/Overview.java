// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;

/** What {@code tracebinder --help} prints. */
final class Overview {

    private static final String DEVELOPMENT = "0.1.0 (development)";

    private Overview() {
    }

    /** @return the exit code: asking for help is right, saying nothing at all is not */
    static int print(Terminal terminal, String... args) {
        if (args.length > 1) {
            return Main.run(terminal, args[1], "--help");
        }
        java.io.PrintStream out = args.length == 0 ? terminal.err() : terminal.out();
        out.println("Tracebinder reads the trails of AI systems: offline, exact, down to the original bytes.");
        out.println();
        out.println("  tracebinder COMMAND [ARGUMENT...]");
        String group = "";
        for (Commands c : Commands.values()) {
            if (!c.group().equals(group)) {
                group = c.group();
                out.println();
                out.println(group);
            }
            out.println("  " + c.word() + " ".repeat(13 - c.word().length()) + c.summary());
        }
        out.println();
        out.println("Begin with: tracebinder demo");
        out.println("One command: tracebinder COMMAND --help");
        out.println("Exit codes: 0 done; 1 done, and something is wrong; 2 wrong usage; 3 an input can't be read; "
                + "4 internal error");
        return args.length == 0 ? ExitCode.USAGE : ExitCode.OK;
    }

    /** @return the version in the manifest of the jar that this class is in */
    static String version() {
        URL here = Main.class.getResource("Main.class");
        try {
            if (here != null && here.openConnection() instanceof JarURLConnection jar && jar.getManifest() != null) {
                String version = jar.getManifest().getMainAttributes().getValue("Bundle-Version");
                return version == null ? DEVELOPMENT : version;
            }
            return DEVELOPMENT;
        } catch (IOException e) {
            return DEVELOPMENT; // the version is for information; its absence is no reason to fail
        }
    }
}
