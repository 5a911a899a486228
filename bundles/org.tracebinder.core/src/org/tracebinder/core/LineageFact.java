// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.List;

/**
 * What a lineage source says of one run, job or dataset.
 *
 * @param state     {@code START}, {@code RUNNING}, {@code COMPLETE}, {@code FAIL}, {@code ABORT}, {@code OTHER}; null
 *                  when the event states none
 * @param runId     null for job and dataset events
 * @param parentRun the run that started this one, null when not recorded
 * @param namespace of the job, null for dataset events
 * @param job       null for dataset events
 * @param inputs    what was read
 * @param outputs   what was written
 * @param columns   which columns of the outputs rest on which columns of the inputs, where the source says so
 * @param code      the code that ran, where the source says where it lies
 */
public record LineageFact(String state, String runId, String parentRun, String namespace, String job,
        List<Dataset> inputs, List<Dataset> outputs, List<ColumnUse> columns, List<Code> code) {

    /** A fact that tells nothing of columns. */
    public LineageFact(String state, String runId, String parentRun, String namespace, String job,
            List<Dataset> inputs, List<Dataset> outputs) {
        this(state, runId, parentRun, namespace, job, inputs, outputs, List.of(), List.of());
    }

    /** @return the same with the code that ran */
    public LineageFact withCode(List<Code> more) {
        return more.isEmpty() ? this
                : new LineageFact(state, runId, parentRun, namespace, job, inputs, outputs, columns, List.copyOf(more));
    }

    /**
     * Where the code of a job lies. At least one of the three places is recorded.
     *
     * @param repository its address, null when not recorded
     * @param path       of the file within the repository, or where it lay when it ran; null when not recorded
     * @param url        of the file, null when not recorded
     * @param version    a commit, else a tag or branch; null when not recorded
     */
    public record Code(String repository, String path, String url, String version) {

        /** @return the code that a source tells of, or nothing when it names no place */
        public static List<Code> of(String repository, String path, String url, String version) {
            return repository == null && path == null && url == null ? List.of()
                    : List.of(new Code(repository, path, url, version));
        }

        /** @return the part that names the file best */
        public String name() {
            return path != null ? path : url != null ? url : repository;
        }
    }

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

    /**
     * A column of an output rests on a column of an input. OpenLineage, ColumnLineageDatasetFacet.
     *
     * @param output      the dataset that was written, one of the outputs
     * @param column      its column; null when the input bears on all of its columns, as a filter does
     * @param namespace   of the input, null when not recorded
     * @param dataset     the input's name
     * @param field       the input's column
     * @param type        {@code DIRECT}, {@code INDIRECT}, or as the source says; null when it does not
     * @param subtype     for example {@code IDENTITY}, {@code AGGREGATION}, {@code JOIN}; null when not recorded
     * @param description in the source's words, or null
     * @param masking     whether values are masked on the way; null when not recorded
     */
    public record ColumnUse(Dataset output, String column, String namespace, String dataset, String field, String type,
            String subtype, String description, Boolean masking) {
    }

    /** Without the columns, which may be thousands. */
    @Override
    public String toString() {
        return "LineageFact[state=" + state + ", runId=" + runId + ", parentRun=" + parentRun + ", namespace="
                + namespace
                + ", job=" + job + ", inputs=" + inputs + ", outputs=" + outputs + "]";
    }
}
