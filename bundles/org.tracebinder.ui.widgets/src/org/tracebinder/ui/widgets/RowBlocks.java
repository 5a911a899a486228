// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;

/**
 * The rows that a table shows, fetched in blocks in the background. Keeps the blocks that were looked at last. All
 * methods
 * belong to the user-interface thread.
 */
final class RowBlocks {

    /** Rows of a block. */
    static final int BLOCK = 256;

    /** Blocks kept: 16,384 rows, some megabytes at most. */
    private static final int KEPT = 64;

    /** Blocks under way at the same time; what scrolls by faster is given up. */
    private static final int UNDER_WAY = 2;

    private final Workers workers;
    private final Runnable changed;
    private final Consumer<Exception> failed;
    private final Map<Long, List<Row>> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Row>> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Long, Fetch> running = new HashMap<>();
    private long wanted = -1;
    private RowProvider provider = RowProvider.EMPTY;
    private long generation;
    private boolean broken;

    RowBlocks(Workers workers, Runnable changed, Consumer<Exception> failed) {
        this.workers = workers;
        this.changed = changed;
        this.failed = failed;
    }

    void show(RowProvider rows) {
        generation++;
        running.values().forEach(Fetch::giveUp);
        running.clear();
        blocks.clear();
        wanted = -1;
        broken = false;
        provider = rows;
    }

    /** @return the row, or null while it is on its way */
    Row row(long index) {
        long block = index / BLOCK;
        List<Row> rows = blocks.get(block);
        if (rows == null) {
            want(block);
            return null;
        }
        int at = (int) (index % BLOCK);
        return at < rows.size() ? rows.get(at) : null;
    }

    long total() {
        return provider.total();
    }

    private void want(long block) {
        if (broken || running.containsKey(block)) {
            return;
        }
        if (running.size() >= UNDER_WAY) {
            // The newest wish is the visible one: it goes first as soon as a fetch ends.
            wanted = block;
            return;
        }
        Fetch fetch = new Fetch();
        running.put(block, fetch);
        long mine = generation;
        RowProvider from = provider;
        workers.background(Messages.EventTable_fetching, progress -> {
            try {
                List<Row> rows = from.rows(block * BLOCK, BLOCK, fetch.watching(progress));
                workers.ui(() -> arrived(mine, block, rows));
            } catch (CancellationException e) {
                workers.ui(() -> gone(mine, block));
            } catch (Exception e) {
                workers.ui(() -> broke(mine, block, e));
            }
        });
    }

    private void arrived(long mine, long block, List<Row> rows) {
        if (mine == generation) {
            blocks.put(block, rows);
            gone(mine, block);
            changed.run();
        }
    }

    private void gone(long mine, long block) {
        if (mine == generation) {
            running.remove(block);
            if (wanted >= 0 && !blocks.containsKey(wanted)) {
                long next = wanted;
                wanted = -1;
                want(next);
            }
        }
    }

    private void broke(long mine, long block, Exception e) {
        if (mine == generation) {
            running.remove(block);
            broken = true;
            failed.accept(e);
        }
    }

    private static final class Fetch {
        private volatile boolean over;

        void giveUp() {
            over = true;
        }

        Progress watching(Progress progress) {
            return new Progress() {
                @Override
                public void task(String name, long total) {
                    progress.task(name, total);
                }

                @Override
                public void advance(long units) {
                    progress.advance(units);
                }

                @Override
                public void check() {
                    if (over) {
                        throw new CancellationException();
                    }
                    progress.check();
                }
            };
        }
    }
}
