// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/** What became of prompt and answer. "Not recorded" and "missing" are different answers (rule 4 of the design). */
public enum ContentState {
    /** The words are there. */
    PRESENT,
    /** The source can carry content and holds none. */
    ABSENT,
    /** The source says that it took the words out. */
    REDACTED,
    /** The source says that it cut the words. */
    TRUNCATED,
    /** The words are elsewhere, only a reference is there. */
    EXTERNAL,
    /** This kind of source or event never carries content. */
    NOT_RECORDED
}
