// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What a look over the whole binder found.
 *
 * @param checks what was looked at, in order
 */
public record DoctorReport(List<Check> checks) {

    /**
     * One thing that was looked at.
     *
     * @param name   short name, for example {@code vault}
     * @param ok     true when all is as it should be
     * @param detail what was compared, and the first thing that is wrong
     */
    public record Check(String name, boolean ok, String detail) {
    }

    /** @return this report with more that was looked at */
    public DoctorReport and(List<Check> more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(more);
        return new DoctorReport(List.copyOf(all));
    }

    /** @return true when nothing is wrong */
    public boolean ok() {
        return checks.stream().allMatch(Check::ok);
    }
}
