// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

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

    private static final int TAR_MAGIC_AT = 257;

    /** @return how the bytes are packed, by the magic numbers at their beginning */
    public static Packaging of(byte[] head) {
        if (starts(head, 0, 0x1F, 0x8B, 0x08)) {
            return GZIP;
        }
        if (starts(head, 0, 0x28, 0xB5, 0x2F, 0xFD)) {
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
        return parquet(head) ? PARQUET : PLAIN;
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
            case GZIP -> () -> new GzipCompressorInputStream(buffered(packed), true);
            case ZSTD -> () -> {
                ZstdInputStream in = new ZstdInputStream(buffered(packed));
                in.setContinuous(false);
                return in;
            };
            default -> throw new IllegalStateException(this + " holds members");
        };
    }

    private static InputStream buffered(Content content) throws IOException {
        return new BufferedInputStream(content.open(), 1 << 16);
    }
}
