// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.pack.Masking;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.MaskPreview;

/** Masks the first records of an export, to show what would happen. Writes nothing. */
final class MaskPreviewing {

    private final Workspace workspace;
    private final Selection selection;
    private final Masking masking;
    private final Progress progress;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<MaskPreview.Hit> hits = new ArrayList<>();

    MaskPreviewing(Workspace workspace, Selection selection, Masking masking, Progress progress) {
        this.workspace = workspace;
        this.selection = selection;
        this.masking = masking;
        this.progress = progress;
    }

    /**
     * @param records how many are looked at
     * @param listed  how many places are listed
     */
    MaskPreview run(int records, int listed) throws IOException, TracebinderException {
        List<RecordId> ids = new ArrayList<>();
        boolean complete = collect(records, ids);
        progress.task("Looking for what would be masked", ids.size());
        // twice, as an export does it: what a field holds in a later record is masked in an earlier one, too
        for (boolean learn : new boolean[] {true, false}) {
            for (RecordId id : ids) {
                progress.check();
                List<Map<String, Object>> events = new ArrayList<>();
                List<Event> read = workspace.trail().events(id);
                for (int i = 0; i < read.size(); i++) {
                    events.add(EventJson.of(Sources.id(id, i, read.size()), read.get(i)));
                }
                if (learn) {
                    masking.learn(events);
                    continue;
                }
                masking.maskEvents(id.toString(), events, (entry, words) -> {
                    String kind = (String) entry.get("kind");
                    counts.merge(kind, 1L, Long::sum);
                    if (hits.size() < listed) {
                        hits.add(new MaskPreview.Hit(id.toString(), (String) entry.get("pointer"),
                                (String) entry.get("rule"), kind, words, (String) entry.get("replacement")));
                    }
                });
                progress.advance(1);
            }
        }
        return new MaskPreview(ids.size(), complete, counts, hits);
    }

    private boolean collect(int records, List<RecordId> ids) throws IOException {
        for (SourceInfo info : workspace.trail().sources()) {
            for (long n = 1; n <= info.totals().read(); n++) {
                RecordId id = new RecordId(info.number(), n);
                RecordRef ref = selection.holds(id) ? workspace.trail().record(id).orElse(null) : null;
                if (ref != null && ref.state() == RecordRef.State.ACCEPTED) {
                    if (ids.size() == records) {
                        return false;
                    }
                    ids.add(id);
                }
            }
        }
        return true;
    }
}
