// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.List;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.SourceInfo.Totals;
import org.tracebinder.session.ImportReport;

/** The sources of a binder with their reconciliation. */
final class SourcesPrinter {

    private SourcesPrinter() {
    }

    static void json(Terminal terminal, ImportReport report) {
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.put("reconciled", report.reconciled()).array("sources");
            for (SourceInfo s : report.sources()) {
                json.object();
                source(json, s);
                json.end();
            }
            json.endArray().array("warnings");
            for (ImportReport.Warning w : report.warnings()) {
                json.object().put("code", w.code()).put("source", w.source()).put("text", w.text()).end();
            }
            json.endArray().putSeconds("seconds", report.nanos() / 1e9).put("complete", report.complete());
        }
    }

    private static void source(JsonOut json, SourceInfo s) {
        Totals t = s.totals();
        json.put("id", s.id()).put("path", s.path()).put("bytes", s.bytes()).put("sha256", s.sha256())
                .put("format", s.format()).put("confidence", (long) s.confidence()).put("why", s.why());
        json.object("records").put("read", t.read()).put("accepted", t.accepted()).put("quarantined", t.quarantined())
                .put("duplicate", t.duplicate()).end();
        json.object("events");
        for (EventKind kind : EventKind.values()) {
            json.put(kind.id(), s.events().getOrDefault(kind, 0L).longValue());
        }
        json.end().put("conflicts", s.conflicts()).put("firstTime", Words.iso(s.firstTime()))
                .put("lastTime", Words.iso(s.lastTime())).put("merkleRoot", s.merkleRoot());
        json.put("repeated", s.repeated()).put("container", s.container() == 0 ? null : "S" + s.container())
                .put("reconciled", t.reconciled());
        json.object("contentBytes").put("total", t.contentBytes()).put("records", t.recordBytes())
                .put("framing", t.framingBytes()).put("quarantined", t.quarantinedBytes()).end();
    }

    static void text(Terminal terminal, ImportReport report) {
        PrintStream out = terminal.out();
        if (report.sources().isEmpty()) {
            out.println(report.complete() ? "Nothing was imported." : "Nothing could be imported.");
            warnings(out, report);
            return;
        }
        Table table = new Table().left("Source").left("Format").right("Records").right("Accepted").right("Quarantined")
                .right("Duplicate").right("Events").right("Conflicts").right("Bytes").left("File");
        String folder = folder(report.sources());
        long read = 0;
        long accepted = 0;
        long quarantined = 0;
        long duplicate = 0;
        long events = 0;
        long conflicts = 0;
        for (SourceInfo s : report.sources()) {
            Totals t = s.totals();
            long said = s.events().values().stream().mapToLong(Long::longValue).sum();
            table.row(s.id(), s.formatLabel(), t.read(), t.accepted(), t.quarantined(), t.duplicate(), said,
                    s.conflicts(),
                    s.bytes(), s.path().substring(folder.length()));
            read += t.read();
            accepted += t.accepted();
            quarantined += t.quarantined();
            duplicate += t.duplicate();
            events += said;
            conflicts += s.conflicts();
        }
        if (report.sources().size() > 1) {
            table.row("Total", " ", read, accepted, quarantined, duplicate, events, conflicts, " ", " ");
        }
        table.print(out, terminal.columns());
        if (!folder.isEmpty()) {
            out.println("Files in " + Words.line(folder));
        }
        out.println();
        out.println(report.reconciled()
                ? Words.count(read, "record") + " read = " + Words.number(accepted) + " accepted + "
                        + Words.number(quarantined) + " quarantined + " + Words.number(duplicate)
                        + " duplicate. Bytes and records add up in every source" + (report.complete() ? "."
                        : " that was read,\nBUT NOT ALL COULD BE READ. The warnings name what is missing; how many"
                        + " records it holds is not known.")
                : "THE TOTALS DO NOT ADD UP. Do not rely on this binder; tracebinder doctor tells where.");
        for (SourceInfo s : report.sources()) {
            if (!s.totals().reconciled()) {
                out.println("  " + s.id() + " does not reconcile: " + s.totals());
            }
        }
        warnings(out, report);
        if (report.nanos() > 0) {
            out.println("Took " + Words.seconds(report.nanos() / 1e9) + ".");
        }
    }

    private static void warnings(PrintStream out, ImportReport report) {
        for (ImportReport.Warning w : report.together()) {
            out.println("Warning " + w.code() + (w.source() == null ? "" : " " + w.source()) + ": "
                    + Words.line(w.text()));
        }
    }

    /** @return the folder that all sources are in, with its slash, or nothing */
    private static String folder(List<SourceInfo> sources) {
        String common = sources.get(0).path();
        for (SourceInfo s : sources) {
            while (!s.path().startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.substring(0, common.lastIndexOf('/') + 1);
    }
}
