// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {

    @TempDir
    private Path work;

    /** Offsets count in the source, so that anybody finds the words in the original file, without this program. */
    @Test
    void placesAreThoseInTheOriginalFile() throws IOException {
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
        Cli.Json found = Cli.run("search", binder, "euros", "--limit", 40, "--json").expect(0).json();
        int places = 0;
        for (Cli.Json hit : found.get("hits").list()) {
            String source = hit.get("source").text();
            Path file = work.resolve(source);
            if (!Files.exists(file)) {
                Cli.run("restore", binder, source, file).expect(0);
            }
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(0, hit.get("unplaced").number(), hit.get("id").text());
            for (Cli.Json place : hit.get("places").list()) {
                String words = new String(bytes, (int) place.get("offset").number(), (int) place.get("length").number(),
                        StandardCharsets.UTF_8);
                assertEquals("euros", words.toLowerCase(Locale.ROOT));
                assertEquals(words, place.get("text").text());
                places++;
            }
        }
        assertTrue(places >= found.get("hits").list().size() && places > 20, places + " places");
        String id = found.get("hits").list().get(0).get("id").text();
        Cli.Json raw = Cli.run("raw", binder, id, "--find", "euros", "--json").expect(0).json();
        assertEquals(found.get("hits").list().get(0).get("places").list(),
                raw.get("events").list().get(0).get("places").list());
        assertTrue(Cli.run("raw", binder, id, "--find", "euros").expect(0).text().contains("First byte"));
        assertTrue(Cli.run("search", binder, "euros", "--places").expect(0).text().contains("First byte"));
        Cli.run("raw", binder, id, "--find", "((").expect(2);
        Cli.run("raw", binder, id, "--json").expect(2);
    }
}
