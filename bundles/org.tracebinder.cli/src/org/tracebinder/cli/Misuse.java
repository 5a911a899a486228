// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What is said to somebody who called a command in a wrong way: what is wrong, how to call it, where more is told. */
final class Misuse {

    /** Wider than any list of options, so that nothing is broken in the middle of a word. */
    private static final int ONE_LINE = 4_000;

    private Misuse() {
    }

    /**
     * @param line the command, as it was asked to read the arguments
     * @param args the arguments
     * @return lines for the person
     */
    static String[] lines(CommandLine line, ParameterException wrong, List<String> args) {
        line.setUsageHelpWidth(ONE_LINE);
        String usage = line.getHelp().synopsis(0).strip().lines().map(String::strip)
                .reduce((a, b) -> a + System.lineSeparator() + "       " + b).orElse("");
        return new String[] {what(line, wrong, args), "Usage: " + usage, "More: " + line.getCommandName() + " --help"};
    }

    /** An option that does not exist is told before anything that is missing: it is what was typed. */
    private static String what(CommandLine line, ParameterException wrong, List<String> args) {
        if (wrong instanceof MissingParameterException) {
            for (String arg : args) {
                if (arg.equals("--")) {
                    break;
                }
                if (arg.matches("--?[A-Za-z].*") && !line.getCommandSpec().optionsMap().containsKey(name(arg))) {
                    return "There is no option '" + Words.line(name(arg)) + "' here.";
                }
            }
        }
        String said = Words.line(wrong.getMessage());
        return (said.endsWith(".") ? said.substring(0, said.length() - 1) : said)
                .replace(" is not an int", " is not a whole number").replace(" is not a long", " is not a whole number")
                .replaceFirst("^Unknown option: ('[^'=]*)(=.*)?'$", "There is no option $1' here") + '.';
    }

    private static String name(String arg) {
        int sign = arg.indexOf('=');
        return sign < 0 ? arg : arg.substring(0, sign);
    }
}
