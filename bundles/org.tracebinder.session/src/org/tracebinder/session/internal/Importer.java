// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Packaging;
import org.tracebinder.ingest.Pages;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.FrameWriter;
import org.tracebinder.vault.RecordTable;

/**
 * Imports files, folders and archives into one binder. One pass over the bytes of each source; then all new sources are
 * looked through for records and events that were there before; then everything is committed as one. Not thread-safe.
 */
final class Importer {

    /** Stands for what was not read of an archive, behind its path. */
    private static final String REST = "!/(rest)";
    private static final SourceInfo.Totals NOTHING = new SourceInfo.Totals(0, 0, 0, 0, 0, 0, 0, 0);

    private final Layout layout;
    private final BinderStore store;
    private final EventIndex index;
    private final Detector detector;
    private Keys keys;
    private final ImportOptions options;
    private Optional<String> format;
    private final boolean reference;
    private final int threads;
    private final long now;
    private final Progress progress;
    private final Unit unit;
    private final Expansion expansion = new Expansion();
    private final Looks looks = new Looks(System.nanoTime());
    private int firstNew;
    private int next;
    private final List<PendingSource> done = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final List<BinderStore.Warning> warnings = new ArrayList<>();

    /** Told about each file before it is read and after it was read. */
    interface Unit {

        /** A file begins to be read: its records can be looked at as far as the table goes. */
        void begun(PendingSource source);

        /** @return true when the file of that name is in the binder already, from the same import, interrupted */
        boolean done(Path file, String name) throws IOException;

        /** @return number of the source of that name, which is in the binder already */
        int number(String name);

        /** A file was read to its end. */
        void read() throws IOException, TracebinderException;
    }

    /** @param now moment of the import */
    Importer(Layout layout, BinderStore store, EventIndex index, Detector detector, ImportOptions options, Unit unit,
            Instant now, Progress progress) {
        this.now = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
        this.layout = layout;
        this.store = store;
        this.index = index;
        this.detector = detector;
        this.unit = unit;
        this.options = options;
        this.format = options.format();
        this.reference = options.reference();
        this.threads = options.threads() > 0 ? options.threads() : Math.max(1, Runtime.getRuntime()
                .availableProcessors());
        this.progress = progress;
    }

    /** @return the new sources, not yet committed; duplicates and conflicts are not looked for yet */
    List<PendingSource> sources() {
        return done;
    }

    /** @return what looked strange so far */
    List<BinderStore.Warning> warnings() {
        return warnings;
    }

    /** @return why files could not be read; nothing of them is among the sources */
    List<Exception> failures() {
        return failures;
    }

    /**
     * Begins anew behind what was committed.
     *
     * @param fresh takes the keys of the sources to come
     */
    void begin(Keys fresh) throws IOException {
        keys = fresh;
        firstNew = store.sources().size() + 1;
        next = firstNew;
        done.clear();
        warnings.clear();
    }

    /** @return number of the first new source */
    int firstNew() {
        return firstNew;
    }

