// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Finds the files of this repository, whatever folder the tests run in. */
final class Repository {

    private static final String BUNDLES = "bundles";

    private Repository() {
    }

    /** The folder above this one that holds the bundles. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(BUNDLES))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Not inside the repository: " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Every bundle's manifest, in the order of their names. */
    static List<Bundle> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(root().resolve(BUNDLES))) {
            return folders.map(folder -> folder.resolve("META-INF/MANIFEST.MF"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(Repository::bundle)
                    .toList();
        }
    }

    private static Bundle bundle(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Bundle(file.getParent().getParent().getFileName().toString(), new Manifest(in));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
