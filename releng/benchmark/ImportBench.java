// SPDX-License-Identifier: Apache-2.0

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;

/** Imports files into a new binder in a fresh JVM and says how long it took: the whole import, to its commit. */
final class ImportBench {

    private ImportBench() {
    }

    public static void main(String[] args) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            files.add(Path.of(args[i]));
        }
        long begin = System.nanoTime();
        try (Binder binder = Binder.create(Path.of(args[0]), "bench", null)) {
            ImportReport report = binder.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long records = report.sources().stream().mapToLong(s -> s.totals().read()).sum();
            long events = report.sources().stream().flatMap(s -> s.events().values().stream()).mapToLong(n -> n).sum();
            long heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage).mapToLong(u -> u.getUsed()).sum() >> 20;
            System.out.printf(Locale.ROOT,
                    "{\"seconds\":%.3f,\"records\":%d,\"events\":%d,\"heapMb\":%d,\"reconciled\":%b}%n",
                    seconds, records, events, heap, report.reconciled());
        }
    }
}
