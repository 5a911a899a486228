// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look before the import, and a mapping to begin with. */
class PreviewCommandTest {

    @TempDir
    private Path folder;

    @Test
    void anUnknownFileGetsAMappingThatReadsIt() throws Exception {
        Path file = Files.writeString(folder.resolve("helpdesk.csv"),
                "Nr;Zeit;Benutzer;Frage\n1;01.03.2026 08:00:00;anna;Was?\n2;02.03.2026 08:00:01;bert;Wer?\n");
        assertTrue(Cli.run("preview", file).expect(0).text().contains("no known format"));
        Path mapping = folder.resolve("m.json");
        Files.writeString(mapping, Cli.run("preview", file, "--mapping").expect(0).text());
        String text = Cli.run("preview", file, "--format", "mapping:" + mapping).expect(0).text();
        assertTrue(text.contains("2026-03-02T08:00:01Z") && text.contains("bert"), text);
        String json = Cli.run("preview", file, "--format", "mapping:" + mapping, "--records", "1", "--json").expect(0)
                .text();
        assertTrue(json.contains("\"prompt\":\"Was?\"") && json.contains("\"more\":true"), json);
        Cli.run("preview", folder.resolve("none")).expect(3);
        Cli.run("preview", file, "--records", "0").expect(2);
        Cli.run("preview", file, "--format", "nonsense").expect(2);
    }
}
