// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.Locale;
import java.util.Set;

/** Which statuses tell how a step ended. Labels such as "question" or "started" tell nothing of it. */
final class StepOutcome {

    private static final Set<String> WELL = Set.of("ok", "success", "succeeded", "completed");
    private static final Set<String> FAILED = Set.of("error", "failed", "failure", "timeout");

    private StepOutcome() {
    }

    /** @return true for a step that ended, well or not; {@code status} may be null */
    static boolean known(String status) {
        return status != null && WELL.contains(status.toLowerCase(Locale.ROOT)) || failed(status);
    }

    /** @return true for a step that ended in an error; {@code status} may be null */
    static boolean failed(String status) {
        return status != null && FAILED.contains(status.toLowerCase(Locale.ROOT));
    }

    /** @return a query for the steps that failed, or for those that went well */
    static String query(boolean failed) {
        return failed ? "status:error OR status:failed OR status:failure OR status:timeout"
                : "status:ok OR status:success OR status:succeeded OR status:completed";
    }
}
