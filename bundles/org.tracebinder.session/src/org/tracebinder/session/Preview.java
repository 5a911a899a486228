// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.internal.Previewing;
import org.tracebinder.session.internal.Threads;

/** Looks at files as an import would, and keeps nothing. No binder is needed. Thread-safe. */
public final class Preview {

    /** Files of a folder, or members of an archive, that are looked at. */
    public static final int MOST_FILES = 200;
    /** Bytes of an unpacked content that are looked at. */
    public static final int MOST_BYTES = 16 << 20;

    private Preview() {
    }

    /**
     * What to look for.
     *
     * @param format   id of the format to read all files as, or {@code mapping:} and the path of a mapping file;
     *                 empty to
     *                 look at their content
     * @param mapping  text of a mapping that all files are read by, empty for none
     * @param mappings mapping files that could fit; files that can't be used are passed over
     * @param records  first records that are read of each file, at least 1
     */
    public record Options(Optional<String> format, Optional<String> mapping, List<Path> mappings, int records) {

        /** Looks at the content and reads so many records. */
        public Options(int records) {
            this(Optional.empty(), Optional.empty(), List.of(), records);
        }

        /** @return the same, but read as that format; null to look at the content */
        public Options as(String id) {
            return new Options(Optional.ofNullable(id), Optional.empty(), mappings, records);
        }

        /** @return the same, but read by the mapping with that text */
        public Options by(String text) {
            return new Options(Optional.empty(), Optional.of(text), mappings, records);
        }
    }

    /**
     * @param path a file, folder or archive
     * @return what is in it, in the order of an import; the last one says so when there are more files than are
     *         looked at
     * @throws TracebinderException when there is nothing at the path, or format or mapping can't be used
     */
    public static List<FilePreview> of(Path path, Options options, Progress progress)
            throws IOException, TracebinderException {
        Threads.refuse();
        return new Previewing(options, progress).look(path);
    }
}
