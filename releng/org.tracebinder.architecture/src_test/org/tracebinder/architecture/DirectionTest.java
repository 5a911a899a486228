// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tracebinder.architecture.Directions.Allowed;

/** The manifest is the architecture: no bundle imports what {@link Directions} does not allow it. */
class DirectionTest {

    static List<Bundle> bundles() throws IOException {
        return Repository.bundles();
    }

    @Test
    void seesAllBundles() throws IOException {
        assertEquals(20, bundles().size(), () -> "a new bundle needs a line in Directions");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void keepsItsDirection(Bundle bundle) {
        assertEquals(List.of(), DirectionRules.violations(bundle), bundle.folder());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isNamedLikeItsFolder(Bundle bundle) {
        assertEquals(bundle.folder(), bundle.symbolicName());
        assertNotNull(Directions.of(bundle.shortName()), () -> bundle.folder() + " is not in Directions");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void exportsOnlyItsOwnPackages(Bundle bundle) {
        for (String exported : bundle.exports()) {
            assertTrue(Directions.within(exported, bundle.symbolicName()), exported);
            assertFalse(exported.contains(".internal"), () -> exported + " is internal and exported");
        }
    }

    @Test
    void rejectsSwtInAPlainBundle() throws IOException {
        assertViolation("core", "Import-Package: org.eclipse.swt.widgets", "org.eclipse.swt.widgets");
    }

    @Test
    void rejectsLuceneOutsideTheIndex() throws IOException {
        assertViolation("session", "Import-Package: org.apache.lucene.search", "org.apache.lucene.search");
    }

    @Test
    void rejectsAnImportAgainstTheDirection() throws IOException {
        assertViolation("core", "Import-Package: org.tracebinder.session", "org.tracebinder.session");
        assertViolation("ui.widgets", "Import-Package: org.tracebinder.session.view", "org.tracebinder.session.view");
    }

    @Test
    void rejectsRequireBundleInAPlainBundle() throws IOException {
        assertViolation("pack", "Require-Bundle: org.bouncycastle.bcprov", "Require-Bundle");
    }

    @Test
    void rejectsReExportAndDynamicImport() throws IOException {
        assertViolation("ui", "Require-Bundle: org.eclipse.ui;visibility:=reexport", "reexport");
        assertViolation("formats", "DynamicImport-Package: *", "DynamicImport-Package");
    }

    @Test
    void everyAllowedNameIsABundle() throws IOException {
        List<String> names = bundles().stream().map(Bundle::shortName).toList();
        for (String name : names) {
            Allowed allowed = Directions.of(name);
            assertTrue(names.containsAll(allowed.bundles()), () -> name + ": " + allowed.bundles());
        }
    }

    private static void assertViolation(String shortName, String header, String named) throws IOException {
        String text = "Manifest-Version: 1.0\nBundle-SymbolicName: org.tracebinder." + shortName + "\n" + header
                + "\n\n";
        Manifest manifest = new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> violations = DirectionRules.violations(new Bundle("org.tracebinder." + shortName, manifest));
        assertEquals(1, violations.size(), violations::toString);
        assertTrue(violations.getFirst().contains(named), violations::toString);
    }
}
