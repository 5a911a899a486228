// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each bundle may import: the architecture of the program, written out once. A new line here is a decision; the
 * manifests follow it, never the other way round.
 */
final class Directions {

    private static final String JACKSON = "tools.jackson";
    private static final String LUCENE = "org.apache.lucene";
    private static final String COMPRESS = "org.apache.commons.compress";
    private static final String ZSTD = "com.github.luben.zstd";

    /**
     * One bundle's permissions.
     *
     * @param bundles   bundles of ours whose packages it may import, by their short names
     * @param libraries library packages it may import, with everything below them
     * @param workbench whether SWT, Eclipse and OSGi are open to it
     */
    record Allowed(List<String> bundles, List<String> libraries, boolean workbench) {
    }

    private static final List<String> PLAIN =
            List.of("core", "ingest", "vault", "formats", "index", "trace", "controls", "pack");

    private static final Map<String, Allowed> TABLE = Map.ofEntries(
            entry("core", plain(List.of())),
            // commons-compress needs the other three and calls them optional, which they are not for us
            entry("ingest", plain(List.of("core"), JACKSON, COMPRESS, ZSTD,
                    "org.apache.commons.io", "org.apache.commons.lang3", "org.apache.commons.codec", "org.sqlite")),
            // a fragment of ingest, and the one that knows DuckDB; nothing may need it
            entry("parquet", plain(List.of("core", "ingest"), JACKSON, "org.duckdb")),
            entry("vault", plain(List.of("core"), ZSTD, "org.sqlite")),
            entry("formats", plain(List.of("core", "ingest"), JACKSON, "org.snakeyaml")),
            entry("index", plain(List.of("core"), LUCENE)),
            entry("trace", plain(List.of("core"))),
            entry("controls", plain(List.of("core"), JACKSON)),
            entry("pack", plain(List.of("core"), JACKSON, "org.bouncycastle", "org.apache.pdfbox",
            "org.apache.fontbox")), entry("session", plain(PLAIN, JACKSON)),
            entry("cli", plain(with(PLAIN, "session"), JACKSON, "picocli")),
            entry("ui.widgets", workbench(List.of("core"))),
            // what a session answers with is shown; how it is stored and indexed is not the window's business
            entry("ui", workbench(List.of("core", "vault", "trace", "controls", "pack", "session", "ui.widgets"))),
            entry("rcp", workbench(List.of("ui"))),
            // words of the platform in German: nothing but properties, each a fragment of the bundle that shows them
            entry("german.jface", plain(List.of())),
            entry("german.workbench", plain(List.of())),
            entry("german.commands", plain(List.of())),
            entry("german.renderers", plain(List.of())),
            entry("german.addons", plain(List.of())),
            entry("ui.tests", workbench(with(PLAIN, "session", "ui.widgets", "ui"), "org.junit", "org.opentest4j",
                    "org.bouncycastle")));

    private Directions() {
    }

    /** Permissions of the bundle with this short name, null for a bundle that the table does not know. */
    static Allowed of(String shortName) {
        return TABLE.get(shortName);
    }

    /** Short names of all bundles. */
    static Set<String> names() {
        return TABLE.keySet();
    }

    static boolean isWorkbench(String packageName) {
        return within(packageName, "org.eclipse") || within(packageName, "org.osgi");
    }

    static boolean within(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    private static Allowed plain(List<String> bundles, String... libraries) {
        return new Allowed(bundles, List.of(libraries), false);
    }

    private static Allowed workbench(List<String> bundles, String... libraries) {
        return new Allowed(bundles, List.of(libraries), true);
    }

    private static List<String> with(List<String> bundles, String... more) {
        return Stream.concat(bundles.stream(), Arrays.stream(more)).toList();
    }
}
