// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.BinderFolder;
import org.tracebinder.session.StaleIndexException;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Detector;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.StoredSource;

/** Makes and opens binders: lock, database and index, in this order, and all of them or none. */
public final class Opening {

    private static final int INDEX_RAM_MB = 256;

    private Opening() {
    }

    /**
     * Makes a binder and says what it is for.
     *
     * @param name   of the engagement
     * @param client whose system is audited, or null
     * @throws TracebinderException when the folder is taken
     */
    public static Workspace create(Path folder, String name, String client, Clock clock, Detector detector)
            throws IOException, TracebinderException {
        Workspace workspace = open(folder, true, false, clock, detector);
        try {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("name", name);
            if (client != null) {
                facts.put("client", client);
            }
            facts.put("created", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            workspace.describe(facts);
            return workspace;
        } catch (IOException | TracebinderException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /**
     * Opens the binder in the folder; makes it when the folder is empty or not there and {@code create} is set.
     *
     * @param staleIndex true to open even when the index lacks sources: for those who look after it
     * @throws TracebinderException when the folder is no binder, or is one already when a new one is wanted
     */
    public static Workspace open(Path folder, boolean create, boolean staleIndex, Clock clock, Detector detector)
            throws IOException, TracebinderException {
        Layout layout = new Layout(folder.toAbsolutePath().normalize());
        boolean there = Files.exists(layout.database());
        if (create && there) {
            throw new TracebinderException(folder + " is a binder already. Choose another folder, or open this one.");
        }
        if (create) {
            refuseForeignFolder(layout.folder());
            Files.createDirectories(layout.vault());
        } else if (!there) {
            throw new TracebinderException(folder + " is not a binder: there is no " + BinderStore.FILE + " in it.");
        }
        Optional<BinderLock> lock = BinderLock.tryLock(layout.lock());
        boolean readOnly = lock.isEmpty();
        if (create && readOnly) {
            throw new TracebinderException(folder + " is in use: another process is making this binder, or its folder "
                    + "can't be written.");
        }
        BinderStore store = null;
        EventIndex index = null;
        try {
            store = BinderStore.open(layout.folder(), readOnly, clock);
            if (!readOnly) {
                index = openIndex(layout, staleIndex);
                Leftovers.putAway(layout, store, index);
            } else {
                index = EventIndex.openForReading(layout.index());
            }
            Map<String, String> note = index.committedState();
            String indexed = note.getOrDefault("sources", "0");
            List<StoredSource> sources = store.sources();
            int imported = sources.size();
            if (!staleIndex && Integer.parseInt(indexed) < imported) {
                throw new StaleIndexException("The index of " + folder + " is missing or incomplete (" + indexed
                        + " of "
                        + imported + " sources). Nothing is lost: make it again with 'tracebinder rebuild'.", null);
            }
            // while another process commits an import, its index is ahead
            if (!staleIndex && Stages.foreign(note, sources) && !(readOnly && Integer.parseInt(indexed) > imported)) {
                throw new StaleIndexException("The index of " + folder + " was made of other sources than this binder"
                        + " has. Nothing is lost: make it again with 'tracebinder rebuild'.", null);
            }
            return new Workspace(layout, lock, clock, detector, store, index);
        } catch (IOException | TracebinderException | RuntimeException e) {
            Workspace.closeAll(index, store, lock.orElse(null));
            throw e;
        }
    }

    /**
     * Opens a binder for a look at its sources and their bytes, whatever state its index is in; changes nothing and
     * keeps nobody from writing. Searches find what the index has, which may be nothing.
     *
     * @throws TracebinderException when the folder is no binder
     */
    public static Workspace look(Path folder, Clock clock, Detector detector) throws IOException,
            TracebinderException {
        Layout layout = new Layout(folder.toAbsolutePath().normalize());
        if (!Files.exists(layout.database())) {
            throw new TracebinderException(folder + " is not a binder: there is no " + BinderStore.FILE + " in it.");
        }
        BinderStore store = null;
        EventIndex index = null;
        try {
            store = BinderStore.open(layout.folder(), true, clock);
            index = readable(layout);
            return new Workspace(layout, Optional.empty(), clock, detector, store, index);
        } catch (IOException | TracebinderException | RuntimeException e) {
            Workspace.closeAll(index, store);
            throw e;
        }
    }

    /** @return the index, or one without events when it is broken */
    private static EventIndex readable(Layout layout) throws IOException {
        try {
            return EventIndex.openForReading(layout.index());
        } catch (IOException e) {
            System.getLogger(Opening.class.getName()).log(System.Logger.Level.DEBUG, "broken index", e);
            return EventIndex.openForReading(layout.index().resolveSibling("none"));
        }
    }

    /** Opens the index; one that is broken is thrown away by those who will make it again, for it is derived. */
    private static EventIndex openIndex(Layout layout, boolean staleIndex) throws IOException, TracebinderException {
        EventIndex index;
        try {
            index = EventIndex.openForWriting(layout.index(), INDEX_RAM_MB);
        } catch (IOException e) {
            if (!staleIndex) {
                throw new StaleIndexException("The index of " + layout.folder() + " can't be used: " + e.getMessage()
                        + ". Nothing is lost: make it again with 'tracebinder rebuild'.", e);
            }
            try (Stream<Path> files = Files.list(layout.index())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            index = EventIndex.openForWriting(layout.index(), INDEX_RAM_MB);
        }
        if (index.committedState().isEmpty()) {
            index.commit(Map.of("sources", "0"));
        }
        return index;
    }

    private static void refuseForeignFolder(Path folder) throws IOException, TracebinderException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new TracebinderException(folder + " is a file. A binder is a folder.");
        }
        if (Files.isDirectory(folder) && !BinderFolder.isBegun(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new TracebinderException(folder + " is not empty. A new binder wants a folder of its own.");
                }
            }
        }
    }
}
