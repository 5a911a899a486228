// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.core.words.Phrases;

/**
 * All catalogues with their evidence kinds, check map and crosswalk: those of the product, and those of a folder that
 * adds to them or takes their place. A file of the folder replaces what has the same id: a catalogue, an evidence
 * kind, an attack family, the links of a control. Immutable.
 */
public final class Catalogs {

    private static final List<String> BUILT_IN = List.of("eu-ai-act.json", "iso-42001.json", "readiness.json",
            "evidence-kinds.json", "evidence-queries.json", "crosswalk.json", "check-map.json",
            "evidence-requests.json", "attack-families.json");

    private final Map<String, Catalog> catalogs = new LinkedHashMap<>();
    private final Map<String, EvidenceKind> kinds = new LinkedHashMap<>();
    private final Map<String, EvidenceQuery> queries = new LinkedHashMap<>();
    private final Map<String, EvidenceRequest> requests = new LinkedHashMap<>();
    private final Map<String, AttackFamilies.Family> families = new TreeMap<>();
    private final Map<String, List<CheckMap.Link>> links = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private final Collection<String> checks;
    private final Map<String, String> ofFolder = new HashMap<>();
    private final List<Named> named = new ArrayList<>();
    private Crosswalk crosswalk = new Crosswalk("", List.of());

    /** A member that names a kind of evidence, which another file may bring. */
    private record Named(Entry entry, String member, String kind) {
    }

    private Catalogs(Collection<String> checks) {
        this.checks = checks;
    }

