// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.Locale;
import org.tracebinder.core.EventKind;

/** Tells audited actions that change something from those that look at something or open a session. */
public final class Actions {

    private static final String[] LOOKS = {"get", "list", "describe", "read", "head", "lookup", "search", "query",
            "view",
        "download", "fetch", "watch", "select", "count", "check", "validate", "test", "batchget", "aggregatedlist",
        "login", "logout", "signin", "signout", "sso_login", "authenticate", "consolelogin", "assumerole", "tokenlogin",
        "samllogin", "jwtlogin", "oidc", "generatetemporary", "generateaccesstoken", "generateidtoken", "signjwt",
        "signblob", "export", "copy", "audit"};

    private Actions() {
    }

    /**
     * @param action as the source names it, for example {@code google.logging.v2.ConfigServiceV2.DeleteSink},
     *               {@code login.failed}, {@code Microsoft.Compute/disks/beginGetAccess/action}; null is no change
     * @return {@link EventKind#ADMIN} for what changes settings, keys, rights, data or deployments, else
     *         {@link EventKind#OTHER}. Where a word is not known it is taken for a change: a change that is shown too
     *         much is seen, one that is hidden is not
     */
    public static EventKind kind(String action) {
        if (action == null || action.isBlank()) {
            return EventKind.OTHER;
        }
        String word = action.strip().toLowerCase(Locale.ROOT);
        if (word.endsWith("/action")) {
            word = word.substring(0, word.length() - "/action".length());
        }
        if (word.startsWith("login") || word.startsWith("logout") || word.startsWith("sso_login")) {
            return EventKind.OTHER;
        }
        word = word.substring(Math.max(word.lastIndexOf('/'), Math.max(word.lastIndexOf('.'), word.lastIndexOf(':')))
                + 1);
        for (String look : LOOKS) {
            if (word.startsWith(look)) {
                return EventKind.OTHER;
            }
        }
        return EventKind.ADMIN;
    }
}
