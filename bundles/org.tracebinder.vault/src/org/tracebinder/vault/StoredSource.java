// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import org.tracebinder.core.Hash;
import org.tracebinder.core.query.SourceInfo;

/**
 * A source as the binder keeps it.
 *
 * @param info          what people see
 * @param contentSha256 digest of the content; for a compressed file another one than that of the file
 * @param compression   {@code gzip} or {@code zstd} when the file came compressed, null otherwise
 * @param outside       where the file stays that the binder only refers to, null when the binder keeps it
 * @param modified      time of the last change of that file at its import, in milliseconds since 1970
 * @param envelope      what stands around the records, see the reader interface
 */
public record StoredSource(SourceInfo info, Hash contentSha256, String compression, String outside, long modified,
        byte[] envelope) {
}
