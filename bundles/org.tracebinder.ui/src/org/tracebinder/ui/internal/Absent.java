// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** In the place of a command of the platform that leads nowhere here: never enabled, so nothing offers it. */
public final class Absent extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        return null;
    }

    @Override
    public boolean isEnabled() {
        return false;
    }
}
