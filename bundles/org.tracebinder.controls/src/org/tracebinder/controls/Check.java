// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * An executable test of a trail. Stateless; may run on any thread but the user interface's. It knows no control: which
 * controls it speaks to is data ({@link CheckMap}).
 */
public interface Check {

    /** @return part of the command-line contract, for example {@code log.orphan} */
    String id();

    /** @return a short name for people */
    String title();

    /** @return what the check asks, in one sentence, with the definition of a contrary record */
    String question();

    /** @return fields without which there is no answer */
    List<Field<?>> needs();

    /** @return the settings, with their defaults */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** @return ids of checks whose answers this one rests on; they run first, and without them it gives no support */
    default List<String> after() {
        return List.of();
    }

    /**
     * @param trail      what is asked; scanned column by column
     * @param parameters settings
     * @param progress   asked at least once per thousand events; its cancellation passes through
     * @return the answer; "not assessable" where the trail lacks what is needed
     * @throws QueryException           when a query set by the auditor can't be understood
     * @throws IOException              when the trail can't be read
     * @throws IllegalArgumentException when a setting is wrong
     */
    CheckResult evaluate(Trail trail, Parameters parameters, Progress progress) throws QueryException, IOException;
}
