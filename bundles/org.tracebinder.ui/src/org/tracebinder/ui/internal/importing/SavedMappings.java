// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mapping files that were written in the wizard, beside those of the open binder. All of it reads from disk. */
final class SavedMappings {

    private static final String USER_FOLDER = "tracebinder.user.folder";
    private static final int MOST = 200;

    private SavedMappings() {
    }

    /** @return where the wizard keeps mapping files */
    static Path folder() {
        return Path.of(System.getProperty(USER_FOLDER, System.getProperty("user.home") + "/.tracebinder"), "mappings");
    }

    /**
     * @param binder folder of the open binder, if any
     * @return mapping files that could fit, those of the binder first
     */
    static List<Path> all(Optional<Path> binder) throws IOException {
        List<Path> all = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        binder.ifPresent(b -> folders.add(b.resolve("mappings")));
        folders.add(folder());
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(f -> f.toString().endsWith(".json")).sorted().limit(MOST).forEach(all::add);
                }
            }
        }
        return all;
    }

    /**
     * Writes a mapping file. One with the same text is used as it is; another one of the same name is never
     * overwritten.
     *
     * @param id   of the mapping, becomes the name
     * @param text of the mapping
     * @return the file
     */
    static Path keep(String id, String text) throws IOException {
        Files.createDirectories(folder());
        for (int n = 1;; n++) {
            Path file = folder().resolve(n == 1 ? id + ".json" : id + "-" + n + ".json");
            if (!Files.exists(file)) {
                return Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            }
            if (Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
                return file;
            }
        }
    }
}