    /**
     * @return the catalogues of the product
     * @throws IllegalStateException when the product is broken
     */
    public static Catalogs builtIn() {
        try {
            return load(null);
        } catch (CatalogException | IOException e) {
            throw new IllegalStateException("the catalogues of the product can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * @param folder holds {@code *.json} files; read by name, sub-folders and links are passed over. Null for none
     * @throws CatalogException when a file is broken, with its line; nothing of the folder is used then
     * @throws IOException      when the folder can't be read
     */
    public static Catalogs load(Path folder) throws CatalogException, IOException {
        return load(folder == null ? List.of() : List.of(folder), Checks.all().stream().map(Check::id).toList());
    }

    /**
     * @param folders each adds to those before or takes their place, as {@link #load(Path)} tells
     * @param checks  ids that a check map may name
     */
    static Catalogs load(List<Path> folders, Collection<String> checks) throws CatalogException, IOException {
        Catalogs all = new Catalogs(checks);
        for (String name : BUILT_IN) {
            try (InputStream in = Catalogs.class.getResourceAsStream("/catalogs/" + name)) {
                if (in == null) {
                    throw new IOException("the product lacks its catalogue file " + name);
                }
                all.add(CatalogFile.parse(name, in.readAllBytes()));
            }
        }
        for (Path folder : folders) {
            all.ofFolder.clear();
            for (Map.Entry<String, byte[]> file : jsonFiles(folder).entrySet()) {
                all.files.put(file.getKey(), file.getValue());
                all.add(CatalogFile.parse(file.getKey(), file.getValue()));
            }
        }
        for (Named each : all.named) {
            if (!all.kinds.containsKey(each.kind())) {
                throw each.entry().bad(each.member(), "there is no kind of evidence '" + each.kind() + "'");
            }
        }
        all.named.clear();
        return all;
    }

    /** @return the {@code *.json} files of a folder by name; sub-folders and links are passed over */
    static Map<String, byte[]> jsonFiles(Path folder) throws CatalogException, IOException {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, "*.json")) {
            each.forEach(files::add);
        }
        Map<String, byte[]> result = new LinkedHashMap<>();
        for (Path file : files) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                String name = file.getFileName().toString();
                if (Files.size(file) > CatalogFile.MAX_BYTES) {
                    throw new CatalogException(name, 0, "larger than " + CatalogFile.MAX_BYTES + " bytes", null);
                }
                result.put(name, Files.readAllBytes(file));
            }
        }
        return result;
    }

    /**
     * The same catalogues for people who read another language: titles, obligations, hints, requests and places. Ids,
     * dates, queries and whatever an own file brought are as they were, so results go with either.
     *
     * @param language German, or English, which every other language means as well
     */
    public Catalogs in(Locale language) {
        CatalogTexts texts = CatalogTexts.of(language);
        if (texts.isEmpty()) {
            return this;
        }
        Catalogs product = builtIn();
        Catalogs result = new Catalogs(checks);
        result.files.putAll(files);
        result.fileOf.putAll(fileOf);
        result.queries.putAll(queries);
        result.families.putAll(families);
        catalogs.forEach((id, c) -> result.catalogs.put(id, fileOf.containsKey(id) ? c : texts.catalog(c)));
        kinds.forEach((id, k) -> result.kinds.put(id, k.equals(product.kinds.get(id)) ? texts.kind(k) : k));
        requests.forEach((id, r) -> result.requests.put(id, r.equals(product.requests.get(id)) ? texts.request(r) : r));
        links.forEach((id, l) -> result.links.put(id, l.equals(product.links.get(id))
                ? l.stream().map(texts::link).toList() : l));
        result.crosswalk = crosswalk.equals(product.crosswalk) ? new Crosswalk(texts.text("crosswalk", "crosswalk",
                "warning", crosswalk.warning()), crosswalk.pairs()) : crosswalk;
        return result;
    }

    /**
     * @param phrases in the same language
     * @return these with what the product's checks say, and the places of its check map, which answers name
     */
    static Phrases sentences(Phrases phrases, Locale language) {
        CatalogTexts texts = CatalogTexts.of(language);
        Map<String, String> sentences = CheckSentences.of(texts);
        for (Check check : Checks.all()) {
            sentences.put(check.title(), new SpokenCheck(check, texts).title());
        }
        CheckMap map = builtIn().checkMap();
        CheckMap other = builtIn().in(language).checkMap();
        for (int i = 0; i < map.links().size(); i++) {
            sentences.put(map.links().get(i).place(), other.links().get(i).place());
            if (!map.links().get(i).leaves().isEmpty()) {
                sentences.put(map.links().get(i).leaves(), other.links().get(i).leaves());
            }
        }
        return phrases.and(sentences);
    }

    /** @return the files that are not of the product, by name, as they were read */
    public Map<String, byte[]> ownFiles() {
        return Collections.unmodifiableMap(files);
    }

    /** @return the name of the own file that holds the catalogue; empty when it is the product's */
    public Optional<String> ownFile(String catalog) {
        return Optional.ofNullable(fileOf.get(catalog));
    }

    /** @return all catalogues, those of the product first */
    public List<Catalog> all() {
        return List.copyOf(catalogs.values());
    }

    /** @return the catalogue with that id */
    public Optional<Catalog> byId(String id) {
        return Optional.ofNullable(catalogs.get(id));
    }

    /** @return the kind of evidence with that id */
    public Optional<EvidenceKind> kind(String id) {
        return Optional.ofNullable(kinds.get(id));
    }

    /** @return the kinds of evidence, in the order of their file */
    public List<EvidenceKind> kinds() {
        return List.copyOf(kinds.values());
    }

    /** @return what to ask for when that kind of evidence is missing */
    public Optional<EvidenceRequest> request(String kind) {
        return Optional.ofNullable(requests.get(kind));
    }

    /** @return how a trail shows each kind of evidence that it can hold */
    public List<EvidenceQuery> evidenceQueries() {
        return List.copyOf(queries.values());
    }

    /** @return which check speaks to which control */
    public CheckMap checkMap() {
        List<CheckMap.Link> all = new ArrayList<>();
        links.values().forEach(all::addAll);
        return new CheckMap(List.copyOf(all));
    }

    /** @return pairs of controls of different catalogues */
    public Crosswalk crosswalk() {
        return crosswalk;
    }

    /** @return families of attacks, by id */
    public AttackFamilies attackFamilies() {
        return new AttackFamilies(List.copyOf(families.values()));
    }

    /** Of two files beside each other neither may take the place of the other in silence. */
    private void once(CatalogFile file, Entry at, String member, String what) throws CatalogException {
        String first = ofFolder.putIfAbsent(what, file.name());
        if (first != null) {
            throw at.bad(member, what + " stands in " + (first.equals(file.name()) ? "the file" : first)
                    + " already");
        }
    }

    private String kind(Entry e) throws CatalogException {
        named.add(new Named(e, "kind", e.need("kind")));
        return e.need("kind");
    }

    private void catalog(CatalogFile file) throws CatalogException {
        Catalog catalog = CatalogEntries.catalog(file);
        once(file, file.head(), "id", "catalogue '" + catalog.id() + "'");
        for (Entry e : file.list("controls")) {
            for (Catalog other : catalogs.values()) {
                if (!other.id().equals(catalog.id()) && other.control(e.text("id")).isPresent()) {
                    throw e.bad("id", "control '" + e.text("id") + "' belongs to catalogue '" + other.id()
                            + "' already");
                }
            }
            List<String> kindsOf = e.texts("evidenceKinds");
            for (int i = 0; i < kindsOf.size(); i++) {
                named.add(new Named(e, "evidenceKinds/" + i, kindsOf.get(i)));
            }
        }
        if (files.containsKey(file.name())) {
            fileOf.put(catalog.id(), file.name());
        }
        catalogs.put(catalog.id(), catalog);
    }

    private void add(CatalogFile file) throws CatalogException {
        String schema = file.head().text("schema");
        String kind = schema.contains("/") ? schema.substring(0, schema.indexOf('/')) : schema;
        if (!schema.startsWith("/0.", kind.length())) {
            throw file.head().bad("schema", "'schema' must name a Tracebinder schema of version 0.x, not '" + schema
                    + "'");
        }
        switch (kind) {
            case "tracebinder-control-catalog" -> catalog(file);
            case "tracebinder-evidence-kinds" -> {
                file.head().only("schema", "note");
                for (Entry e : file.list("kinds")) {
                    e.only("id", "description", "fromLogs", "typicalFormats", "usedByAiAct", "usedByIso42001", "note");
                    once(file, e, "id", "kind of evidence '" + e.need("id") + "'");
                    kinds.put(e.need("id"), new EvidenceKind(e.need("id"), e.need("description"), e.need("fromLogs")));
                }
            }
            case "tracebinder-evidence-queries" -> {
                file.head().only("schema", "note");
                for (Entry e : file.list("queries")) {
                    e.only("kind", "query", "fact", "note");
                    once(file, e, "kind", "query for '" + e.need("kind") + "'");
                    queries.put(kind(e), new EvidenceQuery(e.need("kind"), e.need("query"), e.text("fact")));
                }
            }
            case "tracebinder-evidence-requests" -> {
                file.head().only("schema", "note");
                for (Entry e : file.list("requests")) {
                    e.only("kind", "ask", "owner", "note");
                    once(file, e, "kind", "request for '" + e.need("kind") + "'");
                    requests.put(kind(e), new EvidenceRequest(e.need("kind"), e.need("ask"), e.text("owner")));
                }
            }
            case "tracebinder-check-map" -> {
                file.head().only("schema", "note");
                Map<String, List<CheckMap.Link>> read = CatalogEntries.links(file, catalogs.values(), checks);
                for (Entry e : file.list("links")) {
                    String control = "links of '" + e.text("control") + "'";
                    if (!file.name().equals(ofFolder.get(control))) {
                        once(file, e, "control", control);
                    }
                }
                links.putAll(read);
            }
            case "tracebinder-attack-families" -> {
                file.head().only("schema", "note", "notice");
                for (Entry e : file.list("families")) {
                    AttackFamilies.Family family = CatalogEntries.family(e);
                    once(file, e, "id", "family '" + family.id() + "'");
                    families.put(family.id(), family);
                }
            }
            case "tracebinder-crosswalk" -> {
                file.head().only("schema", "version", "title", "model", "warning", "verifiedMeans", "sources",
                        "notUsed", "counts", "nist6001Risks", "note");
                once(file, file.head(), "schema", "a crosswalk");
                crosswalk = CatalogEntries.crosswalk(file);
            }
            default -> throw file.head().bad("schema", "unknown schema '" + schema + "'");
        }
    }
}
