// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tracebinder.controls.internal.RunOrder;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.words.Phrases;

/**
 * The checks and catalogues that hold for one engagement: those of the product, and those that an organisation or an
 * auditor keeps in folders. Immutable.
 */
public final class Library {

    private static final Library BUILT_IN = new Library(Checks.all(), Catalogs.builtIn(), List.of(), Map.of());

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Catalogs catalogs;
    private final List<CheckMap.Link> own;
    private final Map<String, byte[]> files;

    private Library(List<Check> checks, Catalogs catalogs, List<CheckMap.Link> own, Map<String, byte[]> files) {
        checks.forEach(c -> this.checks.put(c.id(), c));
        this.catalogs = catalogs;
        this.own = List.copyOf(own);
        this.files = files;
    }

    /** Asks whether a query can be understood; it need not find anything. */
    public interface QueryProbe {
        /**
         * @param query in the query language
         * @throws QueryException when it can't be understood
         */
        void ask(String query) throws QueryException, IOException;
    }

    /** @return what the product brings */
    public static Library builtIn() {
        return BUILT_IN;
    }

    /**
     * Reads folders. Everything is read and compared before anything is used.
     *
     * @param checkFolders   hold files of checks; the id of a check is new, for an answer must not change its meaning
     * @param catalogFolders hold catalogues, check maps and so on that add or replace, later folders over earlier ones
     * @param probe          tells whether queries can be understood
     * @throws CatalogException when a file is broken; the message names file, line and reason
     * @throws IOException      when a folder can't be read
     */
    public static Library load(List<Path> checkFolders, List<Path> catalogFolders, QueryProbe probe)
            throws CatalogException, IOException {
        if (checkFolders.isEmpty() && catalogFolders.isEmpty()) {
            return BUILT_IN;
        }
        Map<String, Check> checks = new LinkedHashMap<>();
        Checks.all().forEach(c -> checks.put(c.id(), c));
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<CheckFile.Declared> declared = new ArrayList<>();
        for (Path folder : checkFolders) {
            for (Map.Entry<String, byte[]> file : Catalogs.jsonFiles(folder).entrySet()) {
                for (CheckFile.Declared one : CheckFile.read(CatalogFile.parse(file.getKey(), file.getValue()),
                        probe::ask)) {
                    if (checks.putIfAbsent(one.check().id(), one.check()) != null) {
                        throw one.entry().bad("id", "there is a check '" + one.check().id() + "' already");
                    }
                    declared.add(one);
                }
                files.put(file.getKey(), file.getValue());
            }
        }
        Catalogs catalogs = Catalogs.load(catalogFolders, checks.keySet());
        List<CheckMap.Link> own = new ArrayList<>();
        for (CheckFile.Declared one : declared) {
            confirm(one, checks, catalogs);
            own.addAll(one.links());
        }
        return new Library(List.copyOf(checks.values()), catalogs, own, files);
    }

    private static void confirm(CheckFile.Declared one, Map<String, Check> checks, Catalogs catalogs)
            throws CatalogException {
        for (String before : one.check().after()) {
            if (!checks.containsKey(before)) {
                throw one.entry().bad("after", "there is no check '" + before + "'");
            }
        }
        try {
            RunOrder.of(List.copyOf(checks.values()));
        } catch (IllegalArgumentException e) {
            throw one.entry().bad("after", e.getMessage());
        }
        Set<String> controls = new LinkedHashSet<>();
        for (CheckMap.Link link : one.links()) {
            if (catalogs.all().stream().noneMatch(c -> c.control(link.control()).isPresent())) {
                throw one.entry().bad("controls", "there is no control '" + link.control() + "'");
            }
            boolean there = catalogs.checkMap().of(link.control()).stream()
                    .anyMatch(l -> l.check().equals(link.check()));
            if (there || !controls.add(link.control())) {
                throw one.entry().bad("controls", "the check is linked to '" + link.control() + "' twice");
            }
        }
    }

