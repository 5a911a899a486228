// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds optional readers: beside this bundle, as a fragment of it or on the class path, and then in the folder
 * {@code optional} of the program, where each folder of jars is a feature that somebody unpacked there. The same place
 * serves window and command line. Thread-safe.
 */
public final class OptionalArchives {

    /** System property with another folder than {@code optional} in the program's own. */
    public static final String FOLDER = "tracebinder.optional";

    private static final Map<Packaging, OptionalArchive> FOUND = new EnumMap<>(Packaging.class);

    private OptionalArchives() {
    }

    /**
     * @param packaging a kind of file
     * @return who reads it, when its feature is installed; asked again each time as long as it is not
     * @throws IOException when the feature is there and does not work, with a reason for the user
     */
    public static Optional<OptionalArchive> of(Packaging packaging) throws IOException {
        synchronized (FOUND) {
            OptionalArchive known = FOUND.get(packaging);
            if (known == null) {
                known = look(packaging);
                if (known != null) {
                    FOUND.put(packaging, known);
                }
            }
            return Optional.ofNullable(known);
        }
    }

    private static OptionalArchive look(Packaging packaging) throws IOException {
        try {
            for (OptionalArchive archive : ServiceLoader.load(OptionalArchive.class, own())) {
                if (archive.packaging() == packaging) {
                    return archive;
                }
            }
            Path folder = folder();
            for (Path feature : folder == null ? List.<Path>of() : sorted(folder, "")) {
                List<Path> jars = Files.isDirectory(feature) ? sorted(feature, ".jar") : List.of();
                OptionalArchive archive = jars.isEmpty() ? null : in(jars, packaging);
                if (archive != null) {
                    return archive;
                }
            }
            return null;
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IOException("the feature that reads " + packaging.id() + " files is installed but does not work: "
                    + e.getMessage(), e);
        }
    }

    /** The loader stays open as long as the program runs: its classes are used all the time. */
    private static OptionalArchive in(List<Path> jars, Packaging packaging) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        URLClassLoader loader = new URLClassLoader("tracebinder-" + packaging.id(), urls, new Parent());
        for (OptionalArchive archive : ServiceLoader.load(OptionalArchive.class, loader)) {
            if (archive.packaging() == packaging) {
                return archive;
            }
        }
        return null;
    }

    private static ClassLoader own() {
        return OptionalArchives.class.getClassLoader();
    }

    private static List<Path> sorted(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(end)).sorted().toList();
        }
    }

    /** @return the folder of optional features, or null when there is none */
    private static Path folder() {
        List<Path> places = new ArrayList<>();
        String named = System.getProperty(FOLDER);
        if (named != null) {
            places.add(Path.of(named));
        } else {
            CodeSource source = OptionalArchives.class.getProtectionDomain().getCodeSource();
            Path jar = source == null ? null : path(source.getLocation().toString());
            if (jar != null && jar.getParent() != null && jar.getParent().getParent() != null) {
                places.add(jar.getParent().getParent().resolve("optional"));
            }
            Path installed = path(System.getProperty("osgi.install.area"));
            if (installed != null) {
                places.add(installed.resolve("optional"));
            }
        }
        return places.stream().filter(Files::isDirectory).findFirst().orElse(null);
    }

    private static Path path(String url) {
        if (url == null || !url.startsWith("file:")) {
            return null;
        }
        try {
            return Path.of(new URI(url.replace(" ", "%20")));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // an address that names no file names no folder beside it
        }
    }

    /** The JDK first, then what this bundle sees: its own interfaces and the JSON library. */
    private static final class Parent extends ClassLoader {

        Parent() {
            super("tracebinder-optional", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return own().loadClass(name);
        }
    }
}
