// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import org.eclipse.core.runtime.ILog;

/** The log of the workbench. */
public final class Log {

    private Log() {
    }

    /**
     * @param doing what was done when it happened
     * @param e     what happened
     */
    public static void warn(String doing, Throwable e) {
        ILog.of(Log.class).warn(doing, e);
    }
}
