// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of an {@code mlruns} tree that holds one value; the rest stands in its path.
 *
 * @param experiment whose folder it lies in, null for the registry
 * @param run        the run or trace that it tells of, null for any other thing
 * @param of         the other thing: a model, a version of one, an experiment; null for a run or trace
 * @param folder     {@code params}, {@code metrics}, {@code tags}, {@code request_metadata} or {@code aliases}
 * @param key        its name, which is the key of the value
 */
record SmallFile(String experiment, String run, String of, String folder, String key) {

    private static final Pattern RUN = Pattern.compile(
            "(?:^|.*/)([^/]+)/([0-9a-f]{32}|tr-[0-9a-f]{16,40})/(params|metrics|tags|request_metadata)/(.+)");
    private static final Pattern LOGGED_MODEL = Pattern.compile(
            "(?:^|.*/)([^/]+)/models/(m-[0-9a-f]{32})/(params|metrics|tags)/(.+)");
    private static final Pattern VERSION = Pattern.compile("(?:^|.*/)models/([^/]+)/version-(\\d{1,9})/(tags)/(.+)");
    private static final Pattern ALIAS = Pattern.compile("(?:^|.*/)models/([^/]+)/(aliases)/([^/]+)");
    private static final Pattern MODEL = Pattern.compile("(?:^|.*/)mlruns/models/([^/]+)/(tags)/(.+)");
    private static final Pattern EXPERIMENT = Pattern.compile("(?:^|.*/)mlruns/([^/]+)/(tags)/(.+)");
    private static final Pattern DATASET = Pattern.compile("(?:^|.*/)datasets/([^/]+)/meta\\.yaml");

    /** @return what the path says; null when it is not the path of such a file */
    static SmallFile of(String path) {
        Matcher m = RUN.matcher(path);
        if (m.matches()) {
            return new SmallFile(m.group(1), m.group(2), null, m.group(3), m.group(4));
        }
        m = LOGGED_MODEL.matcher(path);
        if (m.matches()) {
            return new SmallFile(m.group(1), null, m.group(2), m.group(3), m.group(4));
        }
        m = VERSION.matcher(path);
        if (m.matches()) {
            return new SmallFile(null, null, m.group(1) + " version " + m.group(2), m.group(3), m.group(4));
        }
        m = ALIAS.matcher(path);
        if (!m.matches()) {
            m = MODEL.matcher(path);
        }
        if (m.matches()) {
            return new SmallFile(null, null, m.group(1), m.group(2), m.group(3));
        }
        m = EXPERIMENT.matcher(path);
        return m.matches() ? new SmallFile(m.group(1), null, "experiment " + m.group(1), m.group(2), m.group(3))
                : null;
    }

    /** @return the id that runs call a dataset by, which only its folder tells; null for another path */
    static String dataset(String path) {
        Matcher m = DATASET.matcher(path);
        return m.matches() ? m.group(1) : null;
    }

    /** @return what its value is */
    String operation() {
        return switch (folder) {
            case "params" -> "param";
            case "metrics" -> "metric";
            case "tags" -> "tag";
            case "aliases" -> "alias";
            default -> folder;
        };
    }
}
