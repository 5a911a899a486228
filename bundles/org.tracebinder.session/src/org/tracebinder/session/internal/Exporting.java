// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Library;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.pack.Certificate;
import org.tracebinder.pack.Masking;
import org.tracebinder.pack.PackOptions;
import org.tracebinder.pack.PackRecord;
import org.tracebinder.pack.PackReveal;
import org.tracebinder.pack.PackWriter;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.pack.Signer;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.ExportReport;
import org.tracebinder.session.MaskPreview;
import org.tracebinder.session.MaskingSecret;
import org.tracebinder.session.RevealReport;
import org.tracebinder.trace.LineageCache;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.Traces;
import org.tracebinder.vault.LedgerEntry;

/** Writes evidence packs and certificates from a binder. */
public final class Exporting {

    private final Workspace workspace;
    private final ExportOptions options;
    private final LineageCache lineage;
    private final Progress progress;

    /** @param lineage of the same binder, kept by the caller */
    public Exporting(Workspace workspace, ExportOptions options, LineageCache lineage, Progress progress) {
        this.workspace = workspace;
        this.options = options;
        this.lineage = lineage;
        this.progress = progress;
    }

    /** Writes a pack and tells the ledger of it. */
    public ExportReport export(Path pack) throws IOException, TracebinderException {
        Optional<Signer> signer = signer();
        Assessing assessing = Assessing.of(workspace, options.how());
        Library library = assessing.library();
        List<CheckResult> checks = assessing.check(List.of(), progress);
        List<Assessment> assessments = assessing.assess(library.catalogs().all(), checks, options.asOf().orElse(null),
                progress);
        Selection selection = Selection.of(workspace.trail(), options, assessments, checks, progress);
        PackSource source = new PackSource(workspace, selection, checks, assessments, library, options, progress);
        PackOptions how = new PackOptions(signer, Optional.empty(), true, options.language(), options.documents());
        if (options.redact()) {
            how = how.maskedBy(masking(secret()));
        }
        List<String> leftovers = PackWriter.removeLeftovers(pack.toAbsolutePath().getParent());
        PackWriter.write(source, pack, how, progress);
        Hash sha256 = digest(pack);
        if (!workspace.readOnly()) {
            Map<String, Object> subject = new LinkedHashMap<>();
            subject.put("pack", pack.getFileName().toString());
            subject.put("bytes", Files.size(pack));
            subject.put("sha256", sha256.toString());
            subject.put("records", source.records());
            if (options.redact()) {
                subject.put("masked", fields(options));
            }
            workspace.record("export", subject);
        }
        return new ExportReport(pack, Files.size(pack), sha256, source.records(), signer.isPresent(),
                checks.stream().anyMatch(c -> c.result() == Outcome.FAILED), leftovers, empty());
    }

    /** Fields to mask that can be asked for and that no event has. */
    private List<String> empty() throws IOException, TracebinderException {
        List<String> empty = new ArrayList<>();
        for (String name : fields(options)) {
            boolean asked = name.startsWith("extra.") || Fields.byId(name).isPresent();
            if (options.redact() && asked && workspace.trail().count(name + ":*", progress) == 0) {
                empty.add(name);
            }
        }
        return empty;
    }

    /**
     * Masks the first records that the options select, without writing anything.
     *
     * @param records how many are looked at
     * @param listed  how many places are listed
     */
    public MaskPreview previewMasking(int records, int listed) throws IOException, TracebinderException {
        Assessing assessing = Assessing.of(workspace, options.how());
        List<CheckResult> checks = List.of();
        List<Assessment> assessments = List.of();
        if (!options.controls().isEmpty()) {
            checks = assessing.check(List.of(), progress);
            assessments = assessing.assess(assessing.library().catalogs().all(), checks,
                    options.asOf().orElse(null), progress);
        }
        Selection selection = Selection.of(workspace.trail(), options, assessments, checks, progress);
        // without a secret, or with one that is sealed, the form of the replacements is the same
        byte[] secret = SecretFile.state(workspace) == MaskingSecret.State.OPEN
                ? SecretFile.read(workspace, Optional.empty()) : new byte[Masking.SECRET_LENGTH];
        return new MaskPreviewing(workspace, selection, masking(secret), progress).run(records, listed);
    }

    /**
     * Values of chosen fields are known from the whole trail: a query or the summary of a check may tell of records
     * that do not go into the pack.
     */
    private Masking masking(byte[] secret) throws IOException, TracebinderException {
        SortedSet<String> names = fields(options);
        Masking masking = new Masking(secret, names);
        for (String name : names) {
            Field<?> field = Fields.byId(name).orElse(null);
            if (field != null && field.type() == Field.Type.KEYWORD) {
                Set<Object> seen = new HashSet<>();
                workspace.trail().scan("*:*", List.of(field), row -> {
                    Object value = row.get(field);
                    if (value != null && seen.add(value)) {
                        masking.learn(name, value.toString());
                    }
                }, progress);
            }
        }
        return masking;
    }

