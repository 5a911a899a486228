// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;

/** What was checked, how it came out, and what could not be checked. Written into the extras of one event. */
final class Findings {

    private final List<String> held = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    void check(boolean ok, String what) {
        (ok ? held : failed).add(ok ? what : "does not hold: " + what);
    }

    void failed(String what) {
        failed.add(what);
    }

    void open(String what) {
        open.add(what);
    }

    boolean anyFailed() {
        return !failed.isEmpty();
    }

    void addTo(Event.Builder b) {
        b.extra("integrity.result", !failed.isEmpty() ? "a check failed" : held.isEmpty() ? "nothing could be checked"
                : "all that could be checked offline holds");
        b.extra("integrity.checked", held.isEmpty() ? null : String.join("; ", held));
        b.extra("integrity.failed", failed.isEmpty() ? null : String.join("; ", failed));
        b.extra("integrity.notProven", String.join("; ", open));
        failed.forEach(b::addText);
    }
}
