// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Library;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.vault.LedgerEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the checks of a run found, as bytes that somebody keeps outside the binder. They count only for the binder they
 * are of, whose ledger has to hold the entry that was its last one then, and for the same checks.
 *
 * @param form    of the bytes
 * @param entries number of entries that the ledger had
 * @param head    hash of the last of them
 * @param at      when the checks had run, ISO 8601 UTC
 * @param changes as in {@link AssessmentRun#changes()}
 * @param checks  what they found
 */
public record RunFile(int form, long entries, String head, String at, long changes, List<CheckResult> checks) {

    private static final int FORM = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** @return the bytes of a run on that binder */
    public static byte[] of(Workspace workspace, AssessmentRun run, Instant at) throws IOException {
        List<LedgerEntry> ledger = workspace.ledger();
        return MAPPER.writeValueAsBytes(new RunFile(FORM, ledger.size(), ledger.get(ledger.size() - 1).hash(),
                at.toString(), run.changes(), run.checks()));
    }

    /** @return what was kept, empty when it is of another binder, of other checks or of another form */
    public static Optional<RunFile> read(Workspace workspace, byte[] bytes, Library library) throws IOException {
        RunFile file;
        try {
            file = MAPPER.readValue(bytes, RunFile.class);
            if (file.at() == null || file.head() == null || file.checks() == null) {
                return Optional.empty();
            }
            Instant.parse(file.at());
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            System.getLogger(RunFile.class.getName()).log(System.Logger.Level.DEBUG, "results of before", e);
            return Optional.empty();
        }
        List<LedgerEntry> ledger = workspace.ledger();
        boolean same = file.form() == FORM && file.entries() > 0 && file.entries() <= ledger.size()
                && ledger.get((int) file.entries() - 1).hash().equals(file.head());
        return same && file.checks().stream().map(CheckResult::id).toList().equals(library.checks().stream()
                .map(Check::id).toList()) ? Optional.of(file) : Optional.empty();
    }
}
