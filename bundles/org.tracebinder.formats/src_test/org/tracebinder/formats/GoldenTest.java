// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each sample beside its golden file: what was detected and why, each event, each refusal. The samples are invented.
 * Run with {@code -Dtracebinder.golden=write} to write the golden files anew; the difference is then reviewed.
 */
class GoldenTest {

    static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("bundles"))) {
            here = here.getParent();
        }
        return here.resolve("bundles/org.tracebinder.formats/src_test/org/tracebinder/formats/samples");
    }

    static List<String> samples() throws IOException {
        Path folder = folder();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> !f.endsWith(".events.txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheKnownEvents(String sample) throws IOException {
        Path file = folder().resolve(sample);
        Samples.Read read = Samples.read(file.getFileName().toString(), Files.readAllBytes(file));
        assertNotNull(read.reader(), "nobody knows " + sample);
        assertEquals(file.getParent().getFileName().toString(), read.reader().id());
        String dump = "format " + read.reader().id() + " " + read.match().confidence() + ": " + read.match().why()
                + "\n"
                + String.join("", read.bad().stream().map(b -> "bad " + b + "\n").toList()) + "\n"
                + Dump.of(read.events());
        Path golden = file.resolveSibling(file.getFileName() + ".events.txt");
        if ("write".equals(System.getProperty("tracebinder.golden"))) {
            Files.writeString(golden, dump);
        }
        assertTrue(Files.exists(golden), "no golden file for " + sample);
        assertEquals(Files.readString(golden).replace("\r\n", "\n"), dump);
    }
}
