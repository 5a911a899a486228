// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.product.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the products that the build has just made. */
final class Products {

    /** Operating system, window system and processor of the six platforms, as Eclipse names them. */
    static final List<String> PLATFORMS = List.of("linux/gtk/x86_64", "linux/gtk/aarch64", "macosx/cocoa/x86_64",
            "macosx/cocoa/aarch64", "win32/win32/x86_64", "win32/win32/aarch64");

    private Products() {
    }

    /** The folder that holds the archives and, below it, the unpacked products. */
    static Path target() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("releng"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Not inside the repository: " + Path.of("").toAbsolutePath());
        }
        return folder.resolve("releng/org.tracebinder.product/target/products");
    }

    /** The unpacked product of a platform; the folder is absent when the build was for another platform only. */
    static Path folder(String platform) {
        String root = platform.startsWith("macosx") ? "Tracebinder.app/Contents/Eclipse" : "tracebinder";
        return target().resolve("org.tracebinder.rcp.product").resolve(platform).resolve(root);
    }

    /** The platform these tests run on. */
    static String here() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        if (os.contains("linux")) {
            return "linux/gtk/" + arch;
        }
        return (os.contains("mac") ? "macosx/cocoa/" : "win32/win32/") + arch;
    }

    /** Names of the plug-ins in a product. */
    static List<String> plugins(Path product) throws IOException {
        try (Stream<Path> files = Files.list(product.resolve("plugins"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
