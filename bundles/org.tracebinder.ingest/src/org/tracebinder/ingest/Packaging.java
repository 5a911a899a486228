// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How content is packed, told by its first bytes. */
public enum Packaging {
    /** Not packed. */
    PLAIN,
    /** gzip (RFC 1952), one or many members. */
    GZIP,
    /** Zstandard (RFC 8878), one or many frames. */
    ZSTD,
    /** A zip archive. */
    ZIP,
    /** A tar archive. */
    TAR,
    /** A SQLite 3 database, whose tables are read as members. */
    SQLITE,
    /** An Apache Parquet file, whose rows are read as a member, see {@link OptionalArchives}. */
    PARQUET;

    /** So many bytes tell how something is packed. */
    private static final int HEAD = 512;
    private static final int TAR_MAGIC_AT = 257;
    private static final int CHECKSUM_AT = 148;
    /** Bytes before the content of a frame that is passed over. */
    private static final int SKIPPABLE = 8;

    /** @return how the bytes are packed, by the magic numbers at their beginning */
    public static Packaging of(byte[] head) {
        if (starts(head, 0, 0x1F, 0x8B, 0x08)) {
            return GZIP;
        }
        if (starts(head, 0, 0x28, 0xB5, 0x2F, 0xFD) || skippable(head)) {
            return ZSTD;
        }
        if (starts(head, 0, 'P', 'K', 3, 4) || starts(head, 0, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        byte[] sqlite = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
        if (head.length >= sqlite.length && Arrays.equals(head, 0, sqlite.length, sqlite, 0, sqlite.length)) {
            return SQLITE;
        }
        byte[] ustar = "ustar".getBytes(StandardCharsets.US_ASCII);
        if (head.length >= TAR_MAGIC_AT + ustar.length
                && Arrays.equals(head, TAR_MAGIC_AT, TAR_MAGIC_AT + ustar.length, ustar, 0, ustar.length)) {
            return TAR;
        }
        return parquet(head) ? PARQUET : oldTar(head) ? TAR : PLAIN;
    }

    /**
     * @param file looked at once more when it begins as a program does: a zip archive may stand behind one that unpacks
     *             it
     * @param head its first bytes
     * @return how it is packed
     */
    public static Packaging of(Path file, byte[] head) throws IOException {
        Packaging packaging = of(head);
        return packaging == PLAIN && program(head) && ZipMembers.endsWithOne(file) ? ZIP : packaging;
    }

    /** @return true for the beginnings of programs of Windows, of scripts and of programs of Linux */
    static boolean program(byte[] head) {
        return starts(head, 0, 'M', 'Z') || starts(head, 0, '#', '!') || starts(head, 0, 0x7F, 'E', 'L', 'F');
    }

    /** @return what tells that a file with these first bytes is packed this way */
    public String why(byte[] head) {
        return of(head) == this ? "begins with the signature of a " + id() + " file"
                : "begins as a program and ends as a " + id() + " file";
    }

    /** A frame that is passed over, such as parallel packers put before each of theirs (RFC 8878, 3.1.2). */
    private static boolean skippable(byte[] head) {
        if (head.length < SKIPPABLE + 4 || (head[0] & 0xF0) != 0x50 || !starts(head, 1, 0x2A, 0x4D, 0x18)) {
            return false;
        }
        long next = SKIPPABLE + (head[4] & 0xFFL | (head[5] & 0xFFL) << 8 | (head[6] & 0xFFL) << 16
                | (head[7] & 0xFFL) << 24);
        return next + 4 > head.length || starts(head, (int) next, 0x28, 0xB5, 0x2F, 0xFD)
                || starts(head, (int) next + 1, 0x2A, 0x4D, 0x18);
    }

    /** Tar files of before 1988 have no magic; the checksum of the first header tells them. */
    private static boolean oldTar(byte[] head) {
        if (head.length < HEAD || head[0] == 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < HEAD; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? ' ' : head[i] & 0xFF;
        }
        String said = new String(head, CHECKSUM_AT, 8, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        return said.matches("[0-7]{1,7}") && Integer.parseInt(said, 8) == sum;
    }

    /** Four letters are little to go by: a table of text may begin with them, but not with what follows here. */
    private static boolean parquet(byte[] head) {
        boolean letters = starts(head, 0, 'P', 'A', 'R', '1') || starts(head, 0, 'P', 'A', 'R', 'E');
        return letters && (head.length == 4 || head[4] < ' ' && head[4] != '\n' && head[4] != '\r' && head[4] != '\t');
    }

    private static boolean starts(byte[] head, int at, int... magic) {
        if (head.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (head[at + i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return id for files and messages, null for {@link #PLAIN} */
    public String id() {
        return this == PLAIN ? null : name().toLowerCase(Locale.ROOT);
    }

    /** @return true for archives and databases, which hold members */
    public boolean archive() {
        return this == ZIP || this == TAR || this == SQLITE || this == PARQUET;
    }

    /**
     * @param packed content that is packed this way
     * @return the unpacked content
     * @throws IllegalStateException for archives
     */
    public Content unpack(Content packed) {
        return switch (this) {
            case PLAIN -> packed;
            case GZIP -> () -> new GzipMembers(packed.open());
            case ZSTD -> () -> {
                ZstdInputStream in = new ZstdInputStream(buffered(packed));
                in.setContinuous(false);
                return in;
            };
            default -> throw new IllegalStateException(this + " holds members");
        };
    }

    /**
     * @param packed content that is packed this way
     * @return how the unpacked content is packed once more, as a tar file within gzip is; {@link #PLAIN} when it is
     *         not, when it can't be unpacked, and for archives, whose members are looked at one by one
     */
    public Packaging inside(Content packed) {
        if (this != GZIP && this != ZSTD) {
            return PLAIN;
        }
        byte[] head = new byte[HEAD];
        int length = 0;
        try (InputStream in = unpack(packed).open()) {
            for (int b; length < HEAD && (b = in.read()) >= 0; length++) {
                head[length] = (byte) b; // one by one: damage behind them must not take the first ones away
            }
            return of(Arrays.copyOf(head, length));
        } catch (IOException | RuntimeException e) {
            return of(Arrays.copyOf(head, length)); // where it is read, the damage is told
        }
    }

    /**
     * @param path of a file that is packed this way
     * @return what its unpacked content is called: the last part of the path without the ending of the packing
     */
    public static String unpackedName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        for (String end : List.of(".gz", ".zst")) {
            if (lower.endsWith(end) && name.length() > end.length()) {
                return name.substring(0, name.length() - end.length());
            }
        }
        for (String end : List.of(".tgz", ".tzst")) {
            if (lower.endsWith(end)) {
                return name.substring(0, name.length() - end.length()) + ".tar";
            }
        }
        return name;
    }

    private static InputStream buffered(Content content) throws IOException {
        return new BufferedInputStream(content.open(), 1 << 16);
    }
}
