// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Walks through the members of a zip or tar file, the tables of a database or the rows of a Parquet file. Nothing is
 * ever written under a member's name, so that a name such as {@code ../../x} is a label and no path; links are
 * reported, never followed.
 */
public final class Archive {

    /** Most members of one archive. */
    public static final int MAX_MEMBERS = 200_000;
    /** Archives inside archives. */
    public static final int MAX_NESTING = 4;
    /** Content may be so many times larger than the archive file, once it is beyond {@link #FREE_BYTES}. */
    public static final int MAX_RATIO = 200;
    /** Content that is unpacked without asking about the ratio. */
    public static final long FREE_BYTES = 256L << 20;

    private Archive() {
    }

    /** Takes the members. */
    public interface Members {

        /**
         * @param name    as it stands in the archive
         * @param content the member's bytes, to be read before this method returns; not closed by the callee
         */
        void file(String name, InputStream content) throws IOException;

        /**
         * A member that can't be read as a file.
         *
         * @param name   as it stands in the archive
         * @param reason for the user
         */
        void skipped(String name, String reason) throws IOException;

        /**
         * A member with content that could not be read: there are records that nobody sees.
         *
         * @param name   as it stands in the archive
         * @param reason for the user
         */
        default void unread(String name, String reason) throws IOException {
            skipped(name, reason);
        }
    }

    /**
     * @param file      the archive
     * @param packaging one that {@linkplain Packaging#archive() holds members}
     * @param members   called for each member, in the order of the archive
     * @throws IOException when the archive is damaged or breaks a limit; members before that were given
     */
    public static void walk(Path file, Packaging packaging, Members members) throws IOException {
        if (packaging == Packaging.ZIP) {
            zip(file, members);
        } else if (packaging == Packaging.SQLITE) {
            SqliteArchive.walk(file, members);
        } else if (packaging == Packaging.PARQUET) {
            ParquetArchive.walk(file, members);
        } else {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                    TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
                tar(tar, members);
            }
        }
    }

    private static void zip(Path file, Members members) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            limit(entries.size());
            Set<String> names = new HashSet<>();
            for (ZipArchiveEntry entry : entries) {
                if (entry.isDirectory()) {
                    continue;
                }
                String label = unique(names, entry.getName());
                if (entry.isUnixSymlink()) {
                    members.skipped(label, "a link; links in archives are not followed");
                } else if (entry.getGeneralPurposeBit().usesEncryption()) {
                    members.unread(label, "encrypted; unpack it with its password first");
                } else if (!zip.canReadEntryData(entry)) {
                    members.unread(label, "packed with a method that is not known (number " + entry.getMethod() + ")");
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        members.file(label, in);
                    }
                }
            }
        }
    }

    private static void tar(TarArchiveInputStream tar, Members members) throws IOException {
        Set<String> names = new HashSet<>();
        int count = 0;
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
            limit(++count);
            if (entry.isDirectory()) {
                continue;
            }
            String label = unique(names, ((ArchiveEntry) entry).getName());
            if (entry.isSymbolicLink() || entry.isLink()) {
                members.skipped(label, "a link; links in archives are not followed");
            } else if (!entry.isFile()) {
                members.skipped(label, "not a file");
            } else {
                members.file(label, tar);
            }
        }
    }

    private static String unique(Set<String> names, String name) {
        String label = name;
        for (int n = 2; !names.add(label); n++) {
            label = name + " (" + n + ")";
        }
        return label;
    }

    static void limit(int members) throws IOException {
        if (members > MAX_MEMBERS) {
            throw new IOException("more than " + MAX_MEMBERS + " members in one archive");
        }
    }
}
