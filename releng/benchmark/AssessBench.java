// SPDX-License-Identifier: Apache-2.0

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.tracebinder.controls.Assessment;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;

/** Assesses a binder by all catalogues: the first time in this JVM and once more. Wall and CPU time of the process. */
final class AssessBench {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private AssessBench() {
    }

    public static void main(String[] args) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] wall = new double[2];
        double[] cpu = new double[2];
        long events = 0;
        long controls = 0;
        long failed = 0;
        try (Binder binder = Binder.open(Path.of(args[0]))) {
            events = binder.trail().count("*", Progress.NONE);
            for (int i = 0; i < 2; i++) {
                // the start of the JVM is part of the first time: a command line pays it, too
                long cpuBefore = i == 0 ? 0 : system.getProcessCpuTime();
                long begin = System.nanoTime();
                List<Assessment> all = binder.assess("all", DAY, Progress.NONE);
                wall[i] = (System.nanoTime() - begin) / 1e9;
                cpu[i] = (system.getProcessCpuTime() - cpuBefore) / 1e9;
                controls = all.stream().mapToLong(a -> a.controls().size()).sum();
                failed = all.get(0).failed().size();
            }
        }
        System.out.printf(Locale.ROOT, "{\"events\":%d,\"controls\":%d,\"failed\":%d,\"firstSeconds\":%.2f,"
                + "\"firstCpuSeconds\":%.2f,\"laterSeconds\":%.2f,\"laterCpuSeconds\":%.2f}%n", events, controls,
                failed, wall[0], cpu[0], wall[1], cpu[1]);
    }
}
