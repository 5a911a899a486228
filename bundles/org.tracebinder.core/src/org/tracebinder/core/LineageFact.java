// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.List;

/**
 * What a lineage source says of one run, job or dataset.
 *
 * @param state     {@code START}, {@code RUNNING}, {@code COMPLETE}, {@code FAIL}, {@code ABORT}, {@code OTHER}; null when
 *                  the event states none
 * @param runId     null for job and dataset events
 * @param parentRun the run that started this one, null when not recorded
 * @param namespace of the job, null for dataset events
 * @param job       null for dataset events
 * @param inputs    what was read
 * @param outputs   what was written
 */
public record LineageFact(String state, String runId, String parentRun, String namespace, String job,
        List<Dataset> inputs, List<Dataset> outputs) {

    /**
     * A dataset, model version or deployment.
     *
     * @param namespace null when not recorded
     * @param name      never null
     * @param version   null when not recorded
     * @param type      {@code dataset}, {@code model}, {@code deployment}, or null when the source does not say
     */
    public record Dataset(String namespace, String name, String version, String type) {
    }
}
