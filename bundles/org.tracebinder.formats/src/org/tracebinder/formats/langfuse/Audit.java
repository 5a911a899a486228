// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Times;

/** A change of settings, out of the audit log of the server. */
final class Audit {

    private Audit() {
    }

    static Event event(Row row) {
        Times.Time at = row.time("createdAt");
        String who = row.text("userId") != null ? row.text("userId") : row.text("apiKeyId");
        Event.Builder b = Event.of(EventKind.ADMIN).operation(row.text("action"))
                .name(row.text("action") + " " + row.text("resourceType") + " " + row.text("resourceId")).actor(who)
                .span(row.text("id")).time(at.nanos(), at.text(), at.rule()).addId(row.text("resourceId"))
                .addText(row.text("before")).addText(row.text("after"));
        if (row.text("id") != null) {
            b.identity("langfuse/audit/" + row.text("id"));
        }
        Extras.add(b, "", row.node(), Set.of("id", "action", "createdAt", "created_at"));
        return b.build();
    }
}
