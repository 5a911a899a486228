// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** What the target definition brings into the product is in the list of third-party licences, version for version. */
class ThirdPartyTest {

    private static final Pattern LOCATION = Pattern.compile("<location [^>]*label=\"([^\"]*)\".*?</location>",
            Pattern.DOTALL);
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`:]+):([^`:]+)` \\| ([^ |]+) \\| ([^|]+) \\|$");

    @Test
    void listsExactlyWhatIsShipped() throws IOException {
        Set<String> shipped = new TreeSet<>();
        Matcher location = LOCATION.matcher(target());
        while (location.find()) {
            if (!location.group(1).startsWith("Tests:")) {
                shipped.addAll(coordinates(DEPENDENCY, location.group()));
            }
        }
        assertFalse(shipped.isEmpty());
        assertEquals(String.join("\n", shipped), String.join("\n", coordinates(ROW, list())));
    }

    @Test
    void namesALicenceForEach() throws IOException {
        Matcher row = ROW.matcher(list());
        while (row.find()) {
            assertTrue(row.group(4).strip().matches("[A-Za-z0-9.+ ()-]{3,}"), row::group);
        }
    }

    @Test
    void pinsEveryLocation() throws IOException {
        Matcher location = LOCATION.matcher(target());
        while (location.find()) {
            assertTrue(location.group().contains("includeDependencyDepth=\"none\""), location.group(1));
            assertTrue(location.group().contains("type=\"Maven\""), location.group(1));
        }
        assertFalse(target().contains("<repository"), "needs nothing but a Maven registry");
    }

    private static Set<String> coordinates(Pattern pattern, String text) {
        return pattern.matcher(text).results()
                .map(found -> found.group(1) + ":" + found.group(2) + " " + found.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String target() throws IOException {
        return Files.readString(Repository.root().resolve("target-platform/org.tracebinder.target.target"));
    }

    private static String list() throws IOException {
        return Files.readString(Repository.root().resolve("THIRD-PARTY.md"));
    }
}
