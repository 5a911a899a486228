// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.tracebinder.architecture.Directions.Allowed;

/** Compares one manifest with the table of directions. */
final class DirectionRules {

    /** Everything the JDK itself has; a bundle imports javax.crypto and the like from there. */
    private static final Set<String> JDK = ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toUnmodifiableSet());

    private DirectionRules() {
    }

    /** What the manifest imports or requires against the table, one sentence each; empty when all is well. */
    static List<String> violations(Bundle bundle) {
        Allowed allowed = Directions.of(bundle.shortName());
        if (allowed == null) {
            return List.of(bundle.symbolicName() + " is not in the table of directions");
        }
        List<String> found = new ArrayList<>();
        bundle.imports().stream().filter(name -> !mayImport(bundle, allowed, name))
                .forEach(name -> found.add(bundle.shortName() + " must not import " + name));
        if (!allowed.workbench() && bundle.has("Require-Bundle")) {
            found.add(bundle.shortName() + " is a plain bundle: Import-Package instead of Require-Bundle");
        }
        if (allowed.workbench()) {
            bundle.requires().stream().filter(name -> !Directions.isWorkbench(name))
                    .forEach(name -> found.add(bundle.shortName() + " must import packages instead of requiring "
                    + name));
        }
        if (bundle.mentions("Require-Bundle", "reexport")) {
            found.add(bundle.shortName() + " must not reexport");
        }
        if (bundle.has("DynamicImport-Package")) {
            found.add(bundle.shortName() + " must not use DynamicImport-Package");
        }
        return found;
    }

    private static boolean mayImport(Bundle bundle, Allowed allowed, String name) {
        Optional<String> owner = owner(name);
        if (owner.isPresent()) {
            return owner.get().equals(bundle.shortName()) || allowed.bundles().contains(owner.get());
        }
        if (allowed.workbench() && Directions.isWorkbench(name)) {
            return true;
        }
        return JDK.contains(name) || allowed.libraries().stream().anyMatch(root -> Directions.within(name, root));
    }

    /** The bundle of ours that a package belongs to; the longest name wins, so ui.widgets comes before ui. */
    private static Optional<String> owner(String packageName) {
        return Directions.names().stream().filter(name -> Directions.within(packageName, "org.tracebinder." + name))
                .max(Comparator.comparingInt(String::length));
    }
}
