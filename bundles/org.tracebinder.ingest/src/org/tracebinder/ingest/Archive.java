// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Walks through the members of a zip or tar file, the tables of a database or the rows of a Parquet file. Nothing is
 * ever written under a member's name, so that a name such as {@code ../../x} is a label and no path; links are
 * reported, never followed.
 */
public final class Archive {

    /** Most members of one archive. */
    public static final int MAX_MEMBERS = 200_000;
    /** Why what {@link #unmerged} names is not read. */
    public static final String UNMERGED = "changes that the database had not yet taken up are not read; close the "
            + "program that writes it, or make a copy with VACUUM INTO";
    /** Archives inside archives. */
    public static final int MAX_NESTING = 4;
    /** Why an archive further within is not opened. */
    public static final String TOO_DEEP = "an archive so deep within others is not opened; unpack the outer "
            + "ones and import what they hold";
    /** Content may be so many times larger than the archive file, once it is beyond {@link #FREE_BYTES}. */
    public static final int MAX_RATIO = 200;
    /** Content that is unpacked without asking about the ratio. */
    public static final long FREE_BYTES = 256L << 20;

    private static final int BLOCK = 512;

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
            ZipMembers.walk(file, members);
        } else if (packaging == Packaging.SQLITE) {
            SqliteArchive.walk(file, members);
        } else if (packaging == Packaging.PARQUET) {
            ParquetArchive.walk(file, members);
        } else {
            tar(file, members);
        }
    }

    /** Reads on behind the end of a tar file: what was appended to it would be lost without a word. */
    private static void tar(Path file, Members members) throws IOException {
        Set<String> names = new HashSet<>();
        long size = Files.size(file);
        for (long from = 0; from < size;) {
            long end;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                in.skipNBytes(from);
                TarArchiveInputStream tar = new TarArchiveInputStream(in, BLOCK, BLOCK);
                tar(tar, names, members);
                end = from + tar.getBytesRead();
            }
            long next = content(file, end);
            if (next < 0) {
                break;
            }
            if (next <= from || Packaging.of(block(file, next)) != Packaging.TAR) {
                throw new IOException("from byte " + next + " on, behind the end of the tar file, stands something"
                        + " else");
            }
            from = next;
        }
        if (size < BLOCK || !empty(block(file, size - BLOCK))) {
            throw new IOException("the zero bytes that end a tar file are missing: it may have been cut off");
        }
    }

    /** @return place of the first block that is not zero, or -1 */
    private static long content(Path file, long from) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(Math.min(from, Files.size(file)));
            long at = from;
            for (byte[] block; (block = in.readNBytes(BLOCK)).length > 0; at += BLOCK) {
                if (!empty(block)) {
                    return at;
                }
            }
            return -1;
        }
    }

    private static byte[] block(Path file, long at) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(at);
            return in.readNBytes(BLOCK);
        }
    }

    private static boolean empty(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void tar(TarArchiveInputStream tar, Set<String> names, Members members) throws IOException {
        int count = names.size();
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
            limit(++count);
            if (entry.isDirectory() && entry.getSize() == 0) {
                continue;
            }
            String label = unique(names, withoutSlash(((ArchiveEntry) entry).getName()));
            if (entry.isSymbolicLink() || entry.isLink()) {
                members.skipped(label, "a link; links in archives are not followed");
            } else if (device(entry) || !entry.isFile() && !entry.isDirectory()) {
                members.skipped(label, "not a file");
            } else {
                members.file(label, tar);
            }
        }
    }

    /** @return true for what is no file although the library calls it one */
    private static boolean device(TarArchiveEntry entry) {
        return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    }

    /** @return the name of a folder that has content as a file has */
    static String withoutSlash(String name) {
        int end = name.length();
        while (end > 1 && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(0, end);
    }

    /**
     * @param file      an archive where it was handed over
     * @param packaging of it
     * @return name of a file beside it that holds a part of it which is not read: changes that a database had not yet
     *         taken up; or null
     */
    public static String unmerged(Path file, Packaging packaging) throws IOException {
        return packaging == Packaging.SQLITE ? SqliteArchive.unmerged(file) : null;
    }

    /** @return true for the beginning of a file that {@link #unmerged} tells of */
    public static boolean isUnmerged(byte[] head) {
        return SqliteArchive.isLog(head);
    }

    /** @return the name, with a number when it was there before */
    static String unique(Set<String> names, String name) {
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
