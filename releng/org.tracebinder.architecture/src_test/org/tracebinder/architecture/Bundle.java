// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;

/**
 * One bundle of ours, as its manifest describes it.
 *
 * @param folder the name of its folder below {@code bundles}
 */
record Bundle(String folder, Manifest manifest) {

    private static final String PREFIX = "org.tracebinder.";

    /** The name as in the table of directions: {@code core}, {@code ui.widgets}. */
    String shortName() {
        return symbolicName().substring(PREFIX.length());
    }

    String symbolicName() {
        return names("Bundle-SymbolicName").getFirst();
    }

    List<String> imports() {
        return names("Import-Package");
    }

    List<String> exports() {
        return names("Export-Package");
    }

    List<String> requires() {
        return names("Require-Bundle");
    }

    boolean has(String header) {
        return header(header) != null;
    }

    /** True where a package is imported under a condition, such as {@code resolution:=optional}. */
    boolean mentions(String header, String text) {
        String value = header(header);
        return value != null && value.contains(text);
    }

    private String header(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    /** The names of a header's clauses, without attributes; a comma inside quotes (a version range) divides nothing. */
    private List<String> names(String header) {
        String value = header(header);
        List<String> names = new ArrayList<>();
        if (value != null) {
            for (String clause : value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                names.add(clause.split(";", 2)[0].strip());
            }
        }
        return names;
    }
}
