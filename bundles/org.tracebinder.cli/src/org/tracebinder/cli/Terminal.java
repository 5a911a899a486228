// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import org.tracebinder.core.Progress;

/**
 * Where a command writes.
 *
 * @param out         results, UTF-8
 * @param err         messages and progress, UTF-8
 * @param interactive true when a person watches: only then is progress shown
 * @param columns     width of the console
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, int columns) {

    private static final int NARROWEST = 60;
    private static final int USUAL = 120;

    /** @return the console of this process */
    static Terminal ofProcess(PrintStream out, PrintStream err) {
        return new Terminal(out, err, watched(), columns(System.getenv("COLUMNS")));
    }

    private static int columns(String value) {
        try {
            return value == null ? USUAL : Math.max(NARROWEST, Integer.parseInt(value.strip()));
        } catch (NumberFormatException e) {
            return USUAL; // COLUMNS is set by the shell; nonsense there is no reason to stop
        }
    }

    /** The launcher knows best whether stderr is a terminal and says so; without it Java is asked. */
    private static boolean watched() {
        String said = System.getProperty("tracebinder.terminal");
        if (said != null) {
            return Boolean.parseBoolean(said);
        }
        return console();
    }

    /** @return true when both stdin and stdout are a terminal */
    private static boolean console() {
        if (System.console() == null) {
            return false;
        }
        // From Java 22 on there is always a console, and this method tells whether it is a terminal; Java 21 lacks it.
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** @return true when results go to a terminal that shows bold letters, and nobody asked for none (NO_COLOR) */
    boolean styled() {
        return interactive && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM")) && console();
    }

    /** @return tells a person who watches how far the work is; nobody else */
    Progress progress() {
        return interactive ? new TerminalProgress(err, System::nanoTime, false) : Progress.NONE;
    }

    /** @return the same for work that is counted in bytes */
    Progress byteProgress() {
        return interactive ? new TerminalProgress(err, System::nanoTime, true) : Progress.NONE;
    }

    /** Takes the progress line away before something else is written. */
    void clear(Progress progress) {
        if (progress instanceof TerminalProgress shown) {
            shown.clear();
        }
    }

    /**
     * Says something after all results so far: where both go to one file, they stand there in the order of writing.
     *
     * @param lines of a message for the person, not part of the result
     */
    void say(String... lines) {
        out.flush();
        for (String line : lines) {
            err.println(line);
        }
    }
}
