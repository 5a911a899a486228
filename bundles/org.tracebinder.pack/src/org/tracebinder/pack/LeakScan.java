// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/**
 * Reads the finished files of a masked pack again and stops the export where something still stands in clear: text
 * values of JSON, lines of text, cells of workbooks, the pages of the PDF as a reader gets them. Passed over are
 * published catalogues, the script and the signature, which hold nothing of the trail.
 */
final class LeakScan {

    private final PackFiles files;
    private final Redaction redaction;
    private final Progress progress;

    LeakScan(PackFiles files, Redaction redaction, Progress progress) {
        this.files = files;
        this.redaction = redaction;
        this.progress = progress;
    }

    /** @param catalogs names of the catalogue files */
    void run(Set<String> catalogs) throws IOException, TracebinderException {
        for (Map.Entry<String, PackFiles.Facts> file : files.all().entrySet()) {
            String name = file.getKey();
            boolean published = name.equals(PackNames.OSCAL_CATALOG) || name.startsWith(PackNames.CONTROLS)
                    && catalogs.contains(name.substring(PackNames.CONTROLS.length()));
            if (published || name.equals(PackNames.SCRIPT) || name.startsWith(PackNames.SIGNATURES)) {
                continue;
            }
            progress.task("masked values in " + name, -1);
            if (name.endsWith(".xlsx") || name.endsWith(".pdf")) {
                FileWords.Sink sink = (where, text) -> {
                    progress.check();
                    text(name + ", " + where, text);
                };
                if (name.endsWith(".pdf")) {
                    FileWords.pdf(file.getValue().file(), sink);
                } else {
                    FileWords.workbook(file.getValue().file(), sink);
                }
                continue;
            }
            boolean json = name.endsWith(".json") || name.endsWith(".jsonl");
            boolean html = name.endsWith(".html");
            try (BufferedReader in = Files.newBufferedReader(file.getValue().file(), StandardCharsets.UTF_8)) {
                long line = 0;
                for (String text = in.readLine(); text != null; text = in.readLine()) {
                    progress.check();
                    line++;
                    String where = name + ", line " + line;
                    if (json) {
                        value(where, JsonTree.parse(text.getBytes(StandardCharsets.UTF_8)));
                    } else {
                        text(where, text);
                        if (html) {
                            text(where, FileWords.plain(text));
                        }
                    }
                }
            } catch (JsonTree.BadFormException e) {
                throw new TracebinderException(name + " can't be read again: " + e.getMessage(), e);
            }
        }
    }

    private void value(String where, Object json) throws TracebinderException {
        switch (json) {
            case String s -> text(where, s);
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> e : map.entrySet()) {
                    text(where, (String) e.getKey());
                    value(where, e.getValue());
                }
            }
            case List<?> list -> {
                for (Object item : list) {
                    value(where, item);
                }
            }
            case null, default -> {
                // numbers, true, false and null hold no words
            }
        }
    }

    private void text(String where, String text) throws TracebinderException {
        List<String> leaks = redaction.leaks(text);
        if (!leaks.isEmpty()) {
            throw new TracebinderException("the masked pack would still show " + String.join(", ", leaks) + " in "
                    + where + "; nothing was written");
        }
    }
}
