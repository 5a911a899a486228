// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import org.tracebinder.ui.widgets.Latest.Question;

/**
 * Long work on a binder, shown with its progress, that a person can cancel.
 *
 * @param title     what is done, to what
 * @param exclusive true when nothing else of the kind may run at the same time: it writes to the binder
 * @param work      runs in the background
 * @param <T>       what comes out
 */
public record Operation<T>(String title, boolean exclusive, Question<T> work) {
}