    /**
     * The same library for people who read another language: {@link Catalogs#in(Locale)}, and titles, questions and
     * settings of the product's checks. Results of checks keep their English sentences; {@link #phrases} says those.
     *
     * @param language German, or English, which every other language means as well
     */
    public Library in(Locale language) {
        CatalogTexts texts = CatalogTexts.of(language);
        if (texts.isEmpty()) {
            return this;
        }
        List<Check> product = Checks.all();
        return new Library(checks.values().stream().map(c -> product.contains(c) ? new SpokenCheck(c, texts) : c)
                .toList(), catalogs.in(language), own, files);
    }

    /**
     * @param phrases  of other bundles, in the language
     * @param language German, or English, which every other language means as well
     * @return these and what checks and assessments say
     */
    public static Phrases phrases(Phrases phrases, Locale language) {
        return CatalogTexts.of(language).isEmpty() ? phrases : Catalogs.sentences(phrases, language);
    }

    /** @return every check, those of the product first */
    public List<Check> checks() {
        return List.copyOf(checks.values());
    }

    /** @return the check with that id */
    public Optional<Check> check(String id) {
        return Optional.ofNullable(checks.get(id));
    }

    /** @return the catalogues */
    public Catalogs catalogs() {
        return catalogs;
    }

    /** @return which check speaks to which control, own checks included */
    public CheckMap checkMap() {
        List<CheckMap.Link> all = new ArrayList<>(catalogs.checkMap().links());
        all.addAll(own);
        return new CheckMap(List.copyOf(all));
    }

    /** @return own files of checks by name, as they were read */
    public Map<String, byte[]> checkFiles() {
        return Collections.unmodifiableMap(files);
    }

    /**
     * Runs checks and those that they rest on.
     *
     * @param ids      of the wanted checks, all known; empty for all
     * @param settings by check id
     * @return one result per wanted check, in the order of the ids
     */
    public List<CheckResult> run(Collection<String> ids, Trail trail, Map<String, Parameters> settings,
            Progress progress) {
        Map<String, Check> wanted = new LinkedHashMap<>();
        (ids.isEmpty() ? checks.keySet() : ids).forEach(id -> collect(id, wanted));
        Map<String, CheckResult> results = new LinkedHashMap<>();
        Checks.run(List.copyOf(wanted.values()), trail, settings, catalogs::attackFamilies, progress)
                .forEach(r -> results.put(r.id(), r));
        return (ids.isEmpty() ? checks.keySet() : ids).stream().map(results::get).toList();
    }

    private void collect(String id, Map<String, Check> wanted) {
        Check check = checks.get(id);
        if (check == null) {
            throw new IllegalArgumentException("there is no check '" + id + "'");
        }
        if (wanted.putIfAbsent(id, check) == null) {
            check.after().forEach(before -> collect(before, wanted));
        }
    }

    /**
     * Reads settings as they stand on a command line.
     *
     * @param texts each {@code CHECK.SETTING=VALUE}, for example {@code oversight.review.population=tool:refund}
     * @return settings by check id
     * @throws IllegalArgumentException when there is no such check or setting; the message says what there is
     */
    public Map<String, Parameters> settings(List<String> texts) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            int dot = equals < 0 ? -1 : text.lastIndexOf('.', equals);
            if (dot <= 0) {
                throw new IllegalArgumentException("A setting is CHECK.SETTING=VALUE, such as log.retention.months=12,"
                        + " not '" + text + "'.");
            }
            String id = text.substring(0, dot);
            String name = text.substring(dot + 1, equals);
            Check check = check(id).orElseThrow(() -> new IllegalArgumentException("There is no check '" + id + "'."));
            List<String> names = check.parameters().stream().map(Parameter::id).toList();
            if (!names.contains(name)) {
                throw new IllegalArgumentException("Check '" + id + "' has " + (names.isEmpty() ? "no settings."
                        : "no setting '" + name + "', but " + String.join(", ", names) + "."));
            }
            values.computeIfAbsent(id, k -> new LinkedHashMap<>()).put(name, text.substring(equals + 1));
        }
        Map<String, Parameters> result = new LinkedHashMap<>();
        values.forEach((id, v) -> result.put(id, Parameters.of(v)));
        return result;
    }
}
