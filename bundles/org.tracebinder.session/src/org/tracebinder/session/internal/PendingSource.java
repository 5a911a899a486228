// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Map;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.vault.StoredSource;

/** A source that was read, before duplicates and conflicts are known. The parts are those of {@link SourceInfo}. */
record PendingSource(int number, String path, long bytes, Hash sha256, Hash contentSha256, String compression,
        String outside, long modified, String format, String formatLabel, int confidence, String why, int container,
        SourceInfo.Totals totals, long firstTime, long lastTime, Hash merkleRoot, byte[] envelope) {

    /** @return the source as the binder keeps it */
    StoredSource finish(long importedAt, long duplicate, Map<EventKind, Long> events, long conflicts, long repeated) {
        SourceInfo.Totals t = new SourceInfo.Totals(totals.contentBytes(), totals.recordBytes(), totals.framingBytes(),
                totals.quarantinedBytes(), totals.read(), totals.accepted() - duplicate, totals.quarantined(),
                duplicate);
        return new StoredSource(new SourceInfo(number, path, bytes, sha256, format, formatLabel, confidence, why,
                container, importedAt, t, events, conflicts, repeated, firstTime, lastTime, merkleRoot), contentSha256,
                compression, outside, modified, envelope);
    }
}
