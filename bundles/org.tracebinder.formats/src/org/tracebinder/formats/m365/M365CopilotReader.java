// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.m365;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Microsoft 365 Copilot as Purview tells of it: the unified audit log (CSV with a JSON cell, records of the management
 * interface, answers of Graph, raw events inside Defender tables) and the items report of an eDiscovery export.
 */
public final class M365CopilotReader extends ObjectReader {

    /** The reader. */
    public M365CopilotReader() {
        super("m365-copilot", "Microsoft 365 Copilot (Purview audit, eDiscovery)", List.of("value", "Records",
                "records",
                "Results"));
    }

    @Override
    protected Match match(JsonNode o) {
        if (ItemRow.is(o)) {
            return new Match.Maybe(95, "columns Item class, Immutable ID and Target path of a Purview eDiscovery items"
                    + " report");
        }
        JsonNode audit = Audit.data(o);
        if (audit.has("CopilotEventData")) {
            return new Match.Maybe(97, "CopilotEventData of the Microsoft 365 audit log");
        }
        String operation = Nodes.first(audit, "Operation", "operation", "Operations");
        if ("CopilotInteraction".equals(operation) || "261".equals(Nodes.scalar(audit, "RecordType"))) {
            return new Match.Maybe(96, "operation CopilotInteraction (record type 261) of the Microsoft 365 audit log");
        }
        if (audit.has("RecordType") && audit.has("Workload") && audit.has("CreationTime") && audit.has("Operation")) {
            return new Match.Maybe(88,
                    "RecordType, Workload, Operation and CreationTime of the Microsoft 365 audit log");
        }
        if (o.has("AuditData") && (o.has("Operation") || o.has("Operations"))) {
            return new Match.Maybe(92, "columns Operation and AuditData of a Purview audit export");
        }
        return o.has("auditData") && o.has("auditLogRecordType") ? new Match.Maybe(93,
                "auditLogRecordType and auditData of the Graph audit log") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        if (text.contains("$metadata#security/auditLog")) {
            return new Match.Maybe(74, "text with security/auditLog");
        }
        return text.contains("CopilotEventData") ? new Match.Maybe(75, "text with CopilotEventData") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (ItemRow.is(o)) {
            events.accept(ItemRow.event(o));
            return;
        }
        JsonNode audit = Audit.data(o);
        if (Nodes.first(audit, "Operation", "operation", "Operations") == null && !audit.has("CopilotEventData")) {
            if (o.has("AuditData") && !Audit.opened(o)) {
                throw new BadRecordException("the cell AuditData is not valid JSON");
            }
            throw refused("no record of the Microsoft 365 audit log: neither Operation nor CopilotEventData", o);
        }
        if (o.has("AuditData") && !Audit.opened(o)) {
            throw new BadRecordException("the cell AuditData is not valid JSON");
        }
        events.accept(Audit.event(o, audit));
    }
}
