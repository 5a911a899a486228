// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.session.FilePreview;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.session.Preview;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.widgets.Latest;

/**
 * What the chosen paths are, looked at one after the other in the background, and what a person chose instead. A choice
 * stays with its file until the file is taken from the list. Belongs to the user-interface thread.
 */
final class Looks {

    /** Records of each file that are looked at. */
    static final int RECORDS = 25;

    /**
     * A file that was looked at.
     *
     * @param root one of the chosen paths
     * @param file on disk: the root, a file in it, or the archive that holds the member
     * @param name for people
     * @param look what it is
     */
    record Seen(Path root, Path file, String name, FilePreview look) {

        boolean member() {
            return look.name().contains("!/");
        }
    }

    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private final Map<Path, Latest> again = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<Path, String> formats = new LinkedHashMap<>();
    private final Map<Path, MappingDraft> drafts = new LinkedHashMap<>();
    private Optional<String> format = Optional.empty();
    private List<Path> paths = List.of();
    private final Set<Path> done = new HashSet<>();
    private boolean running;
    private Runnable changed = () -> { };
    private Consumer<Exception> failed = e -> { };

    Looks(CurrentBinder current) {
        this.current = current;
    }

    /** @param listener told when there is more to see; @param problem told when a choice can't be used */
    void listen(Runnable listener, Consumer<Exception> problem) {
        changed = listener;
        failed = problem;
    }

    List<Seen> seen() {
        return seen;
    }

    boolean running() {
        return running;
    }

    /** @return paths that were looked at */
    int done() {
        return done.size();
    }

    /** @return the path that is looked at next, if one is left */
    Optional<Path> next() {
        return paths.stream().filter(p -> !done.contains(p)).findFirst();
    }

    int all() {
        return paths.size();
    }

    /** @return what a person chose for the file, if anything */
    Optional<String> chosen(Path file) {
        return Optional.ofNullable(formats.get(file));
    }

    Optional<MappingDraft> draft(Path file) {
        return Optional.ofNullable(drafts.get(file));
    }

    /** Looks at the paths that were not looked at already. What was chosen for the files below them stays. */
    void at(List<Path> wanted, Optional<String> as) {
        if (!wanted.equals(paths) || !as.equals(format)) {
            latest.cancel();
            paths = List.copyOf(wanted);
            if (!as.equals(format)) {
                done.clear();
            }
            format = as;
            done.retainAll(paths);
            seen.removeIf(s -> !done.contains(s.root()));
            formats.keySet().removeIf(this::gone);
            drafts.keySet().removeIf(this::gone);
            running = true;
            step();
        }
    }

    private boolean gone(Path file) {
        return paths.stream().noneMatch(file::startsWith);
    }

    /** Looks at no further path. */
    void stop() {
        latest.cancel();
        running = false;
        changed.run();
    }

    /** Nobody sees the answers any more. */
    void end() {
        stop();
        again.values().forEach(Latest::cancel);
    }

    private void step() {
        changed.run();
        Path path = next().orElse(null);
        if (path == null) {
            running = false;
            changed.run();
            return;
        }
        Optional<Path> binder = current.binder().map(b -> b.folder());
        Map<Path, String> told = new HashMap<>(formats);
        Map<Path, MappingDraft> mapped = new HashMap<>(drafts);
        latest.ask(current.jobs(), ImportWords.Look_title, p -> {
            List<Seen> found = new ArrayList<>();
            boolean folder = Files.isDirectory(path);
            for (FilePreview look : Preview.of(path, options(null, binder), p)) {
                found.add(of(path, folder, look));
            }
            for (Path file : found.stream().map(Seen::file).distinct().toList()) {
                if (mapped.containsKey(file)) {
                    replace(found, file, Preview.of(file, new Preview.Options(RECORDS).by(mapped.get(file).json()), p));
                } else if (told.containsKey(file)) {
                    replace(found, file, Preview.of(file, options(told.get(file), binder), p));
                }
            }
            return found;
        }, found -> looked(path, found), e -> looked(path, List.of(new Seen(path, path,
                String.valueOf(path.getFileName()), new FilePreview(path.toString(), 0, null, FilePreview.UNKNOWN, "",
                        0, "", Optional.empty(), List.of(), List.of(), false, CurrentBinder.words(e))))));
    }

