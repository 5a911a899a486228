// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.words.Count;
import org.tracebinder.index.EventIndex;
import org.tracebinder.pack.TrailTree;
import org.tracebinder.session.DoctorReport;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.LedgerEntry;
import org.tracebinder.vault.LedgerTable;
import org.tracebinder.vault.RecordTable;
import org.tracebinder.vault.StoredSource;

/** Hashes everything again and compares vault, record tables, database, ledger and index. Changes nothing. */
final class Doctor {

    private final Layout layout;
    private final Sources sources;
    private final EventIndex index;
    private final List<StoredSource> stored;
    private final List<LedgerEntry> ledger;
    private final LedgerTable.End ledgerEnd;
    private final StateRows rows;
    private final Told told;
    private final String wrongFacts;
    private final Progress progress;
    private final List<DoctorReport.Check> checks = new ArrayList<>();

    Doctor(Layout layout, Sources sources, EventIndex index, BinderStore store, Progress progress)
            throws IOException {
        this.layout = layout;
        this.sources = sources;
        this.index = index;
        this.stored = store.sources();
        this.ledger = store.ledger();
        this.ledgerEnd = store.ledgerEnd();
        this.rows = StateRows.of(store);
        this.told = new Told(layout, store, ledger);
        this.wrongFacts = ToldFacts.wrong(store, ledger);
        this.progress = progress;
    }

    DoctorReport examine() throws IOException, TracebinderException {
        ledger();
        check("engagement", wrongFacts, "the facts of the engagement and the count of acts are as the ledger tells");
        warnings();
        index();
        for (StoredSource source : stored) {
            progress.task(source.info().id() + " " + source.info().path(), source.info().totals().contentBytes());
            boolean whole = original(source);
            whole &= records(source);
            index(source, whole);
        }
        return new DoctorReport(List.copyOf(checks));
    }

    /** @return true when nothing is wrong */
    private boolean check(String name, String wrong, String right) {
        checks.add(new DoctorReport.Check(name, wrong == null, wrong == null ? right : wrong));
        return wrong == null;
    }

    private void ledger() throws IOException {
        String wrong = null;
        LedgerEntry before = null;
        for (LedgerEntry entry : ledger) {
            long seq = before == null ? 1 : before.seq() + 1;
            String previous = before == null ? LedgerEntry.NONE : before.hash();
            if (wrong == null && (entry.seq() != seq || entry.count() != seq || !entry.previous().equals(previous)
                    || !entry.hash().equals(entry.computeHash()))) {
                wrong = "entry " + entry.seq() + " does not fit the chain";
            }
            before = entry;
        }
        if (wrong == null && ledgerEnd == LedgerTable.End.CUT) {
            wrong = "entries at its end are gone or were replaced: the binder keeps elsewhere how far it went";
        } else if (wrong == null && ledgerEnd == LedgerTable.End.LOST) {
            wrong = "the file " + LedgerTable.FILE + ", which names its last entry, is gone or damaged";
        }
        String count = Count.of(ledger.size(), "entry");
        check("ledger", wrong, ledgerEnd == LedgerTable.End.WHOLE ? count + ", an unbroken chain"
                : count + ", an unbroken chain; its end is kept nowhere else, as in binders of older programs:"
                + " a cut there would not show");
        TrailTree tree = Stages.tree(stored);
        String stray = rows.stray(stored);
        stray = stray == null ? Stages.problem(ledger, stored) : stray;
        for (int i = 0; stray == null && i < stored.size(); i++) {
            stray = told.facts(stored.get(i).info());
        }
        check("import stages", stray, tree.size() == 0 ? "nothing was imported"
                : Count.of(Stages.of(ledger).size(), "import") + ", each only added; the head over "
                + Count.of(tree.size(), "source") + " is " + tree.root(tree.size()));
    }

    private void warnings() throws IOException {
        String count = Count.of(told.warnings(), "warning");
        check("warnings", told.wrongWarnings(), told.tellsWarnings() ? count + ", as the ledger tells"
                : stored.isEmpty() ? "nothing was imported"
                : count + "; the older program that wrote this binder told the ledger nothing of them: one that was"
                + " taken away would not show");
    }

    private void index() throws IOException {
        Map<String, String> note = index.committedState();
        boolean notes = note.containsKey(Stages.TRAIL);
        String damage = Stages.foreign(note, stored)
                ? "the index was made of other sources than this binder has. Run rebuild." : null;
        try {
            index.verifyFiles(progress);
        } catch (IOException e) {
            damage = "a file of the index is damaged. Run rebuild. " + e.getMessage();
        }
        check("index", damage,
                notes ? "the index was made of the sources of this binder"
                : stored.isEmpty() ? "nothing was imported"
                : "the index has no note of what it was made of, as in binders of older programs: that of another"
                + " binder with the same counts would not show. Run rebuild.");
    }

