// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.util.function.Consumer;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.PolicyDecision;

/** What finds an event by the documents that stood behind it and by the revisions of the policies that judged it. */
final class DataWords {

    private DataWords() {
    }

    /** Gives the id as the source writes it, and with and without the version where one is recorded. */
    static void ids(DataSource source, Consumer<String> to) {
        String id = source.id();
        if (id == null || id.isBlank()) {
            return;
        }
        to.accept(id);
        String version = source.version();
        if (version == null || version.isBlank()) {
            return;
        }
        if (!id.endsWith("@" + version)) {
            to.accept(id + "@" + version);
        } else if (id.length() > version.length() + 1) {
            to.accept(id.substring(0, id.length() - version.length() - 1));
        }
    }

    /** @return the other words of the event with those of its documents and revisions, or null when there are none */
    static String otherText(Event event) {
        String said = event.otherText();
        if (event.dataSources().isEmpty() && event.decisions().isEmpty()) {
            return said;
        }
        StringBuilder words = new StringBuilder();
        add(words, said);
        for (DataSource source : event.dataSources()) {
            add(words, source.id());
            add(words, source.name());
            String version = source.version();
            add(words, version == null || source.id() != null && source.id().endsWith(version) ? null : version);
        }
        for (PolicyDecision decision : event.decisions()) {
            add(words, decision.revision());
        }
        return words.isEmpty() ? said : words.toString();
    }

    private static void add(StringBuilder words, String more) {
        if (more != null && !more.isBlank()) {
            words.append(words.isEmpty() ? "" : "\n").append(more);
        }
    }
}
