// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Packs of the product's own sample: one in English, one in German with personal data and two fields masked. They are
 * made once, by the product that the
 * build has just made, or by the program that the system property {@code tracebinder.program} names.
 */
final class Packs {

    private static final Map<String, Path> MADE = new LinkedHashMap<>();

    private Packs() {
    }

    /** @return unpacked packs by their names, made when first asked for; skips the test when nothing is built */
    static synchronized Map<String, Path> unpacked() throws Exception {
        if (MADE.isEmpty()) {
            Path program = program();
            assumeTrue(Files.isExecutable(program), () -> "not built: " + program);
            Path folder = Files.createTempDirectory("packs");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            run(folder, program, "demo", "--no-ui", "--dir", folder.resolve("demo").toString());
            Path binder = find(folder.resolve("demo"), ".binder");
            run(folder, program, "export", binder.toString(), folder.resolve("german.zip").toString(), "--redact",
                    "--mask-field", "user,session", "--language", "de");
            MADE.put("english", unpack(find(folder.resolve("demo"), ".zip"), folder.resolve("english")));
            MADE.put("german", unpack(folder.resolve("german.zip"), folder.resolve("german")));
        }
        return MADE;
    }

    /** @return the folder of this checkout */
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("bundles"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("not inside the repository");
            }
        }
        return root;
    }

    private static Path program() {
        String other = System.getProperty("tracebinder.program");
        if (other != null) {
            return Path.of(other);
        }
        Path root = root();
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        String product = os.contains("linux") ? "linux/gtk/" + processor + "/tracebinder"
                : os.contains("mac") ? "macosx/cocoa/" + processor + "/Tracebinder.app/Contents/Eclipse"
                        : "win32/win32/" + processor + "/tracebinder";
        return root.resolve("releng/org.tracebinder.product/target/products/org.tracebinder.rcp.product")
                .resolve(product).resolve(os.startsWith("windows") ? "tracebinder.cmd" : "tracebinder");
    }

    private static Path find(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private static void run(Path folder, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end: " + command);
        }
        assertTrue(process.exitValue() <= 1, () -> "failed: " + command + "\n" + read(log));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** @return the folder of the bag */
    private static Path unpack(Path zip, Path into) throws IOException {
        try (ZipFile in = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : in.stream().toList()) {
                Path file = into.resolve(entry.getName()).normalize();
                assertTrue(file.startsWith(into), entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = in.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        try (Stream<Path> folders = Files.list(into)) {
            List<Path> all = folders.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