    /** @return the canonical names of the fields that are masked */
    static SortedSet<String> fields(ExportOptions options) throws TracebinderException {
        SortedSet<String> names = new TreeSet<>();
        try {
            options.fields().forEach(name -> names.add(Masking.field(name)));
        } catch (IllegalArgumentException e) {
            throw new TracebinderException(e.getMessage(), e);
        }
        return names;
    }

    /** @return what pseudonyms and salts are made of; it is made once, stays in the binder and goes into no pack */
    private byte[] secret() throws IOException, TracebinderException {
        return SecretFile.read(workspace, options.passphrase());
    }

    private Optional<Signer> signer() throws TracebinderException {
        return options.keyStore().isPresent() ? Optional.of(Signer.open(options.keyStore().get(), options.password()))
                : Optional.empty();
    }

    private static Hash digest(Path file) throws IOException {
        MessageDigest digest = Hash.newDigest();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18),
                digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Hash.wrap(digest.digest());
    }

    /**
     * Writes one event as a certificate, signed, masked and in the language as the options say; the ledger tells of it.
     *
     * @param withBytes false to leave out the original bytes of the record, which may tell of other events, too
     */
    public void certificate(EventId id, Path file, boolean withBytes) throws IOException, TracebinderException {
        RecordRef ref = workspace.trail().record(id.record())
                .orElseThrow(() -> new TracebinderException("There is no record " + id.record() + " in this binder."));
        Event event = workspace.trail().event(id).orElseThrow(() -> new TracebinderException("There is no event " + id
                + " in this binder. A record with several events has S1:12.1, S1:12.2 and so on."));
        Map<String, Object> source = PackSource.source(workspace.trail().sources().get(id.record().source() - 1),
                List.of());
        PackRecord record = PackSource.packRecord(ref, workspace.trail().bytes(id.record()),
                workspace.trail().events(id.record()));
        TraceView trace = Traces.open(workspace.trail(), id.toString(), lineage.get(workspace.trail(), progress),
                progress)
                .orElseThrow(() -> new TracebinderException("Event " + id + " can't be followed."));
        LineageView upstream = lineage.get(workspace.trail(), progress).upstream(id.toString(), null, progress);
        List<LedgerEntry> ledger = workspace.ledger();
        LedgerEntry head = ledger.get(ledger.size() - 1);
        Map<String, Object> custody = new LinkedHashMap<>();
        custody.put("count", head.count());
        custody.put("hash", head.hash());
        PackOptions how = new PackOptions(signer(), Optional.empty(), true, options.language());
        if (options.redact()) {
            how = how.maskedBy(masking(secret()));
        }
        Certificate.write(new Certificate.Parts(PackSource.engagement(workspace), source, record,
                withBytes && !options.redact(), workspace.inclusion(id.record()), EventJson.of(id, event),
                Views.policy(trace), Views.reviews(trace), Views.lineage(upstream), custody,
                Stages.place(workspace.storedSources(), id.record().source())), how, file);
        if (!workspace.readOnly()) {
            workspace.record("certificate", Map.of("event", id.toString(), "file", file.getFileName().toString(),
                    "sha256", digest(file).toString()));
        }
    }

    /**
     * Opens masked values of a pack of this binder for somebody; the ledger tells of it.
     *
     * @param target is not there yet
     * @param to     who gets them
     */
    public RevealReport reveal(Path pack, RevealChoice choice, Path target, String to)
            throws IOException, TracebinderException {
        workspace.mayWrite();
        if (to == null || to.isBlank() || to.length() > 500) {
            throw new TracebinderException("To whom are the values opened? The ledger keeps it.");
        }
        if (SecretFile.state(workspace) == MaskingSecret.State.NONE) {
            throw new TracebinderException("No masked pack was made of this binder: there is nothing to open.");
        }
        PackReveal.Rules rules = PackReveal.rules(pack, progress);
        Exporting asThen = new Exporting(workspace, options.masking(rules.fields()), lineage, progress);
        Masking masking = asThen.masking(secret());
        Library library = Assessing.of(workspace, options.how()).library();
        PackSource source = new PackSource(workspace, Selection.of(rules.records()), List.of(), List.of(), library,
                asThen.options, progress);
        PackReveal.Result result;
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".reveal-", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                result = PackReveal.reveal(pack, source, masking, rules, choice, out, progress);
            }
            if (result.opened() == 0) {
                throw new TracebinderException("None of the chosen values can be opened: the pack was masked with the "
                        + "secret of another binder, or it stands in results of checks, which are not kept.");
            }
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("pack", pack.getFileName().toString());
        subject.put("packSha256", digest(pack).toString());
        subject.put("values", result.opened());
        subject.put("sha256", digest(target).toString());
        subject.put("to", to.strip());
        workspace.record("reveal", subject);
        return new RevealReport(target, digest(target), result.opened(), result.closed());
    }

    /** @return ids as text */
    static List<String> ids(List<EventId> ids) {
        List<String> all = new ArrayList<>();
        ids.forEach(id -> all.add(id.toString()));
        return all;
    }
}
