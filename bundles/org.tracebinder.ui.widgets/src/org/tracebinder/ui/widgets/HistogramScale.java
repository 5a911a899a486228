// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import org.tracebinder.core.query.SearchResult.Bucket;

/**
 * Where the bars of a histogram stand. No display needed.
 *
 * @param buckets in time order
 * @param left    pixels before the first bar
 * @param width   pixels for all bars
 * @param height  pixels for the highest bar
 */
record HistogramScale(List<Bucket> buckets, int left, int width, int height) {

    /** @return first pixel of the bar */
    int x(int bucket) {
        return left + (int) ((long) width * bucket / Math.max(1, buckets.size()));
    }

    /** @return pixels from the bar to the next one */
    int step(int bucket) {
        return x(bucket + 1) - x(bucket);
    }

    /** @return pixels of the bar; a bar that is not empty has at least two, so that a single event can be seen */
    int bar(int bucket) {
        long count = buckets.get(bucket).count();
        return count == 0 ? 0 : Math.max(2, (int) Math.round((double) count * height / most()));
    }

    /** @return the bucket under the pixel, the nearest one outside the bars, -1 when there are none */
    int at(int x) {
        if (buckets.isEmpty()) {
            return -1;
        }
        long bucket = (long) (x - left) * buckets.size() / Math.max(1, width);
        return (int) Math.max(0, Math.min(buckets.size() - 1, bucket));
    }

    /** @return the largest count, at least 1 */
    long most() {
        return buckets.stream().mapToLong(Bucket::count).max().orElse(0) == 0 ? 1
                : buckets.stream().mapToLong(Bucket::count).max().getAsLong();
    }
}
