// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells deployments and models from datasets. What a source says counts; where none says it, the folders of the name
 * do: {@code serving.credit-scorer} is a deployment, {@code models/credit-scorer} a model, all else a dataset.
 */
final class ThingTypes {

    static final String DEPLOYMENT = "deployment";
    static final String MODEL = "model";
    static final String DATASET = "dataset";

    /** Where sources differ, the more telling type wins. */
    private static final List<String> STRENGTH = List.of(DATASET, MODEL, DEPLOYMENT);
    private static final Set<String> DEPLOYMENT_FOLDERS =
            Set.of("serving", "deployment", "deployments", "deployed", "endpoint", "endpoints");
    private static final Set<String> MODEL_FOLDERS = Set.of("model", "models", "registry");

    private final Map<Series, String> said = new HashMap<>();

    void said(Series series, String type) {
        if (type != null && STRENGTH.contains(type)) {
            said.merge(series, type, (a, b) -> STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b);
        }
    }

    /** @return one of the three types */
    String of(Series series) {
        String type = said.get(series);
        return type != null ? type : byName(series.name());
    }

    /** The last part of a name is the thing's own and tells nothing: a table may be called {@code cars.models}. */
    private static String byName(String name) {
        int begin = 0;
        for (int i = 0; i < name.length(); i++) {
            if (Series.isSeparator(name.charAt(i))) {
                String folder = name.substring(begin, i).toLowerCase(Locale.ROOT);
                if (DEPLOYMENT_FOLDERS.contains(folder)) {
                    return DEPLOYMENT;
                }
                if (MODEL_FOLDERS.contains(folder)) {
                    return MODEL;
                }
                begin = i + 1;
            }
        }
        return DATASET;
    }
}
