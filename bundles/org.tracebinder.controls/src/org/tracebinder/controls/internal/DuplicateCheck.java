// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Records whose bytes stand in an earlier record. Population: all records that were read. A copy is not indexed, so the
 * query selects the events of the first occurrences.
 */
public final class DuplicateCheck implements Check {

    @Override
    public String id() {
        return "log.duplicate";
    }

    @Override
    public String title() {
        return "Repeated records";
    }

    @Override
    public String question() {
        return "Does any record stand in the trail twice, byte for byte?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of();
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Evidence evidence = new Evidence();
        LongTable firsts = new LongTable();
        Evidence originals = new Evidence();
        long[] contrary = {0};
        trail.duplicates(d -> {
            progress.check();
            contrary[0]++;
            evidence.add(new EventId(d.copy(), 0), null);
            originals.add(new EventId(d.first(), 0), null);
            firsts.add(key(d.first()));
        });
        traces(trail, firsts, evidence, progress);
        long read = 0;
        long repeated = 0;
        for (SourceInfo s : trail.sources()) {
            read += s.totals().read();
            repeated += s.repeated();
        }
        Answer answer = Answer.to(this, parameters);
        if (read == 0) {
            return answer.missing("The trail holds no records.", "records");
        }
        String summary = contrary[0] + " of " + read + " records repeat an earlier record byte for byte."
                + (repeated == 0 ? "" : " Beside these, " + repeated + " events inside other records repeat an earlier"
                        + " event.");
        return answer.counts(read, contrary[0]).shows(evidence).says(summary)
                .advises("Ask why the export repeats records: a retry, an overlap of export windows, or a second file.")
                .queries("*", Queries.of(originals.records(), originals.truncated(), "*")).result();
    }

    /** The events of the first occurrence tell the traces: the copy is not indexed. */
    static void traces(Trail trail, LongTable records, Evidence evidence, Progress progress)
            throws QueryException, IOException {
        if (records.size() > 0) {
            trail.scan("trace:*", List.of(Fields.TRACE), row -> {
                if (records.has(key(row.id().record()))) {
                    evidence.trace(row.get(Fields.TRACE));
                }
            }, progress);
        }
    }

    /** A source holds fewer than 2^40 records, a trail fewer than 2^23 sources. */
    static long key(RecordId id) {
        return (long) id.source() << 40 | id.record();
    }
}
