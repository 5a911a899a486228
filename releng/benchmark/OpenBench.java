// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.session.Binder;

/** Opens a binder: the first time in this JVM and ten times more, and asks for the newest fifty events of all. */
final class OpenBench {

    private static final int TIMES = 10;

    private OpenBench() {
    }

    public static void main(String[] args) throws Exception {
        double[] open = new double[TIMES + 1];
        double[] ask = new double[TIMES + 1];
        long events = 0;
        for (int i = 0; i <= TIMES; i++) {
            long begin = System.nanoTime();
            try (Binder binder = Binder.open(Path.of(args[0]))) {
                open[i] = (System.nanoTime() - begin) / 1e6;
                begin = System.nanoTime();
                SearchResult newest = binder.trail().search(new SearchRequest("*",
                        new SearchRequest.Sort(Fields.TIME_START, true), 50, null, List.of(Fields.APP), List.of(), 0,
                        null), Progress.NONE);
                ask[i] = (System.nanoTime() - begin) / 1e6;
                events = newest.total();
            }
        }
        System.gc();
        try (Binder binder = Binder.open(Path.of(args[0]))) {
            System.gc();
            long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(Locale.ROOT, "{\"events\":%d,\"firstOpenMs\":%.1f,\"openMs\":%.1f,\"firstAskMs\":%.1f,"
                    + "\"askMs\":%.1f,\"heapMb\":%d}%n", events, open[0], later(open), ask[0], later(ask), used >> 20);
        }
    }

    /** The median of all times but the first. */
    private static double later(double[] times) {
        double[] rest = Arrays.copyOfRange(times, 1, times.length);
        Arrays.sort(rest);
        return rest[rest.length / 2];
    }
}
