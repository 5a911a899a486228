// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;

/** The hits of one question by number, in one state of the index. Not thread-safe. */
public interface HitList {

    /** @return true when the numbers hold for this state of the index */
    boolean holds(IndexReader reader);

    /** @return the hits from this number on, at most so many */
    List<Row> rows(IndexReader reader, long from, int count, List<Field<?>> columns, Progress progress)
            throws IOException;
}
