// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.Locale;

/** What an event says happened. The ids are part of the command-line contract. */
public enum EventKind {
    /** One call of a generative model: prompt in, answer out. */
    INFERENCE,
    /** Documents or data fetched to ground an answer. */
    RETRIEVAL,
    /** A tool or function that ran. */
    TOOL,
    /** An agent, workflow or conversation that holds other events. */
    AGENT,
    /** A decision of a policy engine or guardrail. */
    POLICY,
    /** A person or an automatic judge looked at an outcome. */
    REVIEW,
    /** A test of a model version: golden set, red team, scoring run. */
    EVALUATION,
    /** A run, job, dataset or model version as a lineage source tells it. */
    LINEAGE,
    /** A change of settings, keys, rights or deployments. */
    ADMIN,
    /** Anything else, for example a prediction of a classic model or a plain span. */
    OTHER;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** @return the lower-case id used in queries, JSON and files */
    public String id() {
        return id;
    }

    /**
     * @param id an id as {@link #id()} gives it
     * @return the kind
     * @throws IllegalArgumentException when there is no such kind
     */
    public static EventKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