    private boolean original(StoredSource source) throws IOException {
        SourceInfo info = source.info();
        String name = "original " + info.id();
        try {
            String wrong = null;
            if (source.compression() != null) {
                Path file = layout.original(info.sha256());
                try (InputStream in = Files.newInputStream(file)) {
                    wrong = compare(in, info.sha256(), info.bytes());
                }
            }
            if (wrong == null && !info.format().equals("archive")) {
                try (InputStream in = sources.content(info.number()).open()) {
                    wrong = compare(in, source.contentSha256(), info.totals().contentBytes());
                }
            }
            return check(name, wrong == null ? null : info.path() + ": " + wrong, info.path() + ", " + info.bytes()
                    + " bytes, SHA-256 " + info.sha256());
        } catch (IOException e) {
            return check(name, info.path() + " can't be read from the vault: " + e.getMessage(), "");
        }
    }

    private String compare(InputStream in, Hash expected, long size) throws IOException {
        MessageDigest digest = Hash.newDigest();
        byte[] buffer = new byte[1 << 18];
        long count = 0;
        for (int n; (n = in.read(buffer, 0, buffer.length)) > 0;) {
            progress.check();
            progress.advance(n);
            digest.update(buffer, 0, n);
            count += n;
        }
        Hash found = Hash.wrap(digest.digest());
        if (count != size) {
            return count + " bytes, " + size + " were imported";
        }
        return found.equals(expected) ? null : "SHA-256 is " + found + ", at the import it was " + expected;
    }

    private boolean records(StoredSource source) throws IOException {
        SourceInfo info = source.info();
        String name = "records " + info.id();
        try {
            long[] states = new long[RecordRef.State.values().length];
            String[] wrong = new String[1];
            MerkleTree.Builder tree = new MerkleTree.Builder();
            RecordTable table = sources.table(info.number());
            StateRows.Comparison compared = rows.of(sources, info.number());
            long[] bytes = new long[states.length];
            table.forEach(info.number(), entry -> {
                progress.check();
                RecordRef ref = entry.ref();
                states[ref.state().ordinal()]++;
                bytes[ref.state().ordinal()] += ref.length();
                compared.accept(ref);
                tree.add(ref.leaf().bytes());
                if (wrong[0] == null && !MerkleTree.leafHash(sources.kept(ref)).equals(ref.leaf())) {
                    wrong[0] = "the bytes of record " + ref.id() + " are not those that were imported";
                }
            });
            SourceInfo.Totals t = info.totals();
            if (wrong[0] == null && !tree.root().equals(info.merkleRoot())) {
                wrong[0] = "the Merkle root is " + tree.root() + ", at the import it was " + info.merkleRoot();
            }
            wrong[0] = wrong[0] == null ? compared.wrong() : wrong[0];
            if (wrong[0] == null && (table.size() != t.read() || states[0] != t.accepted() || states[1]
                    != t.quarantined()
                    || states[2] != t.duplicate() || !t.reconciled())) {
                wrong[0] = "the totals do not add up to the records";
            }
            if (wrong[0] == null && (bytes[0] + bytes[2] != t.recordBytes() || bytes[1] != t.quarantinedBytes())) {
                wrong[0] = "the bytes in the totals are not those of the records";
            }
            wrong[0] = wrong[0] == null ? told.records(info) : wrong[0];
            return check(name, wrong[0], told.lacks(info)
                    ? Count.of(t.read(), "record") + ", Merkle root " + info.merkleRoot() + "; the older program that"
                    + " imported them told the ledger nothing of their rows in the database: changed reasons, times or"
                    + " conflicts would not show"
                    : Count.of(t.read(), "record") + ", Merkle root " + info.merkleRoot());
        } catch (IOException e) {
            return check(name, "the records can't be read: " + e.getMessage(), "");
        }
    }

    private void index(StoredSource source, boolean whole) throws IOException, TracebinderException {
        SourceInfo info = source.info();
        Map<EventKind, Long> found = Again.kinds(index, info.number(), progress);
        long variants = index.count("source:" + info.id() + " AND conflict:true", progress);
        boolean kinds = found.equals(info.events());
        String has = kinds ? "{conflict=" + variants + "}" : found.toString();
        String counted = kinds ? "{conflict=" + info.conflicts() + "}" : info.events().toString();
        check("index " + info.id(), kinds && variants <= info.conflicts() ? null
                : "the index has " + has + ", the import counted " + counted + (whole ? ". Run rebuild."
                : ". Bring back the original as it was, then run rebuild."),
                "the index has all events that the import counted; doctor --thorough compares their words and values,"
                + " too");
    }
}
