// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.securitylog;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;

/** Common Event Format and Log Event Extended Format, bare or behind a syslog header. One event a line. */
public final class CefReader implements FormatReader {

    private static final int LINES_LOOKED_AT = 50;

    @Override
    public String id() {
        return "cef";
    }

    @Override
    public String label() {
        return "CEF and LEEF (syslog)";
    }

    @Override
    public Match probe(Head head) {
        int whole = 0;
        CefLine found = null;
        for (String line : (Iterable<String>) head.text().lines().limit(LINES_LOOKED_AT)::iterator) {
            CefLine one = line.startsWith("{") || line.startsWith("[") ? null : CefLine.of(line);
            whole += one == null ? 0 : 1;
            found = found == null ? one : found;
        }
        return found == null ? Match.NO : new Match.Maybe(whole > 1 || found.syslog().isEmpty() ? 95 : 90,
                "lines with " + (found.leef() ? "LEEF:" : "CEF:") + found.header().get(0) + " of "
                        + found.header().get(1)
                + (found.syslog().isEmpty() ? "" : " behind a syslog header"));
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Lines();
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        String text = record.text().replace("\uFEFF", "");
        if (text.isBlank()) {
            return;
        }
        CefLine line = CefLine.of(text);
        if (line == null) {
            throw new BadRecordException("no line of CEF or LEEF: no CEF:0|vendor|product|\u2026 with all its bars");
        }
        events.accept(event(line));
    }

    private static Event event(CefLine line) {
        Set<String> used = new HashSet<>();
        String vendor = line.header().get(1);
        String product = line.header().get(2);
        String signature = line.header().get(4);
        String name = line.leef() ? line.get("cat", "name") : line.header().get(5);
        String action = line.get("act", "action");
        String decided = Words.action(action);
        boolean decision = decided != null && (decided.equals("allow") || decided.equals("deny") || decided.equals(
                "redact") || decided.equals("modify"));
        Times.Time at = Times.Time.UNKNOWN;
        for (String key : new String[] {"rt", "start", "devTime", "end"}) {
            if (!at.known() && line.get(key) != null) {
                Times.Time t = SyslogTimes.parse(line.get(key));
                at = t.known() || at.text() == null ? t : at;
                used.add(key);
            }
        }
        if (!at.known()) {
            Times.Time t = SyslogTimes.header(line.syslog());
            at = t.known() || at.text() == null ? t : at;
        }
        Event.Builder b = Event.of(decision ? EventKind.POLICY : EventKind.OTHER).operation(signature).name(name)
                .app(product).actor(take(line, used, "suser", "usrName", "duser", "suid", "duid"))
                .time(at.nanos(), at.text(), at.rule()).content(ContentState.NOT_RECORDED)
                .session(take(line, used, "sessionId", "cs_sessionId"));
        String id = take(line, used, "externalId", "eventId");
        b.span(id).addId(id).identity(id == null ? null : "cef/" + vendor + "/" + product + "/" + id);
        String outcome = line.get("outcome");
        String result = Words.action(outcome);
        b.status(outcome == null ? null : "allow".equals(result) ? "ok" : "error".equals(result)
                || "deny".equals(result)
                ? "error" : outcome);
        String reason = line.get("reason");
        b.error(outcome != null && !"allow".equals(result) ? reason : null).addText(reason);
        String message = take(line, used, "msg");
        b.addText(message).extra("msg", Rest.cut(message));
        if (decision) {
            b.addDecision(new PolicyDecision((vendor + " " + product).strip(), name == null || name.isBlank()
                    ? signature
                    : name, null, decided, reason == null ? List.of() : List.of(reason)));
        }
        b.extra("vendor", vendor).extra("product.version", line.header().get(3));
        b.extra("severity", line.leef() ? line.get("sev") : line.header().get(6));
        b.extra("syslog", line.syslog().isEmpty() ? null : line.syslog());
        labelled(line, used, b);
        for (Map.Entry<String, String> f : line.fields().entrySet()) {
            if (!used.contains(f.getKey()) && !f.getValue().isEmpty()) {
                b.extra(f.getKey(), Rest.cut(f.getValue()));
            }
        }
        return b.build();
    }

    /** {@code cs1=x cs1Label=model} says that the model is x; a few labels have a field of their own. */
    private static void labelled(CefLine line, Set<String> used, Event.Builder b) {
        for (Map.Entry<String, String> f : line.fields().entrySet()) {
            String key = f.getKey();
            String label = line.fields().get(key + "Label");
            if (label == null || label.isBlank() || used.contains(key)) {
                continue;
            }
            used.add(key);
            used.add(key + "Label");
            switch (label.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "")) {
                case "model", "modelname", "aimodel" -> b.modelRequested(f.getValue());
                case "traceid" -> b.trace(f.getValue());
                case "sessionid", "conversationid" -> b.session(f.getValue());
                case "prompttokens", "inputtokens" -> b.tokensIn(Nodes.number(f.getValue()));
                case "completiontokens", "outputtokens" -> b.tokensOut(Nodes.number(f.getValue()));
                default -> b.extra(label, Rest.cut(f.getValue()));
            }
        }
    }

    private static String take(CefLine line, Set<String> used, String... names) {
        for (String name : names) {
            if (line.get(name) != null) {
                used.add(name);
                return line.get(name);
            }
        }
        return null;
    }
}
