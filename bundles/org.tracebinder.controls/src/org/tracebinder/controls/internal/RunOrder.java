// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.controls.Check;

/** The order in which checks run: each after those that it rests on, else as they stand. */
public final class RunOrder {

    private final Map<String, Check> byId = new LinkedHashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();

    private RunOrder() {
    }

    /**
     * @param checks in the order in which people read them; a check that is not among them is passed over
     * @return the same checks, each after those that it rests on
     * @throws IllegalArgumentException when checks rest on each other in a circle; the message names it
     */
    public static List<Check> of(List<Check> checks) {
        RunOrder order = new RunOrder();
        checks.forEach(c -> order.byId.put(c.id(), c));
        checks.forEach(order::visit);
        return order.done.stream().map(order.byId::get).toList();
    }

    private void visit(Check check) {
        if (done.contains(check.id())) {
            return;
        }
        int begin = path.indexOf(check.id());
        if (begin >= 0) {
            throw new IllegalArgumentException("checks rest on each other in a circle: "
                    + String.join(", ", path.subList(begin, path.size())) + ", " + check.id());
        }
        path.add(check.id());
        for (String before : check.after()) {
            if (byId.containsKey(before)) {
                visit(byId.get(before));
            }
        }
        path.remove(path.size() - 1);
        done.add(check.id());
    }
}
