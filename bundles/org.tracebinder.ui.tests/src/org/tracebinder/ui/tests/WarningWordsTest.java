// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Parts;

/** Warnings and what is verified have a title for people before their code. */
class WarningWordsTest {

    private static final Pattern CODE = Pattern.compile("`((?:log|import|index)\\.[a-z-]+)`");
    private static final String CHAT = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1772409600,"
            + "\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"ok\"}}]}\n";

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    private static List<String> first(Table table) {
        return Arrays.stream(table.getItems()).map(i -> i.getText(0)).toList();
    }

    @Test
    void aWarningHasItsTitleAndItsCode() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        Bench.window().getActivePage().showView(Parts.IMPORT);
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.writeString(folder.resolve("chat.jsonl"), CHAT + CHAT)), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Table warnings = Bench.named(Table.class, "Warnings of the import");
        Bench.until("warning", () -> first(warnings).contains("repeated records (log.duplicate)"));
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.SOURCES);
        Table findings = Bench.named(Table.class, "Warnings and verification");
        Bench.until("warning", () -> first(findings).contains("repeated records (log.duplicate)"));
        Bench.command("org.tracebinder.ui.verifyBinder");
        Bench.until("verified", () -> first(findings).contains("custody ledger (ledger)"));
        assertTrue(first(findings).contains("original bytes of a source (original S1)"), first(findings).toString());
        assertEquals(List.of(), first(findings).stream().filter(f -> !f.endsWith(")")).toList());
    }

    @Test
    void everyWarningOfTheDocumentsHasATitleInBothLanguages() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isRegularFile(root.resolve("docs/COMMANDS.md"))) {
            root = root.getParent();
        }
        assertNotNull(root, "docs/COMMANDS.md");
        String text = Files.readString(root.resolve("docs/COMMANDS.md"));
        int from = text.indexOf("## Warnings of an import");
        Matcher code = CODE.matcher(text.substring(from, text.indexOf("\n## ", from + 4)));
        List<String> without = new ArrayList<>();
        int codes = 0;
        while (code.find()) {
            codes++;
            for (String file : List.of("fields.properties", "fields_de.properties")) {
                if (!words(file).containsKey("warning." + code.group(1))) {
                    without.add(file + " " + code.group(1));
                }
            }
        }
        assertEquals(List.of(), without);
        assertTrue(codes > 12, "codes: " + codes);
    }

    private static Properties words(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream in = Platform.getBundle("org.tracebinder.ui").getEntry("org/tracebinder/ui/internal/" + file)
                .openStream()) {
            words.load(in);
        }
        return words;
    }
}
