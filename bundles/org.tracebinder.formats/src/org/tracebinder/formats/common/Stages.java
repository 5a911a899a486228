// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.regex.Pattern;

/**
 * Spans that tell of a stage of a call that has a span of its own already. BeeAI writes one span for the start of a
 * call of a model or tool and further ones for its pieces, its success and its end; only the start is the call.
 */
public final class Stages {

    private static final Pattern LATER = Pattern.compile(
            "(?:backend|tool)\\.[\\w.]{1,200}\\.(?:finish|success|error|retry|new_?token|partial_?update)-\\d{1,9}",
            Pattern.CASE_INSENSITIVE);

    private Stages() {
    }

    /** @return whether a span of that name tells of a call after its start, so that it must not count as one more */
    public static boolean later(String name) {
        return name != null && name.length() < 300 && LATER.matcher(name).matches();
    }
}
