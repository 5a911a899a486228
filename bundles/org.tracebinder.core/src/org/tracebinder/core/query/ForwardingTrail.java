// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;

/**
 * A trail that hands every question to another one. Who narrows questions overrides all four that take a query:
 * {@link #search}, {@link #count}, {@link #ranked} and {@link #scan}.
 */
public abstract class ForwardingTrail implements Trail {

    private final Trail trail;

    /** @param trail what is asked */
    protected ForwardingTrail(Trail trail) {
        this.trail = Objects.requireNonNull(trail);
    }

    @Override
    public List<SourceInfo> sources() {
        return trail.sources();
    }

    @Override
    public Map<Integer, More> more() throws IOException {
        return trail.more();
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
    public Optional<String> otherSpellings(String query) throws QueryException, IOException {
        return trail.otherSpellings(query);
    }

    @Override
    public RankedRows ranked(String query, SearchRequest.Sort sort) {
        return trail.ranked(query, sort);
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException, IOException {
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
    public void bytes(List<EventId> ids, BiConsumer<EventId, byte[]> each) throws IOException {
        trail.bytes(ids, each);
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
