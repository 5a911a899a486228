// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tracebinder.index.EventIndex;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.StoredSource;

/** What an import that was killed or given up leaves in a binder behind its last commit. */
final class Leftovers {

    private Leftovers() {
    }

    /** Puts away what an interrupted act left behind: nothing that was not committed is shown. */
    static void putAway(Layout layout, BinderStore store, EventIndex index) throws IOException {
        int last = store.sources().size();
        if (Files.isDirectory(layout.partial())) {
            try (Stream<Path> left = Files.list(layout.partial())) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(layout.partial());
        drop(layout.comparing());
        if (store.state("importing").orElse(0L) != 0) {
            for (int source = last + 1; source <= highest(layout); source++) {
                index.removeSource(source);
                Files.deleteIfExists(layout.records(source));
            }
            try (Keys keys = new Keys(layout.keys())) {
                keys.keepUpTo(last);
            }
            // an index that was lost meanwhile is not whole because an import was put away
            index.commit(note(index.committedState(), store.sources()));
            store.setState("importing", 0);
            store.commit();
        }
    }

    private static Map<String, String> note(Map<String, String> before, List<StoredSource> sources) {
        int indexed = Integer.parseInt(before.getOrDefault("sources", "0"));
        if (indexed <= sources.size()) {
            return before;
        }
        return before.containsKey(Stages.TRAIL) ? Stages.indexed(sources)
                : Map.of("sources", Integer.toString(sources.size()));
    }

    private static int highest(Layout layout) throws IOException {
        try (Stream<Path> files = Files.list(layout.vault())) {
            return files.map(p -> p.getFileName().toString()).filter(n -> n.matches("S\\d{1,8}\\.records"))
                    .mapToInt(n -> Integer.parseInt(n.substring(1, n.indexOf('.')))).max().orElse(0);
        }
    }

    /** A file that is whole takes its place; where the same stands already, it is not needed. */
    static void move(Path part, Path target) throws IOException {
        if (Files.exists(target)) {
            Files.delete(part);
        } else {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes a folder with all that is in it; links are not followed. */
    static void drop(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
