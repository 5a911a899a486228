// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tracebinder.controls.AttackFamilies;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/** The trail of one run of checks: remembers what several checks read event by event. */
public final class RunTrail implements Trail {

    private final Trail trail;
    private final AttackFamilies families;
    private Lineage lineage;
    private EvaluationReport evaluations;
    private Untold untold;

    /**
     * @param trail    what is asked
     * @param families which attacks are told apart
     */
    public RunTrail(Trail trail, AttackFamilies families) {
        this.trail = trail;
        this.families = families;
    }

    synchronized Lineage lineage(Progress progress) throws QueryException, IOException {
        if (lineage == null) {
            lineage = Lineage.read(trail, progress);
        }
        return lineage;
    }

    synchronized EvaluationReport evaluations(Progress progress) throws QueryException, IOException {
        if (evaluations == null) {
            evaluations = EvaluationReader.readNow(trail, families, progress);
        }
        return evaluations;
    }

    synchronized Untold untold(Progress progress) throws QueryException, IOException {
        if (untold == null) {
            untold = Untold.read(this, progress);
        }
        return untold;
    }

    /**
     * @param result of a check of this run
     * @return the same, or one that is open where it gives support and the trail names what it does not hold
     */
    public CheckResult whole(CheckResult result, Progress progress) throws QueryException, IOException {
        return result.result() == Outcome.SUPPORTED ? untold(progress).limit(result, this, progress) : result;
    }

    @Override
    public List<SourceInfo> sources() {
        return trail.sources();
    }

    @Override
    public SearchResult search(SearchRequest request, Progress progress) throws QueryException, IOException {
        return trail.search(request, progress);
    }

    @Override
    public long count(String query, Progress progress) throws QueryException, IOException {
        return trail.count(query, progress);
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows,
            Progress progress) throws QueryException, IOException {
        trail.scan(query, columns, rows, progress);
    }

    @Override
    public Optional<Event> event(EventId id) throws IOException {
        return trail.event(id);
    }

    @Override
    public List<Event> events(RecordId id) throws IOException {
        return trail.events(id);
    }

    @Override
    public Optional<RecordRef> record(RecordId id) throws IOException {
        return trail.record(id);
    }

    @Override
    public byte[] bytes(RecordId id) throws IOException {
        return trail.bytes(id);
    }

    @Override
    public void quarantine(Consumer<Quarantined> each) throws IOException {
        trail.quarantine(each);
    }

    @Override
    public void duplicates(Consumer<Duplicate> each) throws IOException {
        trail.duplicates(each);
    }

    @Override
    public void conflicts(Consumer<Conflict> each) throws IOException {
        trail.conflicts(each);
    }
}
