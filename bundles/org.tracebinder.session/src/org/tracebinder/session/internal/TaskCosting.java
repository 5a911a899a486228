// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tracebinder.session.cost.TaskCost;

/** Adds up costs by task and by the day on which tasks begin. Used once. */
final class TaskCosting {

    /** Traces that are told apart: some 60 MB. */
    static final int MOST = 500_000;
    private static final long DAY = 86_400_000_000_000L;

    private static final class Task {
        private double cost;
        private boolean partial;
        private long begin = Long.MAX_VALUE;
    }

    private final Map<String, Task> tasks = new HashMap<>();
    private long loose;
    private long unlisted;

    /**
     * @param trace null when the inference names none
     * @param time  null when it has none
     * @param cost  null when it has no price
     */
    void add(String trace, Long time, BigDecimal cost) {
        if (trace == null) {
            loose++;
            return;
        }
        Task task = tasks.get(trace);
        if (task == null) {
            if (tasks.size() == MOST) {
                unlisted++;
                return;
            }
            task = new Task();
            tasks.put(trace, task);
        }
        task.partial |= cost == null;
        task.cost += cost == null ? 0 : cost.doubleValue();
        task.begin = time == null ? task.begin : Math.min(task.begin, time);
    }

    TaskCost told() {
        double[] costs = new double[tasks.size()];
        Map<Long, double[]> days = new HashMap<>(); // tasks, their cost
        int n = 0;
        double sum = 0;
        for (Task t : tasks.values()) {
            if (!t.partial) {
                costs[n++] = t.cost;
                if (t.begin != Long.MAX_VALUE) {
                    double[] day = days.computeIfAbsent(Math.floorDiv(t.begin, DAY), d -> new double[2]);
                    day[0]++;
                    day[1] += t.cost;
                }
            }
        }
        costs = Arrays.copyOf(costs, n);
        Arrays.sort(costs); // in order, so that the sum does not depend on the order of the map
        for (double cost : costs) {
            sum += cost;
        }
        if (n == 0) {
            return new TaskCost(0, tasks.size(), loose, unlisted, 0, null, null, null, null, null);
        }
        return new TaskCost(n, tasks.size() - n, loose, unlisted, days.size(), amount(sum / n),
                amount(rank(costs, 0.5)), amount(rank(costs, 0.95)), amount(costs[n - 1]), spread(days));
    }

    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Days are the clusters: tasks of one day resemble each other, so single tasks would promise too much. */
    private static BigDecimal spread(Map<Long, double[]> days) {
        int d = days.size();
        if (d < TaskCost.LEAST_DAYS) {
            return null;
        }
        double n = 0;
        double sum = 0;
        double[] squares = new double[d];
        for (double[] day : days.values()) {
            n += day[0];
            sum += day[1];
        }
        int i = 0;
        for (double[] day : days.values()) {
            double rest = day[1] - sum / n * day[0];
            squares[i++] = rest * rest;
        }
        Arrays.sort(squares);
        double all = Arrays.stream(squares).sum();
        return amount(student(d - 1) * Math.sqrt((double) d / (d - 1) * all) / n);
    }

    /** The 97.5 % quantile of Student's t by its expansion around the normal one; exact to 1 % from six degrees on. */
    static double student(int degrees) {
        double z = 1.959963984540054;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        return z + (z3 + z) / (4.0 * degrees) + (5 * z5 + 16 * z3 + 3 * z) / (96.0 * degrees * degrees);
    }

    private static BigDecimal amount(double value) {
        return new BigDecimal(value, new MathContext(12)).stripTrailingZeros();
    }
}
