// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.AlteredException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line. Plain Java: it runs without OSGi and never touches a window. */
public final class Main {

    private static final int FRAMES = 12;

    private Main() {
    }

    /** @param args command and its arguments; the process ends with the exit code */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int code = run(Terminal.ofProcess(out, err), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /**
     * Runs one command inside this process.
     *
     * @param out  takes results, UTF-8
     * @param err  takes messages, UTF-8
     * @param args command and its arguments
     * @return the exit code
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return run(new Terminal(out, err, false, 120), args);
    }

    static int run(Terminal terminal, String... args) {
        if (args.length == 0 || args[0].equals("--help") || args[0].equals("-h") || args[0].equals("help")) {
            return Overview.print(terminal, args);
        }
        if (args[0].equals("--version") || args[0].equals("-V")) {
            terminal.out().println("tracebinder " + Overview.version());
            return ExitCode.OK;
        }
        Optional<Commands> which = Commands.of(args[0]);
        if (which.isEmpty()) {
            String near = Commands.near(args[0]).map(c -> " Did you mean '" + c.word() + "'?").orElse("");
            terminal.say("There is no command '" + Words.line(args[0]) + "'." + near,
                    "All commands: tracebinder --help");
            return ExitCode.USAGE;
        }
        return run(terminal, which.get(), Arrays.copyOfRange(args, 1, args.length));
    }

    private static int run(Terminal terminal, Commands which, String[] args) {
        Command command = which.make();
        CommandLine line = new CommandLine(command);
        line.setCommandName("tracebinder " + which.word());
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(terminal.columns(), 120));
        try {
            line.parseArgs(args);
            if (line.isUsageHelpRequested()) {
                line.usage(terminal.out());
                return ExitCode.OK;
            }
            return command.run(terminal);
        } catch (ParameterException e) {
            terminal.say(Misuse.lines(line, e, List.of(args)));
            return ExitCode.USAGE;
        } catch (UsageException e) {
            terminal.say(e.getMessage());
            return ExitCode.USAGE;
        } catch (AlteredException e) {
            terminal.say(e.getMessage());
            return ExitCode.WRONG;
        } catch (TracebinderException e) {
            terminal.say(e.getMessage());
            return ExitCode.INPUT;
        } catch (IOException e) {
            terminal.say(said(e));
            return ExitCode.INPUT;
        } catch (CancellationException e) {
            terminal.say("Stopped before the end.");
            return ExitCode.WRONG;
        } catch (RuntimeException | Error e) {
            return fault(terminal, which, e);
        }
    }

    /** The messages of the platform are often a bare file name. */
    private static String said(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return switch (e) {
            case java.nio.file.NoSuchFileException x -> missing(message);
            case java.nio.file.AccessDeniedException x -> "No permission to use '" + message + "'.";
            case java.nio.file.FileAlreadyExistsException x -> "'" + message + "' is there already.";
            case java.nio.file.DirectoryNotEmptyException x -> "The folder '" + message + "' is not empty.";
            case java.nio.file.FileSystemException x -> "Reading or writing failed: " + message;
            default -> message.isEmpty() ? "Reading or writing failed (" + e.getClass().getSimpleName() + ")."
                    : message;
        };
    }

    /** Where something is to be written, what is missing is the folder. */
    private static String missing(String path) {
        Path folder = Path.of(path).toAbsolutePath().getParent();
        return folder != null && !Files.isDirectory(folder) ? "There is no folder '" + folder + "'."
                : "There is no file or folder '" + path + "'.";
    }

    /** A fault of this program: enough for a report, without the arguments, which may be confidential. */
    private static int fault(Terminal terminal, Commands which, Throwable fault) {
        terminal.say("Internal error in '" + which.word() + "' (tracebinder " + Overview.version() + ", Java "
                + Runtime.version() + "). Nothing in the binder was taken away.");
        for (Throwable t = fault; t != null; t = t.getCause()) {
            terminal.say(t == fault ? "  " + t : "  caused by " + t);
            Arrays.stream(t.getStackTrace()).limit(FRAMES).forEach(f -> terminal.say("    at " + f));
        }
        return ExitCode.INTERNAL;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
                descriptor == FileDescriptor.err, StandardCharsets.UTF_8);
    }
}
