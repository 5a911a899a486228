// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.tracebinder.ui.Answer;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.EventTable;

/**
 * Sits in the running workbench and measures what a person waits for: from the start of the JVM to the first rows, from
 * a question to its first rows, from a jump of the scroll bar to the rows there; and how long the window's own thread
 * was busy at worst meanwhile. Writes {@code name TAB figure} lines and closes the workbench.
 */
public final class WindowBench implements IStartup {

    private static final List<String> QUESTIONS = List.of("kind:inference", "kind:policy AND policy:deny",
            "status:error", "kind:tool OR kind:retrieval", "kind:inference AND duration:>1s", "");
    private static final int JUMPS = 60;
    private static final int STEPS = 400;

    private final StringBuilder out = new StringBuilder();
    private final AtomicLong worst = new AtomicLong();
    private volatile boolean over;
    private Display display;

    @Override
    public void earlyStartup() {
        String file = System.getProperty("tracebinder.bench.out");
        display = PlatformUI.getWorkbench().getDisplay();
        Thread.ofPlatform().daemon().name("bench").start(() -> {
            try {
                measure();
            } catch (RuntimeException e) {
                out.append("failed\t").append(e).append('\n');
            }
            over = true;
            try {
                Files.writeString(Path.of(file), out);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            display.asyncExec(() -> PlatformUI.getWorkbench().close());
        });
    }

    private void measure() {
        Investigation investigation = on(() -> window().getService(Investigation.class));
        until(() -> rows(investigation, ""));
        on(this::painted);
        say("start ms", sinceStart());
        until(() -> investigation.answer().isPresent());
        on(this::painted);
        say("counted ms", sinceStart());
        on(() -> {
            try {
                PlatformUI.getWorkbench().showPerspective(Parts.PERSPECTIVE_INVESTIGATE, window());
            } catch (org.eclipse.ui.WorkbenchException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
        EventTable table = on(() -> find(window().getShell()));
        say("events", on(table::rowCount));
        watch();
        List<Double> first = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (String question : QUESTIONS) {
                double ms = timed(() -> investigation.ask(question), () -> rows(investigation, question)
                        && there(table));
                until(() -> investigation.answer().isPresent()); // the next question is asked when nothing else runs
                if (round > 0) {
                    first.add(ms);
                }
            }
        }
        report("first rows", first);
        int rows = on(table::rowCount);
        List<Double> jumps = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < JUMPS; i++) {
            int row = random.nextInt(rows);
            jumps.add(timed(() -> table.select(row), () -> there(table)));
        }
        report("jump", jumps);
        List<Double> pages = new ArrayList<>();
        int from = rows / 2;
        for (int i = 0; i < STEPS; i++) {
            int row = Math.min(rows - 1, from + i * 12);
            pages.add(timed(() -> table.select(row), () -> there(table)));
        }
        report("scroll", pages);
        say("busy ms", worst.get() / 1_000_000);
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(u -> u.getUsed()).sum();
        say("heap MB", peak / 1_000_000);
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static boolean rows(Investigation investigation, String question) {
        Answer answer = investigation.state() instanceof Investigation.State.Asking a ? a.rows().orElse(null)
                : investigation.answer().orElse(null);
        return answer != null && answer.question().query().equals(question);
    }

    private static boolean there(EventTable table) {
        return table.rowCount() == 0 || table.selected().isPresent();
    }

    private double timed(Runnable begin, BooleanSupplier end) {
        long start = System.nanoTime();
        display.syncExec(begin);
        until(end);
        on(this::painted);
        return (System.nanoTime() - start) / 1e6;
    }

    private Object painted() {
        window().getShell().update();
        return null;
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!on(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain, the binder is "
                        + on(() -> window().getService(CurrentBinder.class).state()));
            }
            sleep(1);
        }
    }

    /** Asks the window's thread again and again how soon it answers. */
    private void watch() {
        Thread.ofPlatform().daemon().name("watch").start(() -> {
            while (!over) {
                long asked = System.nanoTime();
                display.syncExec(() -> worst.accumulateAndGet(System.nanoTime() - asked, Math::max));
                sleep(5);
            }
        });
    }

    private static void sleep(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Question<T> {
        T ask();
    }

    private <T> T on(Question<T> question) {
        List<T> answer = new ArrayList<>();
        display.syncExec(() -> answer.add(question.ask()));
        return answer.get(0);
    }

    private static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    private static EventTable find(Composite top) {
        for (Control child : top.getChildren()) {
            if (child instanceof EventTable table) {
                return table;
            }
            EventTable below = child instanceof Composite c ? find(c) : null;
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private void report(String name, List<Double> times) {
        Collections.sort(times);
        say(name + " p50 ms", times.get(times.size() / 2));
        say(name + " p95 ms", times.get(Math.min(times.size() - 1, times.size() * 95 / 100)));
        say(name + " max ms", times.get(times.size() - 1));
    }

    private void say(String name, double figure) {
        out.append(name).append('\t').append(String.format(Locale.ROOT, "%.0f", figure)).append('\n');
    }
}