    /** Imports one path. What is not there any more, or can't be read, costs itself and not the others. */
    void add(Path path) throws IOException, TracebinderException {
        if (!Files.exists(path)) {
            failed(new TracebinderException("There is no file or folder " + path + "."));
            return;
        }
        format = chosen(path).or(options::format);
        if (Files.isDirectory(path)) {
            for (Path file : FolderFiles.of(path, layout.folder(), this::failed)) {
                String name = path.getFileName() + "/" + path.relativize(file).toString().replace('\\', '/');
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    format = chosen(file).or(() -> chosen(path)).or(options::format);
                    outer(file, name);
                } else {
                    warnings.add(new BinderStore.Warning(0, "import.skipped",
                            name + (FolderFiles.binder(file) ? " was not imported: it is the binder itself."
                                    : " was not imported: a link or device, not a file.")));
                }
            }
        } else {
            outer(path, path.toString());
        }
    }

    /** A file that can't be read leaves nothing behind, and the others are read. */
    private void outer(Path file, String name) throws IOException, TracebinderException {
        int before = next;
        try {
            FolderFiles.named(file);
            file(file, name, 0, 0, null);
        } catch (Unreadable | Unchanged.Changed e) {
            forget(Math.max(before, firstNew));
            failed(e);
        }
    }

    private void failed(Exception reason) {
        failures.add(reason);
        warnings.add(new BinderStore.Warning(0, BinderStore.UNREAD, reason.getMessage()
                + " The same import again reads it; all others are in the binder."));
    }

    private void forget(int from) throws IOException {
        for (int source = from; source < next; source++) {
            index.removeSource(source);
            Files.deleteIfExists(layout.records(source));
        }
        keys.forget(from);
        store.dropQuarantine(from);
        done.removeIf(s -> s.number() >= from);
        warnings.removeIf(w -> w.source() >= from);
        next = from;
    }

    private Optional<String> chosen(Path path) {
        return Optional.ofNullable(options.formats().get(path));
    }

    /** @param damage why the file is not all that it was in its archive, or null */
    private void file(Path file, String name, int container, int nesting, String damage)
            throws IOException, TracebinderException {
        byte[] magic;
        long size;
        try (InputStream in = Files.newInputStream(file)) {
            magic = in.readNBytes(512);
            size = Files.size(file);
        } catch (IOException e) {
            throw FolderFiles.unreadable(name, e);
        }
        Packaging packaging = Packaging.of(file, magic);
        if (container == 0) {
            expansion.begin(size);
        }
        progress.task(name, size);
        boolean deeper = nesting < Archive.MAX_NESTING;
        boolean twice = packaging.inside(() -> Files.newInputStream(file)) != Packaging.PLAIN;
        boolean known = unit.done(file, name);
        if (twice || packaging.archive()) {
            Path kept = known ? file : layout.original(keepOriginal(file, name));
            int number = known ? unit.number(name) : archive(kept, name, container, packaging, magic);
            if (!deeper) {
                lost(name + REST, number, Archive.TOO_DEEP);
            } else if (twice) {
                unpacked(kept, name, number, packaging, nesting);
            } else {
                members(kept, name, number, packaging, nesting);
            }
            if (damage != null && deeper) {
                unread(name + REST, number, damage);
            }
            String unmerged = container == 0 ? Archive.unmerged(file, packaging) : null;
            if (unmerged != null) {
                lost(name + "!/" + unmerged, number, Archive.UNMERGED);
            }
        } else if (!known) {
            content(file, name, container, packaging, damage);
        }
        unit.read();
    }

    private int archive(Path kept, String name, int container, Packaging packaging, byte[] magic)
            throws IOException {
        int number = next++;
        Hash sha = Hash.parse(kept.getFileName().toString().substring(0, 2 * Hash.LENGTH));
        long size = Files.size(kept);
        try (RecordTable table = RecordTable.create(layout.records(number))) {
            table.force();
        }
        SourceInfo.Totals totals = new SourceInfo.Totals(size, 0, size, 0, 0, 0, 0, 0);
        done.add(new PendingSource(number, name, size, sha, sha, packaging.id(), null, 0, "archive",
                packaging.id() + " archive", 100, packaging.why(magic), container, totals,
                Event.NONE, Event.NONE, MerkleTree.EMPTY, new byte[0]));
        return number;
    }

    /** What is packed and packed again, as a tar file within gzip, is an archive with one member. */
    private void unpacked(Path file, String name, int number, Packaging packaging, int nesting)
            throws IOException, TracebinderException {
        Content packed = () -> new NamedStream(Files.newInputStream(file), name);
        try (DamageGuard guarded = new DamageGuard(packaging.unpack(packed), true, Files.size(file),
                expansion.left())) {
            spool(guarded, name + "!/" + Packaging.unpackedName(name), number, nesting + 1);
        }
    }

    private void members(Path file, String name, int number, Packaging packaging, int nesting)
            throws IOException, TracebinderException {
        long size = Files.size(file);
        try {
            Archive.walk(file, packaging, new Archive.Members() {
                @Override
                public void file(String member, InputStream in) throws IOException {
                    expansion.check();
                    member(() -> spool(new DamageGuard(() -> in, false, size, expansion.left()), name + "!/" + member,
                            number, nesting + 1));
                }

                @Override
                public void skipped(String member, String reason) {
                    warnings.add(new BinderStore.Warning(number, "import.skipped", name + "!/" + member + ": "
                            + reason));
                }

                @Override
                public void unread(String member, String reason) {
                    member(() -> lost(name + "!/" + member, number, reason));
                }
            });
        } catch (MemberFailure e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (IOException e) {
            warnings.add(new BinderStore.Warning(number, BinderStore.DAMAGED,
                    name + " could not be read to its end: " + DamageGuard.said(e)
                    + ". The archive itself is kept whole."));
            unread(name + REST, number, "the archive could not be read to its end: " + DamageGuard.said(e));
        }
    }

    /** Reads a member from a file of its own: framing looks at it more than once. */
    private void spool(DamageGuard guarded, String path, int number, int nesting)
            throws IOException, TracebinderException {
        Path spool = Files.createTempFile(layout.partial(), "member", null);
        try {
            try (OutputStream out = Files.newOutputStream(spool)) {
                copy(guarded, out);
            }
            expansion.took(guarded.count());
            if (guarded.padding() > 0) {
                warnings.add(AroundRecords.padding(number, path, guarded.padding()));
            }
            if (guarded.damage() != null) {
                warnings.add(new BinderStore.Warning(number, BinderStore.DAMAGED, path + ": " + guarded.damage()));
            }
            file(spool, path, number, nesting, guarded.damage());
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private void lost(String path, int number, String reason) throws IOException, TracebinderException {
        warnings.add(new BinderStore.Warning(number, BinderStore.UNREAD, path + ": " + reason));
        unread(path, number, reason);
    }

    /** What nobody could read is a source without content: its one record stands in the quarantine. */
    private void unread(String path, int number, String reason) throws IOException, TracebinderException {
        Path nothing = Files.createTempFile(layout.partial(), "unread", null);
        try {
            if (!unit.done(nothing, path)) {
                content(nothing, path, number, Packaging.PLAIN, reason);
            }
        } finally {
            Files.deleteIfExists(nothing);
        }
    }

    /** A failure of the binder, not of the archive that is being read. */
    private static final class MemberFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MemberFailure(Exception cause) {
            super(cause);
        }
    }

    /** Something that is done with a member. */
    private interface Step {
        void run() throws IOException, TracebinderException;
    }

    private static void member(Step step) {
        try {
            step.run();
        } catch (IOException | TracebinderException e) {
            throw new MemberFailure(e);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = in.read(buffer, 0, buffer.length)) > 0;) {
            progress.check();
            out.write(buffer, 0, n);
        }
    }

    private Hash keepOriginal(Path file, String name) throws IOException, TracebinderException {
        Unchanged unchanged = Unchanged.now(file);
        MessageDigest digest = Hash.newDigest();
        Path part = layout.partial().resolve("original");
        try (InputStream in = new DigestInputStream(new BufferedInputStream(new NamedStream(Files.newInputStream(file),
                name), 1 << 16), digest); OutputStream out = Files.newOutputStream(part)) {
            copy(in, out);
        }
        unchanged.check(file, name);
        Hash sha = Hash.wrap(digest.digest());
        Leftovers.move(part, layout.original(sha));
        return sha;
    }

    private void content(Path file, String name, int container, Packaging packaging, String cut)
            throws IOException, TracebinderException {
        int number = next++;
        boolean packed = packaging != Packaging.PLAIN && !packaging.archive();
        boolean outside = reference && !packed && container == 0;
        Unchanged unchanged = Unchanged.now(file);
        Hash original = packed ? keepOriginal(file, name) : null;
        long size = Files.size(file);
        DamageGuard[] guard = new DamageGuard[1];
        Path source = packed ? layout.original(original) : file;
        Content plain = () -> new NamedStream(Files.newInputStream(source), name);
        Content content = !packed ? plain : () -> {
            guard[0] = new DamageGuard(packaging.unpack(plain), true, size, container == 0 ? Long.MAX_VALUE
                    : expansion.left());
            return guard[0];
        };
        Head whole = Detector.head(name, content);
        Choice choice = Choice.of(format, detector, whole);
        Head head = choice.head();
        Cutter cutter = Cutter.of(Pages.framing(choice.reader(), head), head, content, progress);
        Path part = layout.partial().resolve("content");
        MessageDigest digest = Hash.newDigest();
        RawRecord.SourceContext context = Sources.context(name, cutter.envelope());
        Pipeline.Result result;
        try (FrameWriter frames = new FrameWriter(part); RecordTable table =
                RecordTable.create(layout.records(number))) {
            unit.begun(new PendingSource(number, name, size, MerkleTree.EMPTY, MerkleTree.EMPTY, null,
                    source.toString(), unchanged.modified().toMillis(), choice.reader().id(), choice.reader().label(),
                    choice.confidence(), choice.why(), container, NOTHING, Event.NONE, Event.NONE, MerkleTree.EMPTY,
                    cutter.envelope()));
            Pipeline pipeline = new Pipeline(number, choice.reader(), table, this::event, this::record, threads, now);
            result = pipeline.run(cutter, content, context, (b, from, n) -> {
                digest.update(b, from, n);
                if (!outside) {
                    frames.write(b, from, n);
                }
            }, progress);
            expansion.took(guard[0] == null ? 0 : guard[0].count());
            warnings.addAll(pipeline.oddities().warnings(number, name));
            cutter.beside().forEach(b -> warnings.add(AroundRecords.beside(number, name, b)));
            if (guard[0] != null && guard[0].padding() > 0) {
                warnings.add(AroundRecords.padding(number, name, guard[0].padding()));
            }
            if (head.before() > 0) {
                warnings.add(AroundRecords.before(number, name, whole, head));
            }
            choice.reader().doubts(head).forEach(doubt -> warnings.add(new BinderStore.Warning(number,
                    "import.mapping", name + ": " + doubt + ".")));
            if (Archive.isUnmerged(head.bytes())) {
                warnings.add(new BinderStore.Warning(number, BinderStore.UNREAD, name + ": " + Archive.UNMERGED));
            }
            String damage = cut == null && guard[0] != null ? guard[0].damage() : cut;
            if (damage != null) {
                result = damaged(number, result, table, damage);
            }
            String missing = damage != null ? damage : pipeline.missing();
            if (missing != null && cut == null) { // else whoever cut it has said so
                warnings.add(new BinderStore.Warning(number, BinderStore.DAMAGED, name + ": " + missing));
            }
            frames.finish();
            table.force();
        }
        unchanged.check(file, name);
        Hash contentHash = Hash.wrap(digest.digest());
        if (outside) {
            Files.delete(part);
        } else {
            Leftovers.move(part, layout.content(contentHash));
        }
        Hash fileHash = packed ? original : contentHash;
        done.stream().filter(s -> size > 0 && s.sha256().equals(fileHash)).findFirst().map(PendingSource::number)
                .or(() -> size > 0 ? known(fileHash) : Optional.empty())
                .ifPresent(first -> warnings.add(new BinderStore.Warning(number,
                "import.again",
                        name + " has the same bytes as S" + first + ": its records are counted as duplicates.")));
        SourceInfo.Totals totals = new SourceInfo.Totals(result.contentBytes(), result.recordBytes(),
                result.framingBytes(), result.quarantinedBytes(), result.read(), result.read() - result.quarantined(),
                result.quarantined(), 0);
        done.add(new PendingSource(number, name, size, fileHash, contentHash, packed ? packaging.id() : null,
                outside ? file.toAbsolutePath().normalize().toString() : null, unchanged.modified().toMillis(),
                choice.reader().id(), choice.reader().label(), choice.confidence(), choice.why(), container, totals,
                result.firstTime(), result.lastTime(), result.merkleRoot(), cutter.envelope()));
    }

    private Optional<Integer> known(Hash sha256) {
        try {
            return store.sources().stream().filter(s -> s.info().sha256().equals(sha256)).findFirst()
                    .map(s -> s.info().number());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unreadable rest of a damaged file stands in the quarantine as a record of no length. */
    private Pipeline.Result damaged(int number, Pipeline.Result r, RecordTable table, String damage)
            throws IOException {
        byte[] leaf = MerkleTree.leafHash(new byte[0], 0, 0);
        table.add(r.contentBytes(), 0, RecordRef.State.QUARANTINED, 0, leaf, 0);
        table.flush();
        record(new RecordId(number, r.read() + 1), leaf, damage);
        MerkleTree.Builder tree = new MerkleTree.Builder();
        table.forEach(number, e -> tree.add(e.ref().leaf().bytes()));
        return new Pipeline.Result(r.contentBytes(), r.recordBytes(), r.framingBytes(), r.quarantinedBytes(), r.read()
                + 1, r.quarantined() + 1, r.firstTime(), r.lastTime(), tree.root());
    }

    private void record(RecordId id, byte[] leaf, String reason) throws IOException {
        if (reason != null) {
            store.addQuarantine(id, reason);
        }
        keys.record(id, leaf);
    }

    private void event(EventId id, Event event, byte[] leaf, RawRecord raw) throws IOException {
        index.add(id, event);
        if (looks.due(System.nanoTime(), index.asked())) {
            index.refresh(); // searching works while an import runs
        }
        keys.event(id, event, leaf, raw);
    }
}
