// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param ok        true when every check passed
 * @param checks    in the order they ran
 * @param notProven what these checks can't prove, for people
 */
public record VerifyReport(boolean ok, List<Check> checks, List<String> notProven) {

    /**
     * One check.
     *
     * @param name   stable, for scripts
     * @param ok     whether it passed
     * @param detail what was counted, or what is wrong and in which file
     */
    public record Check(String name, boolean ok, String detail) {
    }

    /** Copies the lists. */
    public VerifyReport {
        checks = List.copyOf(checks);
        notProven = List.copyOf(notProven);
    }

    /** @return the shape that {@code verify --json} prints */
    public Map<String, Object> toJson() {
        List<Object> list = new ArrayList<>();
        for (Check c : checks) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", c.name());
            one.put("ok", c.ok());
            one.put("detail", c.detail());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", ok);
        json.put("checks", list);
        json.put("notProven", notProven);
        return json;
    }
}
