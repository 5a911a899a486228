// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.Crosswalk;
import org.tracebinder.controls.EvidenceRequest;
import org.tracebinder.controls.Figure;
import org.tracebinder.controls.Library;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleProofs;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.ingest.Json;
import org.tracebinder.pack.PackContent;
import org.tracebinder.pack.PackQuery;
import org.tracebinder.pack.PackRecord;
import org.tracebinder.pack.PackSpeech;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.ImportReport;
import org.tracebinder.session.Translation;
import org.tracebinder.vault.KeptEvidence;
import org.tracebinder.vault.KeptNote;
import org.tracebinder.vault.LedgerEntry;
import org.tracebinder.vault.RecordTable;
import tools.jackson.databind.json.JsonMapper;

/** A binder as the content of an evidence pack. */
final class PackSource implements PackContent {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Workspace workspace;
    private final Trail trail;
    private final Selection selection;
    private final List<CheckResult> checks;
    private final List<Assessment> assessments;
    private final Catalogs catalogs;
    private final Library library;
    private final Set<String> fields;
    private final Progress progress;
    private final List<ImportReport.Warning> warnings;
    private final List<LedgerEntry> ledger;
    private final Map<String, Object> engagement;
    private final List<PackQuery> queries;
    private final List<KeptNote> notes;
    private final List<KeptEvidence> attached;
    private final List<Sampling.Drawn> samples;
    private final List<Map<String, Object>> documents;
    /** Of the source whose records are being written: they come source by source. */
    private MerkleProofs proofs;
    private int provenSource;
    private long records;

    PackSource(Workspace workspace, Selection selection, List<CheckResult> checks, List<Assessment> assessments,
            Library library, ExportOptions options, Progress progress) throws IOException, TracebinderException {
        this.workspace = workspace;
        this.trail = workspace.trail();
        this.selection = selection;
        this.checks = checks;
        this.assessments = assessments;
        this.catalogs = library.catalogs();
        this.library = library;
        this.fields = Exporting.fields(options);
        this.progress = progress;
        this.warnings = workspace.report().warnings();
        this.ledger = upToLastChange(workspace.ledger());
        this.engagement = engagement(workspace);
        this.notes = workspace.notes();
        this.attached = workspace.evidence();
        this.samples = Sampling.drawn(workspace);
        this.documents = Documents.packed(workspace, attached, progress);
        this.queries = new ArrayList<>(SavedResults.packed(workspace, progress));
        this.queries.addAll(selection.queries());
    }

    /**
     * Handing out a pack does not change the trail. The pack holds the chain up to the last act that did, so that the
     * same trail gives the same pack however often it is exported.
     */
    private static List<LedgerEntry> upToLastChange(List<LedgerEntry> all) {
        int end = all.size();
        while (end > 0 && List.of("export", "certificate", "reveal").contains(all.get(end - 1).act())) {
            end--;
        }
        return all.subList(0, end);
    }

    /** @return records that went into the pack */
    long records() {
        return records;
    }

