// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of one check: the auditor's values, and the declared ones for the rest. Immutable. */
public final class Parameters {

    /** Nothing set. */
    public static final Parameters DEFAULTS = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** @param values by parameter id; ids that a check does not declare are passed over */
    public static Parameters of(Map<String, String> values) {
        return new Parameters(values);
    }

    /** @return the value that holds for the parameter, never null */
    public String text(Parameter p) {
        return values.getOrDefault(p.id(), p.fallback());
    }

    /**
     * @return the value as a number
     * @throws IllegalArgumentException when it is none, is not finite or is negative
     */
    public double number(Parameter p) {
        String text = text(p).trim();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number; " + p.id() + " is " + p.hint(), e);
        }
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("'" + text + "' is out of range; " + p.id() + " is " + p.hint());
        }
        return value;
    }

    /** @return the values that hold for these parameters, by id */
    public Map<String, String> effective(List<Parameter> declared) {
        Map<String, String> result = new TreeMap<>();
        declared.forEach(p -> result.put(p.id(), text(p)));
        return result;
    }
}