    /** The files stand in the order of the list. */
    private void looked(Path path, List<Seen> found) {
        int at = 0;
        while (at < seen.size() && paths.indexOf(seen.get(at).root()) < paths.indexOf(path)) {
            at++;
        }
        seen.addAll(at, found);
        done.add(path);
        step();
    }

    private Preview.Options options(String id, Optional<Path> binder) throws IOException {
        return new Preview.Options(Optional.ofNullable(id).or(() -> format), Optional.empty(),
                SavedMappings.all(binder), RECORDS);
    }

    private static Seen of(Path root, boolean folder, FilePreview look) {
        int bang = look.name().indexOf("!/");
        String outer = bang < 0 ? look.name() : look.name().substring(0, bang);
        String inner = bang < 0 ? "" : look.name().substring(bang);
        String base = String.valueOf(root.getFileName());
        if (!folder) {
            return new Seen(root, root, base + inner, look);
        }
        Path file = outer.startsWith(base + "/") ? root.resolve(outer.substring(base.length() + 1)) : root;
        return new Seen(root, file, look.name(), look);
    }

    /** Reads a file as a format from now on; null to look at its content. */
    void choose(Path file, String id) {
        drafts.remove(file);
        if (id == null) {
            formats.remove(file);
        } else {
            formats.put(file, id);
        }
        Optional<Path> binder = current.binder().map(b -> b.folder());
        ask(file, p -> options(id, binder));
    }

    /** Reads a file by a mapping from now on. */
    void choose(Path file, MappingDraft draft) {
        keep(file, draft);
        ask(file, p -> new Preview.Options(RECORDS).by(draft.json()));
    }

    /** The import reads a file by a mapping; nobody looks at it any more. */
    void keep(Path file, MappingDraft draft) {
        formats.remove(file);
        drafts.put(file, draft);
    }

    private void ask(Path file, Latest.Question<Preview.Options> options) {
        again.computeIfAbsent(file, f -> new Latest()).ask(current.jobs(), ImportWords.Look_title,
                p -> Preview.of(file, options.answer(p), p), looks -> {
                    replace(seen, file, looks);
                    changed.run();
                }, e -> failed.accept(e));
    }

    private static void replace(List<Seen> all, Path file, List<FilePreview> looks) {
        Seen first = all.stream().filter(s -> s.file().equals(file)).findFirst().orElse(null);
        if (first == null) {
            return; // taken from the list meanwhile
        }
        int at = all.indexOf(first);
        int bang = first.name().indexOf("!/");
        String outer = bang < 0 ? first.name() : first.name().substring(0, bang);
        all.removeIf(s -> s.file().equals(file));
        for (int i = 0; i < looks.size(); i++) {
            String name = looks.get(i).name();
            int inner = name.indexOf("!/");
            all.add(at + i, new Seen(first.root(), file, inner < 0 ? outer : outer + name.substring(inner),
                    looks.get(i)));
        }
    }

    /**
     * What the import has to be told; the result reads and writes files, so it is made in the background.
     *
     * @return writes the mapping files and gives the formats of single files
     */
    Formats plan() {
        Map<Path, String> told = new LinkedHashMap<>();
        seen.stream().filter(s -> !s.member()).forEach(s -> s.look().importAs().ifPresent(f -> told.put(s.file(), f)));
        told.putAll(formats);
        Map<Path, MappingDraft> mapped = new LinkedHashMap<>(drafts);
        return () -> {
            for (Map.Entry<Path, MappingDraft> e : mapped.entrySet()) {
                told.put(e.getKey(), "mapping:" + SavedMappings.keep(e.getValue().id(), e.getValue().json()));
            }
            return told;
        };
    }

    /** Gives formats of single files. */
    interface Formats {
        Map<Path, String> get() throws IOException;
    }
}
