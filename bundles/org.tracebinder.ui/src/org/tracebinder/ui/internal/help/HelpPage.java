// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One page of help. All pages of a language are in one file: a line {@code # id Title} begins a page, lines
 * {@code -> part:ID} or {@code -> command:ID} at its end name what can be opened from it.
 *
 * @param id    such as {@code search}
 * @param title for people
 * @param lines the text: {@code ## } begins a heading, {@code - } a point; code stands in back quotes, bold
 *              in two stars
 * @param links {@code part:ID} or {@code command:ID}, ids without the bundle
 */
public record HelpPage(String id, String title, List<String> lines, List<String> links) {

    /** @return all pages in the language of the user, in the order to read */
    public static List<HelpPage> all() {
        boolean german = Locale.getDefault().getLanguage().equals("de");
        return read(german ? "pages_de.md" : "pages.md");
    }

    /**
     * @param file name of a file beside this class
     * @return its pages
     */
    static List<HelpPage> read(String file) {
        try (InputStream in = HelpPage.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException("the product lacks " + file);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HelpPage> parse(String text) {
        List<HelpPage> pages = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ")) {
                String[] words = line.substring(2).split(" ", 2);
                pages.add(new HelpPage(words[0], words[1], new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("-> ")) {
                pages.get(pages.size() - 1).links().add(line.substring(3));
            } else if (!line.isBlank()) {
                pages.get(pages.size() - 1).lines().add(line);
            }
        }
        return pages;
    }

    /**
     * @param topic last word of the id of a part, such as {@code facets}
     * @return id of the page that tells of it
     */
    static String of(String topic) {
        return switch (topic) {
            case "results", "facets", "saved", "compare" -> "search";
            case "detail" -> "inference";
            case "import" -> "import";
            case "mapping" -> "mapping";
            case "sources", "quarantine", "ledger", "coverage" -> "custody";
            case "catalogs", "control" -> "controls";
            case "scorecard", "requests" -> "workpapers";
            case "reconcile" -> "reconcile";
            case "costs" -> "costs";
            case "notes" -> "notes";
            case "samples" -> "samples";
            case "pack", "export" -> "pack";
            default -> "first";
        };
    }

    /**
     * @param words from the filter
     * @return true when each of them is on this page
     */
    boolean holds(String words) {
        String all = (title + "\n" + String.join("\n", lines)).toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
