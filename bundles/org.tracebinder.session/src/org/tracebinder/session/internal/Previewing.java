// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Packaging;
import org.tracebinder.ingest.Preamble;
import org.tracebinder.session.FilePreview;
import org.tracebinder.session.FilePreview.Candidate;
import org.tracebinder.session.Preview;

/**
 * Looks at the first records of files, with the same detection, cutting and readers as an import. Bounded: so many
 * files, so
 * many bytes of each, so many records. Not thread-safe, one use.
 */
public final class Previewing {

    private final Preview.Options options;
    private final Progress progress;
    private final Detector detector = new Detector(BuiltInFormats.all());
    private final List<FilePreview> found = new ArrayList<>();
    private final List<KnownMapping> mappings = new ArrayList<>();
    private FormatReader forced;

    private record KnownMapping(FormatReader reader, Path file) {
    }

    /** More files than anybody looks at. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    /** @param options what to look for */
    public Previewing(Preview.Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @return what is at the path */
    public List<FilePreview> look(Path path) throws IOException, TracebinderException {
        if (!Files.exists(path)) {
            throw new TracebinderException("There is no file or folder " + path + ".");
        }
        readers();
        try {
            if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(path, path.toString(), 0);
            }
        } catch (Enough e) {
            found.add(nothing("\u2026", 0, "more than " + Preview.MOST_FILES
                    + " files: the import reads the others, too"));
        }
        return List.copyOf(found);
    }

    private void readers() throws IOException, TracebinderException {
        for (Path file : options.mappings()) {
            try {
                FormatReader reader = Mappings.reader(file);
                detector.add(reader);
                mappings.add(new KnownMapping(reader, file));
            } catch (IOException | TracebinderException e) {
                System.getLogger(Previewing.class.getName()).log(System.Logger.Level.DEBUG, "mapping passed over", e);
            }
        }
        if (options.mapping().isPresent()) {
            forced = BuiltInFormats.mapped(options.mapping().get());
            return;
        }
        String format = options.format().orElse("");
        if (format.isEmpty()) {
            return;
        }
        Optional<FormatReader> known = detector.reader(format);
        if (known.isEmpty() && !format.startsWith(Mappings.PREFIX)) {
            throw new TracebinderException("There is no format '" + format + "'.");
        }
        forced = known.isPresent() ? known.get() : Mappings.reader(Path.of(format.substring(Mappings.PREFIX.length())));
    }

    private void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).sorted()
                    .limit(Preview.MOST_FILES + 1L).toList();
        }
        for (Path file : files) {
            file(file, folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/'), 0);
        }
    }

    private void file(Path file, String name, int nesting) {
        progress.check();
        if (found.size() >= Preview.MOST_FILES) {
            throw new Enough();
        }
        try {
            byte[] magic;
            try (InputStream in = Files.newInputStream(file)) {
                magic = in.readNBytes(512);
            }
            long size = Files.size(file);
            Packaging packaging = Packaging.of(file, magic);
            progress.task(name, size);
            boolean twice = packaging.inside(() -> Files.newInputStream(file)) != Packaging.PLAIN;
            if (nesting >= Archive.MAX_NESTING && (twice || packaging.archive())) {
                found.add(archive(name, size, packaging, magic));
                found.add(nothing(name + "!/(rest)", 0, Archive.TOO_DEEP));
            } else if (twice) {
                found.add(archive(name, size, packaging, magic));
                try (InputStream in = new DamageGuard(packaging.unpack(() -> Files.newInputStream(file)), true, size)) {
                    member(name + "!/" + Packaging.unpackedName(name), in, nesting);
                }
            } else if (packaging.archive()) {
                archive(file, name, size, packaging, magic, nesting);
            } else {
                content(file, name, size, packaging);
            }
        } catch (IOException e) {
            found.add(nothing(name, 0, e.getMessage()));
        }
    }

    private void archive(Path file, String name, long size, Packaging packaging, byte[] magic, int nesting)
            throws IOException {
        found.add(archive(name, size, packaging, magic));
        try {
            Archive.walk(file, packaging, new Archive.Members() {
                @Override
                public void file(String member, InputStream in) throws IOException {
                    progress.check();
                    Previewing.this.member(name + "!/" + member, in, nesting);
                }

                @Override
                public void skipped(String member, String reason) {
                    found.add(nothing(name + "!/" + member, 0, reason));
                }
            });
        } catch (IOException e) {
            if (size < Preview.MOST_BYTES || nesting == 0) { // else the look ended there, not the archive
                found.add(nothing(name, size, "could not be read to its end: " + e.getMessage()));
            }
        }
    }

    private static FilePreview archive(String name, long size, Packaging packaging, byte[] magic) {
        return new FilePreview(name, size, packaging.id(), FilePreview.ARCHIVE, packaging.id() + " archive", 100,
                packaging.why(magic), Optional.empty(), List.of(), List.of(),
                false, null);
    }

    private void member(String path, InputStream in, int nesting) throws IOException {
        Path spool = Files.createTempFile("tracebinder-look", null);
        try {
            Files.copy(new Limited(in, Preview.MOST_BYTES), spool, StandardCopyOption.REPLACE_EXISTING);
            file(spool, path, nesting + 1);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private void content(Path file, String name, long size, Packaging packaging) throws IOException {
        Content plain = () -> new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        Content whole = packaging == Packaging.PLAIN || packaging.archive() ? plain
                : () -> new DamageGuard(packaging.unpack(plain), true, size);
        Content content = () -> new Limited(whole.open(), Preview.MOST_BYTES);
        Head all = Detector.head(name, content);
        Head head = forced != null ? Preamble.without(all, forced) : Choice.of(Optional.empty(), detector, all)
                .head();
        List<Detector.Guess> guesses = detector.guess(head);
        FormatReader reader = forced != null ? forced : guesses.isEmpty() ? new UnknownReader(head)
                : guesses.get(0).reader();
        int confidence = forced != null ? 100 : guesses.isEmpty() ? 0 : guesses.get(0).confidence();
        String why = forced != null ? "chosen by the user" : guesses.isEmpty() ? Choice.unknownWhy(head)
                : guesses.get(0).why();
        List<String> doubts = forced == null ? List.of() : reader.doubts(head);
        if (!doubts.isEmpty()) {
            int more = doubts.size() - 1;
            why = "chosen by the user, but " + doubts.get(0) + (more == 0 ? "" : more == 1
                    ? ", nor another of its names" : ", nor " + more + " others of its names");
        }
        FirstRecords first = new FirstRecords(reader, options.records(), progress);
        first.read(head, content, Sources.context(name, new byte[0]));
        found.add(new FilePreview(name, size, packaging.id(), reader.id(), reader.label(), confidence, why,
                importAs(reader), guesses.stream().filter(g -> !g.reader().id().equals(reader.id()))
                .map(g -> new Candidate(g.reader().id(), g.reader().label(), g.confidence(), g.why())).toList(),
                first.rows(), first.more(), null));
    }

    private Optional<String> importAs(FormatReader reader) {
        if (forced != null && options.format().isPresent()) {
            return options.format();
        }
        return mappings.stream().filter(m -> m.reader() == reader)
                .map(m -> Mappings.PREFIX + m.file().toAbsolutePath()).findFirst();
    }

    private static FilePreview nothing(String name, long size, String problem) {
        return new FilePreview(name, size, null, FilePreview.UNKNOWN, "", 0, "", Optional.empty(), List.of(), List.of(),
                false, problem);
    }

    /** The beginning of a stream. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = super.read(b, off, (int) Math.min(len, left));
            left -= Math.max(0, n);
            return n;
        }
    }
}
