// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.Trail;

/** A window must not stand still because a disk is slow: its thread is refused by everything that reads. */
class ForbiddenThreadTest {

    /** What a window may ask at any time, because it is in memory. */
    private static final Set<String> IN_MEMORY = Set.of("forbid", "folder", "readOnly", "trail", "ranked", "evidence",
            "addListener", "removeListener", "formats", "isBinder");

    @TempDir
    private Path folder;

    @AfterEach
    void allow() {
        Binder.forbid(() -> false);
    }

    @Test
    void everyOperationRefusesTheForbiddenThread() throws Exception {
        Path file = folder.resolve("calls.jsonl");
        Files.writeString(file, "{\"a\":1}\n");
        Binder binder = Binder.create(folder.resolve("t.binder"), "Threads", null);
        Thread window = Thread.currentThread();
        Binder.forbid(() -> Thread.currentThread() == window);
        Set<String> open = new TreeSet<>(accepting(Binder.class, binder));
        assertEquals(Set.of(), open, "operations of a binder that run on a window's thread");
        assertEquals(Set.of(), new TreeSet<>(accepting(Trail.class, binder.trail())));
        assertEquals(Set.of(), new TreeSet<>(accepting(FinishedPack.class, null)));
        RankedRows rows = binder.trail().ranked("", new SearchRequest.Sort(null, false));
        assertThrows(IllegalStateException.class, () -> rows.rows(0, 1, List.of(), Progress.NONE));
        String message = assertThrows(IllegalStateException.class, binder::sources).getMessage();
        assertTrue(message.contains("background"), message);

        // Nothing was done, and another thread may go on.
        Thread worker = new Thread(() -> assertTrue(works(binder)));
        List<Throwable> problems = new ArrayList<>();
        worker.setUncaughtExceptionHandler((t, e) -> problems.add(e));
        worker.start();
        worker.join();
        assertEquals(List.of(), problems);
    }

    private static boolean works(Binder binder) {
        try (binder) {
            assertEquals(1, binder.ledger().size());
            assertFalse(binder.readOnly());
            return binder.trail().sources().isEmpty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * @return names of the methods that do not refuse; arguments do not matter, since nothing may look at them. A part
     *         of the binder, such as its notes, may be asked for, and is looked at in turn
     */
    private static List<String> accepting(Class<?> type, Object target) throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Method method : type.getMethods()) {
            boolean own = method.getDeclaringClass() == type && !method.isSynthetic() && !IN_MEMORY
                    .contains(method.getName());
            if (own) {
                Object[] arguments = new Object[method.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    Class<?> parameter = method.getParameterTypes()[i];
                    arguments[i] = parameter == boolean.class ? (Object) false
                            : parameter == int.class ? (Object) 1 : parameter == long.class ? (Object) 1L : null;
                }
                try {
                    Object answer = method.invoke(Modifier.isStatic(method.getModifiers()) ? null : target, arguments);
                    if (isPart(answer)) {
                        names.addAll(accepting(answer.getClass(), answer));
                    } else {
                        names.add(method.getName());
                    }
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof IllegalStateException)) {
                        names.add(method.getName() + " " + e.getCause());
                    }
                }
            }
        }
        return names;
    }

    /** @return true for what asks the binder when it is asked, false for an answer (a record) */
    private static boolean isPart(Object answer) {
        return answer != null && !answer.getClass().isRecord()
                && answer.getClass().getPackage().equals(Binder.class.getPackage());
    }
}
