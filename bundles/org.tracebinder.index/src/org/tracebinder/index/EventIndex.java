// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.index.internal.query.EventsQuery;
import org.tracebinder.index.internal.query.Marks;
import org.tracebinder.index.internal.query.Meaning;
import org.tracebinder.index.internal.query.QueryReader;
import org.tracebinder.index.internal.query.Spellings;
import org.tracebinder.index.internal.search.Asking;
import org.tracebinder.index.internal.search.Completion;
import org.tracebinder.index.internal.search.HitList;
import org.tracebinder.index.internal.search.ListRanking;
import org.tracebinder.index.internal.search.Ranking;
import org.tracebinder.index.internal.store.Buffers;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;

/**
 * The index of a trail. It is derived: it can be deleted and made again from the vault, and all answers are the same,
 * whatever the number of threads or the layout on disk. Thread-safe. All methods may read from disk.
 *
 * <p>What was added is seen by questions after {@link #refresh()} or {@link #commit}, and is durable after {@code
 * commit}.
 */
public final class EventIndex implements AutoCloseable {

    private static final String VERSION_KEY = "tracebinder.index";
    private static final String VERSION = "2";
    private static final int MOST_CLAUSES = 400_000;
    /** Segments of like size that may lie side by side: merging sooner costs an import more than it saves questions. */
    private static final int SEGMENTS_PER_TIER = 12;

    static {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
    }

    private final Path dir;
    private final int ramMb;
    private final ThreadLocal<EventDocument> documents = ThreadLocal.withInitial(EventDocument::new);
    private volatile IndexWriter writer;
    private volatile SearcherManager readers;
    private volatile boolean dirty;
    /** True when somebody asked something since the last refresh. */
    private volatile boolean asked;
    private volatile boolean closed;
    private Directory directory;

    private EventIndex(Path dir, int ramMb) {
        this.dir = dir;
        this.ramMb = ramMb;
    }

    /**
     * @param dir   folder of the index, made when it is not there
     * @param ramMb megabytes that are collected in memory before they are written, at least 16
     * @throws IOException when the index is in use, damaged, or of another version: then it has to be built again
     */
    public static EventIndex openForWriting(Path dir, int ramMb) throws IOException {
        Files.createDirectories(dir);
        return new EventIndex(dir, Math.max(16, ramMb)).open(true);
    }

    /**
     * @param dir folder of the index; one that is not there, or not yet an index, is an empty index
     * @throws IOException when the index is damaged or of another version: then it has to be built again
     */
    public static EventIndex openForReading(Path dir) throws IOException {
        return new EventIndex(dir, 0).open(false);
    }

    private EventIndex open(boolean writing) throws IOException {
        try {
            openReaders(writing);
            return this;
        } catch (IOException | RuntimeException e) {
            if (directory != null) {
                directory.close();
            }
            throw e;
        }
    }

    /** An index that is not there yet is looked for again at each refresh. */
    private synchronized void openReaders(boolean writing) throws IOException {
        if (closed || readers != null) {
            return;
        }
        if (directory == null && Files.isDirectory(dir)) {
            directory = FSDirectory.open(dir);
        }
        boolean there = directory != null && DirectoryReader.indexExists(directory);
        if (there) {
            checkVersion();
        }
        if (writing) {
            openWriter();
        } else if (there) {
            readers = new SearcherManager(directory, new SearcherFactory());
        }
    }

    private void checkVersion() throws IOException {
        String version = SegmentInfos.readLatestCommit(directory).getUserData().get(VERSION_KEY);
        if (!VERSION.equals(version)) {
            throw new IOException("the index is of version " + version + ", this program reads version " + VERSION
                    + "; rebuild it from the vault");
        }
    }

