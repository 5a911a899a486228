// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.product.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the product of this platform the way its users do: through the script. */
class LauncherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path product = Products.folder(Products.here());

    @TempDir
    private Path temporary;

    /** What a process said. */
    private record Outcome(int code, String out, String err) {
    }

    @BeforeEach
    void productIsThere() {
        assumeTrue(Files.isDirectory(product), () -> "not built: " + product);
        assumeTrue(!Products.here().startsWith("win32"), "the script wants bash");
    }

    @Test
    void commandLineLoadsNeitherWindowsNorOsgi() throws Exception {
        Path classes = temporary.resolve("classes.txt");
        Outcome outcome = run(Map.of("TRACEBINDER_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes), "help");
        assertEquals(0, outcome.code(), outcome::err);
        String loaded = Files.readString(classes);
        assertTrue(loaded.contains("org.tracebinder.cli.Main"), "the log has our classes");
        assertFalse(loaded.contains("org.eclipse."), "no class of Eclipse");
        assertFalse(loaded.contains("org.osgi.framework"), "no class of OSGi");
    }

    @Test
    void commandLineKeepsQuietAboutJava() throws Exception {
        Outcome outcome = run(Map.of(), "help");
        assertTrue(outcome.out().contains("import"), outcome::out);
        assertEquals("", outcome.err());
    }

    @Test
    void passesExitCodesAndMessagesOn() throws Exception {
        Outcome outcome = run(Map.of(), "no-such-command");
        assertEquals(2, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("no-such-command"), outcome::err);
    }

    @Test
    void saysThatAWindowNeedsADisplay() throws Exception {
        Outcome outcome = run(Map.of("DISPLAY", "", "WAYLAND_DISPLAY", "", "SSH_CONNECTION", "1"),
                temporary.toString());
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("no display"), outcome::err);
    }

    @Test
    void startsThroughALinkFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("tb"), product.resolve("tracebinder"));
        Outcome outcome = wait(builder(Map.of(), List.of(link.toString(), "help")).directory(temporary.toFile()));
        assertEquals(0, outcome.code(), outcome::err);
    }

    @Test
    void opensTheWindowOnABinder() throws Exception {
        assumeTrue(System.getenv("DISPLAY") != null, "no display");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/xwininfo")), "xwininfo is not installed");
        Path home = temporary.resolve("user's home");
        Path binder = temporary.resolve("a case.binder");
        assertEquals(0, run(Map.of(), "new", binder.toString(), "--name", "A case").code());
        Process process = builder(Map.of("TRACEBINDER_HOME", home.toString()),
                List.of(product.resolve("tracebinder").toString(), binder.toString()))
                .redirectErrorStream(true).redirectOutput(temporary.resolve("output.txt").toFile()).start();
        try {
            awaitWindow("Tracebinder - A case", process);
        } finally {
            process.destroy();
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "ends when asked to");
        }
        // GTK complains of its own scroll bars while parts are laid out; whatever else is said is ours
        assertEquals(List.of(), Files.readAllLines(temporary.resolve("output.txt")).stream()
                .filter(line -> !line.isBlank() && !line.matches("\\(.*\\): Gtk-(CRITICAL|WARNING) .* GtkScrollbar"))
                .toList());
        assertTrue(Files.isDirectory(home.resolve("workspace/.metadata")), "layout is kept in the user's folder");
        Path errors = home.resolve("workspace/.metadata/.log");
        assertEquals("", Files.exists(errors) ? Files.readString(errors) : "");
    }

    private static void awaitWindow(String title, Process process) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            assertTrue(process.isAlive(), "the program ended before its window opened");
            Process windows = new ProcessBuilder("/usr/bin/xwininfo", "-root", "-tree").start();
            String tree = new String(windows.getInputStream().readAllBytes());
            if (tree.contains("\"" + title)) {
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("no window '" + title + "' within " + PATIENCE);
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(product.resolve("tracebinder").toString()));
        command.addAll(List.of(arguments));
        return wait(builder(environment, command));
    }

    private static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private Outcome wait(ProcessBuilder builder) throws Exception {
        Path out = temporary.resolve("out.txt");
        Path err = temporary.resolve("err.txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done within " + PATIENCE + ": " + builder.command());
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