    /** @return facts of the engagement, with an id that stays the same */
    static Map<String, Object> engagement(Workspace workspace) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>(workspace.engagement());
        String name = String.valueOf(facts.getOrDefault("name", "binder"));
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        facts.put("id", id.isEmpty() ? "binder" : id);
        facts.put("product", "Tracebinder");
        return facts;
    }

    @Override
    public Map<String, Object> engagement() {
        return engagement;
    }

    @Override
    public List<Map<String, Object>> sources() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SourceInfo info : trail.sources()) {
            all.add(source(info, warnings.stream().filter(w -> info.id().equals(w.source()))
                    .map(ImportReport.Warning::text).toList()));
        }
        return all;
    }

    /** @return a source with its totals */
    static Map<String, Object> source(SourceInfo info, List<String> warnings) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", info.id());
        m.put("path", info.path());
        m.put("bytes", info.bytes());
        m.put("sha256", info.sha256().toString());
        m.put("format", info.format());
        m.put("formatLabel", info.formatLabel());
        SourceInfo.Totals t = info.totals();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("read", t.read());
        counts.put("accepted", t.accepted());
        counts.put("quarantined", t.quarantined());
        counts.put("duplicate", t.duplicate());
        m.put("records", counts);
        Map<String, Object> events = new LinkedHashMap<>();
        info.events().forEach((kind, n) -> events.put(kind.id(), n));
        m.put("events", events);
        m.put("conflicts", info.conflicts());
        m.put("firstTime", EventJson.instant(info.firstTime()));
        m.put("lastTime", EventJson.instant(info.lastTime()));
        m.put("treeSize", t.read());
        m.put("merkleRoot", info.merkleRoot().toString());
        m.put("warnings", warnings);
        return m;
    }

    @Override
    public void forEachRecord(RecordSink sink) throws IOException, TracebinderException {
        records = 0;
        for (SourceInfo info : trail.sources()) {
            for (long n = 1; n <= info.totals().read(); n++) {
                RecordId id = new RecordId(info.number(), n);
                if (selection.holds(id)) {
                    progress.check();
                    RecordRef ref = trail.record(id).orElseThrow(() -> new IOException("record " + id + " is gone"));
                    sink.accept(packRecord(ref, trail.bytes(id),
                            ref.state() == RecordRef.State.ACCEPTED ? trail.events(id) : List.of()));
                    records++;
                }
            }
        }
    }

    /** @return a record with its events as JSON */
    static PackRecord packRecord(RecordRef ref, byte[] bytes, List<Event> events) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            json.add(EventJson.of(Sources.id(ref.id(), i, events.size()), events.get(i)));
        }
        return new PackRecord(ref.id(), ref.id().record() - 1, ref.offset(), ref.state().name()
                .toLowerCase(Locale.ROOT), bytes, json);
    }

    @Override
    public List<Hash> inclusion(int source, long index, long treeSize) throws IOException {
        if (source != provenSource) {
            proofs = workspace.proofs(source);
            provenSource = source;
        }
        return proofs.inclusion(index, treeSize);
    }

    @Override
    public List<Stage> stages() {
        return Stages.of(ledger);
    }

    @Override
    public void forEachCustodyEntry(EntrySink sink) throws IOException, TracebinderException {
        for (LedgerEntry entry : ledger) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("seq", entry.seq());
            m.put("time", entry.time());
            m.put("actor", entry.actor());
            m.put("act", entry.act());
            m.put("subject", MAPPER.convertValue(Json.tree(entry.subject()), Object.class));
            m.put("count", entry.count());
            m.put("previous", entry.previous());
            m.put("hash", entry.hash());
            sink.accept(m);
        }
    }

    @Override
    public List<PackQuery> queries() {
        return queries;
    }

    @Override
    public List<Map<String, Object>> checks() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (CheckResult c : checks) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("id", c.id());
            library.check(c.id()).ifPresent(check -> m.put("title", check.title()));
            m.put("result", c.result().id());
            m.put("summary", c.summary());
            m.put("advice", c.advice());
            m.put("query", c.query());
            m.put("population", c.population());
            m.put("supporting", c.supporting());
            m.put("contrary", c.contrary());
            m.put("records", c.records());
            m.put("traces", c.traces());
            m.put("missing", c.missing());
            m.put("parameters", c.parameters());
            if (!c.figures().isEmpty()) {
                m.put("figures", c.figures().stream().map(PackSource::figure).toList());
            }
            all.add(m);
        }
        return all;
    }

    private static Map<String, Object> figure(Figure f) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("name", f.name());
        m.put("before", f.before());
        m.put("after", f.after());
        m.put("earlier", f.earlier());
        m.put("later", f.later());
        m.put("test", f.test());
        m.put("effect", String.format(Locale.ROOT, "%.4f", f.effect()));
        m.put("z", String.format(Locale.ROOT, "%.2f", f.z()));
        m.put("shift", f.shift());
        m.put("query", f.query());
        m.put("read", f.read());
        m.put("of", f.of());
        m.put("carriers", f.carriers());
        m.put("records", f.records());
        m.put("opens", f.opens());
        return m;
    }

    @Override
    public List<Map<String, Object>> assessments() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Assessment a : assessments) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("catalog", a.catalog());
            m.put("version", a.version());
            m.put("asOf", a.asOf().toString());
            Catalog catalog = catalogs.byId(a.catalog()).orElseThrow();
            m.put("title", catalog.shortTitle());
            List<Object> controls = new ArrayList<>();
            a.controls().forEach(c -> controls.add(control(catalog, c)));
            m.put("controls", controls);
            Map<String, Object> totals = new LinkedHashMap<>();
            a.totals().forEach((outcome, n) -> totals.put(outcome.id(), n));
            m.put("totals", totals);
            all.add(m);
        }
        return all;
    }

    private Map<String, Object> control(Catalog catalog, ControlResult c) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", c.id());
        m.put("ref", c.ref());
        m.put("title", c.title());
        m.put("status", c.status().id());
        m.put("statusBasis", c.statusBasis());
        m.put("result", c.result().id());
        m.put("checks", c.checks());
        m.put("cannotShow", c.cannotShow());
        m.put("supporting", c.supporting());
        m.put("contrary", c.contrary());
        m.put("basis", c.basis());
        m.put("computed", c.computed().id());
        if (c.conclusion() != null) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("result", c.conclusion().result().id());
            said.put("reason", c.conclusion().reason());
            said.put("by", c.conclusion().by());
            said.put("at", c.conclusion().at());
            said.put("computedThen", c.conclusion().computed().id());
            m.put("conclusion", said);
        }
        List<Object> evidence = new ArrayList<>();
        c.cannotShow().forEach(id -> catalogs.kind(id).ifPresent(kind -> evidence.add(
                Map.of("kind", id, "description", kind.description(), "fromLogs", kind.fromLogs(), "ask",
                        catalogs.request(id).map(EvidenceRequest::ask).orElse("")))));
        m.put("evidence", evidence);
        m.put("related", catalogs.crosswalk().related(c.id()).stream().map(this::related).toList());
        catalog.control(c.id()).ifPresent(control -> {
            m.put("obligation", control.obligation());
            m.put("binds", control.binds());
            m.put("evidenceHints", control.evidenceHints());
            m.put("accountable", control.accountable());
            m.put("appliesFrom", control.appliesFrom() == null ? null : control.appliesFrom().toString());
        });
        return m;
    }

    /** A control of another catalogue that touches this one: named, never taken for it. */
    private Map<String, Object> related(Crosswalk.Related r) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", r.id());
        m.put("relation", "related");
        m.put("confidence", r.confidence());
        catalogs.all().stream().filter(c -> c.control(r.id()).isPresent()).findFirst().ifPresent(c -> {
            m.put("catalog", c.id());
            m.put("ref", c.control(r.id()).orElseThrow().ref());
        });
        return m;
    }

    @Override
    public Map<String, byte[]> catalogs() {
        Map<String, byte[]> files = new TreeMap<>();
        library.checkFiles().forEach((name, bytes) -> files.put("checks-" + fileName(name), bytes));
        for (Assessment a : assessments) {
            String name = a.catalog() + ".json";
            if (catalogs.ownFile(a.catalog()).isPresent()) {
                files.put(name, catalogs.ownFiles().get(catalogs.ownFile(a.catalog()).get()));
                continue;
            }
            try (InputStream in = Catalogs.class.getResourceAsStream("/catalogs/" + name)) {
                if (in != null) {
                    files.put(name, in.readAllBytes());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the product's catalogue " + name + " can't be read", e);
            }
        }
        return files;
    }

    @Override
    public Set<String> ownCatalogs() {
        Set<String> own = new TreeSet<>();
        library.checkFiles().keySet().forEach(name -> own.add("checks-" + fileName(name)));
        assessments.stream().map(Assessment::catalog).filter(id -> catalogs.ownFile(id).isPresent())
                .forEach(id -> own.add(id + ".json"));
        return own;
    }

    /** Names of own files come from outside: in a pack they have the letters that every system knows. */
    private static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() <= 80 ? plain : plain.substring(plain.length() - 80);
    }

    /** Notes on records that are not in the pack stay at home with them. */
    @Override
    public List<Map<String, Object>> findings() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (KeptNote n : notes) {
            boolean event = n.kind().equals("event");
            RecordId record = event ? EventId.parse(n.subject()).record() : null;
            if (!event || selection.holds(record)) {
                Map<String, Object> m = new LinkedHashMap<>();
                List<String> tags = n.tags().isEmpty() ? List.of() : List.of(n.tags().split("\n"));
                m.put("title", n.subject() + (tags.isEmpty() ? "" : " (" + String.join(", ", tags) + ")"));
                m.put("text", n.text());
                m.put("by", n.actor());
                m.put("time", n.at());
                m.put("on", n.kind());
                m.put("subject", n.subject());
                m.put("anchor", n.anchor());
                m.put("tags", tags);
                m.put("records", event ? List.of(record.toString()) : List.of());
                all.add(m);
            }
        }
        for (KeptEvidence e : attached) {
            boolean event = e.kind().equals("event");
            RecordId record = event ? EventId.parse(e.reference()).record() : null;
            if (!event || selection.holds(record)) {
                all.add(evidence(e, record));
            }
        }
        return all;
    }

    /** Attached evidence stands among the auditor's findings; documents lie in the pack, too, or it says why not. */
    private static Map<String, Object> evidence(KeptEvidence e, RecordId record) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("title", e.control() + " (" + e.bearing() + " evidence, " + e.kind() + ")");
        m.put("text", e.reference() + (e.text().isEmpty() ? "" : "\n" + e.text()));
        m.put("by", e.actor());
        m.put("time", e.at());
        m.put("on", "control");
        m.put("subject", e.control());
        m.put("anchor", e.sha256());
        m.put("tags", List.of("evidence", e.bearing(), e.kind()));
        m.put("size", e.size());
        m.put("records", record == null ? List.of() : List.of(record.toString()));
        return m;
    }

    @Override
    public List<Map<String, Object>> samples() {
        return samples.stream().map(s -> SampleJson.of(s.plan(), s.items())).toList();
    }

    @Override
    public void forEachOfPopulation(int sample, LineSink sink) throws IOException {
        Population population = workspace.samplePopulation(samples.get(sample).plan().name());
        population.forEach((id, number) -> sink.accept(population.line(id, number)));
    }

    @Override
    public List<Map<String, Object>> documents() {
        return documents;
    }

    @Override
    public InputStream document(String id) throws IOException {
        return Documents.open(workspace, attached, id);
    }

    @Override
    public PackSpeech speech(Locale language) {
        return new SpokenPack(library, Translation.to(language));
    }

    @Override
    public Map<String, String> report() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("scope", selection.scope());
        if (!fields.isEmpty()) {
            words.put("maskedFields", String.join(", ", fields));
        }
        return words;
    }
}