    private void openWriter() throws IOException {
        IndexWriterConfig config = new IndexWriterConfig();
        config.setRAMBufferSizeMB(ramMb);
        config.setUseCompoundFile(false);
        config.setMaxFullFlushMergeWaitMillis(0);
        config.setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS_PER_TIER));
        IndexWriter opened = new IndexWriter(directory, config);
        try {
            readers = new SearcherManager(opened, new SearcherFactory());
            writer = opened;
        } catch (IOException | RuntimeException e) {
            opened.rollback();
            throw e;
        }
    }

    private IndexWriter writer() {
        IndexWriter open = writer;
        if (open == null) {
            throw new IllegalStateException("the index is not open for writing");
        }
        return open;
    }

    /** Adds an event. May be called by several threads at once. An id must not be added twice. */
    public void add(EventId id, Event event) throws IOException {
        changed();
        writer().addDocument(documents.get().fill(id, event, null));
    }

    /**
     * Adds an event in conflict: it has the identity of an earlier one and other content. Searches count it together
     * with that one.
     *
     * @param first the earlier event
     */
    public void addVariant(EventId id, Event event, EventId first) throws IOException {
        changed();
        writer().addDocument(documents.get().fill(id, event, first));
    }

    /** Takes out one event. */
    public void remove(EventId id) throws IOException {
        changed();
        writer().deleteDocuments(new EventsQuery(List.of(id)));
    }

    /** Takes out all events of a record. */
    public void removeRecord(RecordId id) throws IOException {
        changed();
        writer().deleteDocuments(LongPoint.newExactQuery(Column.RECORD, EventDocument.pack(id)));
    }

    /**
     * Takes out all events of a source.
     *
     * @param source n of S<i>n</i>
     */
    public void removeSource(int source) throws IOException {
        changed();
        writer().deleteDocuments(LongPoint.newRangeQuery(Column.RECORD, EventDocument.pack(source, 0),
                EventDocument.pack(source + 1, 0) - 1));
    }

    private void changed() {
        if (!dirty) {
            dirty = true;
        }
    }

    /**
     * Makes everything that was added or removed durable, together with a note of the caller: after a crash the index
     * is as it was at the last commit, and so is the note. Questions see the new state.
     *
     * @param state the note; replaces the one before
     */
    public synchronized void commit(Map<String, String> state) throws IOException {
        IndexWriter open = writer();
        Map<String, String> data = new HashMap<>(state);
        data.put(VERSION_KEY, VERSION);
        dirty = false;
        try {
            Buffers.flush(open, Integer.MAX_VALUE);
            open.setLiveCommitData(data.entrySet());
            open.commit();
        } catch (IOException | RuntimeException e) {
            dirty = true;
            throw e;
        }
        refresh();
    }

    /** @return the note of the last commit, empty when there was none */
    public synchronized Map<String, String> committedState() throws IOException {
        if (directory == null || !DirectoryReader.indexExists(directory)) {
            return Map.of();
        }
        Map<String, String> state = new HashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
        state.remove(VERSION_KEY);
        return state;
    }

    /** Goes back to the last commit. No other thread may be adding. */
    public synchronized void rollback() throws IOException {
        IndexWriter open = writer();
        SearcherManager before = readers;
        writer = null;
        readers = null;
        open.rollback();
        before.close();
        openWriter();
        dirty = false;
    }

    /**
     * Goes back to the last commit when a failure of the disk has closed the index for writing; else nothing happens.
     * No other thread may be adding.
     */
    public synchronized void reopenAfterFailure() throws IOException {
        if (!writer().isOpen()) {
            rollback();
        }
    }

    /** Lets questions see everything that was added, after the last of it: no other thread may be adding. */
    public void refreshAll() throws IOException {
        if (dirty) {
            Buffers.flush(writer(), Integer.MAX_VALUE);
        }
        refresh();
    }

    /**
     * Lets questions see what was added so far, while other threads go on adding. Writes small files: once in some
     * seconds is enough during an import.
     */
    public void refresh() throws IOException {
        SearcherManager current = readers;
        IndexWriter open = writer;
        asked = false;
        if (open != null && dirty) {
            Buffers.flush(open, 1); // a new reader alone would write the buffers one after the other
        }
        if (current != null) {
            current.maybeRefreshBlocking();
        } else {
            openReaders(false);
        }
    }

    /** @return true when somebody asked something since the last refresh: he would see more after another one */
    public boolean asked() {
        return asked;
    }

    private interface Question<T> {
        T ask(IndexReader reader) throws QueryException, IOException;
    }

    private <T> T ask(Question<T> question) throws QueryException, IOException {
        SearcherManager current = readers;
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
        asked = true;
        if (current == null) {
            try (MultiReader none = new MultiReader()) {
                return question.ask(none);
            }
        }
        IndexSearcher searcher = current.acquire();
        try {
            return question.ask(searcher.getIndexReader());
        } finally {
            current.release(searcher);
        }
    }

    private <T> T look(Question<T> question) throws IOException {
        try {
            return ask(question);
        } catch (QueryException e) {
            throw new IllegalStateException("no query was read", e);
        }
    }

    /**
     * @return one page of the answer; the total is exact
     * @throws QueryException           when the query can't be understood, or hits can't be sorted or counted as asked
     * @throws IllegalArgumentException for a column that the index does not keep: prompt, answer and text
     */
    public SearchResult search(SearchRequest request, Progress progress) throws QueryException, IOException {
        return ask(reader -> new Asking(reader, progress).search(request));
    }

    /** @return exact number of events that match */
    public long count(String query, Progress progress) throws QueryException, IOException {
        return ask(reader -> new Asking(reader, progress).count(query));
    }

    /**
     * Opens the hits of a question by number.
     *
     * @return the hits in the order of {@link #search}; a jump to any of them takes about one run over the column that
     *         they are sorted by, or for ids, {@code extra} values and relevance one sorting of all hits; the next one
     *         far less; empty when the index does not keep what the hits are sorted by
     */
    public Optional<RankedRows> ranked(String query, SearchRequest.Sort sort) {
        return Ranking.can(sort) || ListRanking.can(sort) ? Optional.of(new Ranked(query, sort)) : Optional.empty();
    }

    /** @return true when {@link #search} gives pages in this order */
    public static boolean pages(SearchRequest.Sort sort) {
        return Asking.can(sort);
    }

    /** Counts again when the index has changed. */
    private final class Ranked implements RankedRows {
        private final String query;
        private final SearchRequest.Sort sort;
        private HitList ranking;

        Ranked(String query, SearchRequest.Sort sort) {
            this.query = query;
            this.sort = sort;
        }

        @Override
        public synchronized List<Row> rows(long from, int count, List<Field<?>> columns, Progress progress)
                throws QueryException, IOException {
            return ask(reader -> {
                if (ranking == null || !ranking.holds(reader)) {
                    ranking = Ranking.can(sort) ? new Ranking(reader, query, sort, progress)
                            : new ListRanking(reader, query, sort, progress);
                }
                return ranking.rows(reader, from, count, columns, progress);
            });
        }
    }

    /**
     * Reads columns of all events that match, in no particular order, in bounded memory.
     *
     * @param rows called on the calling thread; the row is used again for the next event
     */
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException, IOException {
        ask(reader -> {
            new Asking(reader, progress).scan(query, columns, rows);
            return null;
        });
    }

    /** @return ids of all events that match, in order */
    public List<EventId> ids(String query, Progress progress) throws QueryException, IOException {
        List<EventId> ids = new ArrayList<>();
        scan(query, List.of(), row -> ids.add(row.id()), progress);
        ids.sort(null);
        return ids;
    }

    /**
     * Proposes values of a field, or words of a text.
     *
     * @param prefix what was typed so far
     * @return the most frequent ones that begin so, ties by value
     */
    public List<String> complete(Field<?> field, String prefix, int limit) throws IOException {
        return look(reader -> Completion.of(reader, field, prefix, limit));
    }

    /** @return keys that can follow {@code extra.}, by name */
    public List<String> extraKeys(int limit) throws IOException {
        return look(reader -> Completion.extraKeys(reader, limit));
    }

    /** @return events in the index, those in conflict included */
    public long documents() throws IOException {
        return look(reader -> (long) reader.numDocs());
    }

    /** @throws IOException when a file of the index is not what was written, by the checksum at its end */
    public void verifyFiles(Progress progress) throws IOException {
        look(reader -> {
            for (LeafReaderContext leaf : reader.leaves()) {
                progress.check();
                leaf.reader().checkIntegrity();
            }
            return null;
        });
    }

    /**
     * Reads the whole index, every word and value of each event that questions see.
     *
     * @param seed any number; sums of the same seed can be compared
     * @throws IOException also when a file of the index is damaged
     */
    public IndexSums sums(long seed, Progress progress) throws IOException {
        return look(reader -> IndexSums.of(reader, seed, progress));
    }

    /**
     * @return the query with its words and values as they are spelled in the index, where they differ only by accents,
     *         letters that look the same, umlauts written as two letters, or the case of a value; else nothing
     */
    public Optional<String> otherSpellings(String query) throws QueryException, IOException {
        return ask(reader -> Spellings.of(reader, query));
    }

    /** @throws QueryException when the query can't be understood; needs no index */
    public static void check(String query) throws QueryException {
        Meaning.check(query);
    }

    /**
     * Finds in a text what a query asked for, by the rules by which the index finds events: for snippets and
     * highlighting.
     *
     * @param field prompt, answer or text: where the text comes from
     * @param text  the words of that field
     * @param most  marks that are wanted
     * @return begin and end (exclusive) of each place, in the order of the text, without overlaps
     * @throws QueryException when the query can't be understood
     */
    public static List<int[]> marks(String query, Field<?> field, String text, int most) throws QueryException {
        return new Marks(QueryReader.read(query), field).in(text, most);
    }

    /** Closes the index. What was not committed is gone. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        IndexWriter open = writer;
        writer = null;
        SearcherManager current = readers;
        readers = null;
        try (Directory closing = directory) {
            if (current != null) {
                current.close();
            }
            if (open != null) {
                if (dirty) {
                    open.rollback();
                } else {
                    open.close();
                }
            }
        }
    }
}
