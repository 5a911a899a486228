// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Objects;
import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.Maps;
import org.eclipse.collections.api.factory.Sets;
import org.eclipse.collections.impl.factory.primitive.IntLists;

/**
 * Makes the libraries of the grid find each other. Eclipse Collections looks for its implementation with a
 * ServiceLoader over
 * the context class loader, which in OSGi sees no other bundle; without this the grid paints nothing at all.
 */
final class GridLibraries {

    private GridLibraries() {
    }

    /** Loads the factories that the grid uses; a second call does nothing. */
    static void load() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(IntLists.class.getClassLoader());
        try {
            Objects.requireNonNull(Lists.mutable);
            Objects.requireNonNull(Maps.mutable);
            Objects.requireNonNull(Sets.mutable);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
