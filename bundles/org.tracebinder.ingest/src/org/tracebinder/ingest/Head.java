// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The beginning of a content, looked at once for all readers.
 *
 * @param name     file or member name, without folders; only a hint, names lie
 * @param path     the whole path as the binder names it; a hint, too, for formats that speak through their folders
 * @param bytes    the first bytes, at most {@link #SIZE} of the content; in UTF-8 when the content is UTF-16 or UTF-32
 * @param complete true when the bytes are the whole content
 * @param values   the JSON values at its beginning (at most 32): lines or top-level values, and for an array its
 *                 elements; cut-off values are given as far as they go; empty when the content is not JSON
 * @param before   lines of free text before a table that the bytes begin with; 0 but for {@link Preamble}
 */
public record Head(String name, String path, byte[] bytes, boolean complete, List<JsonNode> values, int before) {

    /** The beginning of a content, from its first byte on. */
    public Head(String name, String path, byte[] bytes, boolean complete, List<JsonNode> values) {
        this(name, path, bytes, complete, values, 0);
    }

    /** The beginning of a content whose path is its name. */
    public Head(String name, byte[] bytes, boolean complete, List<JsonNode> values) {
        this(name, name, bytes, complete, values, 0);
    }

    /** How many bytes are looked at. */
    public static final int SIZE = 64 << 10;

    /** @return the bytes as text without byte order mark: UTF-8, and bytes that are none as Windows-1252 */
    public String text() {
        int skip = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3 : 0;
        return TextEncoding.text(bytes, skip, bytes.length - skip, null);
    }

    /** @return the first line of {@link #text()}, without its end */
    public String firstLine() {
        return text().lines().findFirst().orElse("");
    }
}
