// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.vault.BinderStore;

/**
 * What an import did, or what all imports of a binder did.
 *
 * @param sources  the sources, by number
 * @param warnings what looked strange
 * @param nanos    how long it took, 0 when not measured
 */
public record ImportReport(List<SourceInfo> sources, List<Warning> warnings, long nanos) {

    /** Code of the warning that the last import did not come to its end. */
    public static final String UNFINISHED = "import.unfinished";

    /** Codes of warnings that tell of content that was not read. */
    private static final Set<String> UNREAD = Set.of(UNFINISHED, BinderStore.DAMAGED, BinderStore.UNREAD);

    /**
     * Something that looked strange.
     *
     * @param code   such as {@code log.gap}
     * @param source {@code S1}, or null when it belongs to none
     * @param text   for the user
     */
    public record Warning(String code, String source, String text) {
    }

    /** @return the warnings for a person: what is said of several sources once, with all of them, {@code S1, S2} */
    public List<Warning> together() {
        Map<Warning, List<String>> said = new LinkedHashMap<>();
        for (Warning w : warnings) {
            said.computeIfAbsent(new Warning(w.code(), null, w.text()), k -> new ArrayList<>())
                    .addAll(w.source() == null ? List.of() : List.of(w.source()));
        }
        return said.entrySet().stream().map(e -> new Warning(e.getKey().code(),
                e.getValue().isEmpty() ? null : String.join(", ", e.getValue()), e.getKey().text())).toList();
    }

    /**
     * @return what is there of an import that was cancelled, failed or ended by force, and how it goes on; empty when
     *         the last import came to its end
     */
    public Optional<String> unfinished() {
        return warnings.stream().filter(w -> w.code().equals(UNFINISHED)).map(Warning::text).findFirst();
    }

    /**
     * @return false when something could not be read, or the import did not come to its end: nobody knows how many
     *         records that holds
     */
    public boolean complete() {
        return warnings.stream().noneMatch(w -> UNREAD.contains(w.code()));
    }

    /** @return the sources, such as {@code S3}, of which a part could not be read: what adds up there is not all */
    public Set<String> partly() {
        return warnings.stream().filter(w -> w.source() != null && UNREAD.contains(w.code())).map(Warning::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return true when bytes and records of every source add up to the unit */
    public boolean reconciled() {
        return sources.stream().allMatch(s -> s.totals().reconciled());
    }
}
