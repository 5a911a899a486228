// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.tracebinder.ui.Log;

/** The binders that were open before, newest first. */
public final class RecentBinders {

    private static final int MOST = 8;
    private static final String KEY = "recentBinders";

    private RecentBinders() {
    }

    /** @param folder of a binder that was opened */
    public static void add(Path folder) {
        List<String> names = new ArrayList<>(names());
        names.remove(folder.toString());
        names.add(0, folder.toString());
        IEclipsePreferences store = store();
        store.put(KEY, String.join("\n", names.subList(0, Math.min(MOST, names.size()))));
        try {
            store.flush();
        } catch (BackingStoreException e) {
            Log.warn("Saving the list of recent binders", e);
        }
    }

    /** @return folders that still exist, newest first */
    public static List<Path> all() {
        List<Path> found = new ArrayList<>();
        for (String name : names()) {
            try {
                Path folder = Path.of(name);
                if (Files.isDirectory(folder)) {
                    found.add(folder);
                }
            } catch (InvalidPathException e) {
                Log.warn("A recent binder has no valid name: " + name, e);
            }
        }
        return found;
    }

    /** @return the binder that was open last */
    public static Optional<Path> last() {
        return all().stream().findFirst();
    }

    private static List<String> names() {
        String saved = store().get(KEY, "");
        return saved.isEmpty() ? List.of() : List.of(saved.split("\n"));
    }

    private static IEclipsePreferences store() {
        return InstanceScope.INSTANCE.getNode("org.tracebinder.ui");
    }
}
