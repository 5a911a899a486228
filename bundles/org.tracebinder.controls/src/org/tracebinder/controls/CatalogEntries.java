// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.controls.CatalogFile.Entry;

/** Turns the entries of catalogue files into controls, links and pairs, and refuses what does not hold together. */
final class CatalogEntries {

    /** Members of a catalogue; those that the program does not read tell a reader where its words come from. */
    private static final String[] HEAD = {"schema", "id", "version", "title", "shortTitle", "language", "licence",
        "disclaimer", "note", "legalState", "edition", "dateCodes", "fields", "sources", "evidenceKindsFile",
        "controlCount"};
    private static final String[] CONTROL = {"id", "ref", "title", "label", "kind", "type", "group", "binds",
        "obligation", "appliesFrom", "applicability", "evidenceKinds", "evidenceHints", "logDerivable",
        "suggestedChecks", "assessable", "source", "accountable", "note", "relatedAiAct", "amendedBy", "verified",
        "verification", "statusOn_2026-11-20", "amendment2026_1744"};

    private CatalogEntries() {
    }

    static Catalog catalog(CatalogFile file) throws CatalogException {
        Entry head = file.head();
        head.only(HEAD);
        List<Control> controls = new ArrayList<>();
        Map<String, Entry> ids = new HashMap<>();
        for (Entry e : file.list("controls")) {
            Control control = control(e);
            Entry earlier = ids.putIfAbsent(control.id(), e);
            if (earlier != null) {
                throw e.bad("id", "control '" + control.id() + "' stands in the file twice, first in line "
                        + earlier.lineOfMember("id"));
            }
            controls.add(control);
        }
        String title = head.need("title");
        String shortTitle = head.text("shortTitle");
        if (!head.need("id").matches("[a-z0-9][a-z0-9.-]{0,60}") || head.text("id").equals("all")) {
            throw head.bad("id", "'id' of a catalogue is small letters, digits, '.' and '-', not '" + head.text("id")
                    + "'");
        }
        return new Catalog(head.need("id"), head.need("version"), title, shortTitle.isEmpty() ? title : shortTitle,
                head.text("licence"), head.text("disclaimer"), List.copyOf(controls));
    }

    private static Control control(Entry e) throws CatalogException {
        e.only(CONTROL);
        List<String> binds = e.texts("binds");
        for (int i = 0; i < binds.size(); i++) {
            if (!SystemProfile.BOUND.contains(binds.get(i))) {
                throw e.bad("binds/" + i, "there is no role '" + binds.get(i) + "': " + String.join(", ",
                        SystemProfile.BOUND));
            }
        }
        List<Control.Applicability> dates = new ArrayList<>();
        for (Entry a : e.objects("applicability")) {
            a.only("scope", "date", "basis", "basisType", "note");
            if (a.date("date") == null) {
                throw a.bad("date", "an entry of 'applicability' has no date");
            }
            dates.add(new Control.Applicability(a.need("scope"), a.date("date"), a.text("basis"), a.text("basisType")));
        }
        String title = e.need("title");
        String label = e.text("label");
        String kind = e.text("kind");
        return new Control(e.need("id"), e.need("ref"), title, label.isEmpty() ? title : label, e.inner("group",
                "title"),
                kind.isEmpty() ? e.text("type") : kind, binds, e.need("obligation"), e.date("appliesFrom"),
                List.copyOf(dates), e.texts("evidenceKinds"), e.text("evidenceHints"), derivable(e),
                e.texts("suggestedChecks"), e.flag("assessable", true), e.text("source"), e.text("accountable"));
    }

    private static Control.LogDerivable derivable(Entry e) throws CatalogException {
        String word = e.need("logDerivable");
        for (Control.LogDerivable value : Control.LogDerivable.values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        throw e.bad("logDerivable", "'logDerivable' must be full, partial or none, not '" + word + "'");
    }

    /**
     * @param checks ids of all checks
     * @return the links of the file by control
     */
    static Map<String, List<CheckMap.Link>> links(CatalogFile file, Collection<Catalog> catalogs,
            Collection<String> checks) throws CatalogException {
        Map<String, List<CheckMap.Link>> result = new LinkedHashMap<>();
        for (Entry e : file.list("links")) {
            e.only("check", "control", "label", "place", "why", "leaves", "note");
            CheckMap.Link link = new CheckMap.Link(e.need("check"), e.need("control"), label(e), e.need("place"),
                    e.need("why"), e.text("leaves"));
            if (!checks.contains(link.check())) {
                throw e.bad("check", "there is no check '" + link.check() + "'");
            }
            if (catalogs.stream().noneMatch(c -> c.control(link.control()).isPresent())) {
                throw e.bad("control", "there is no control '" + link.control() + "'");
            }
            List<CheckMap.Link> of = result.computeIfAbsent(link.control(), c -> new ArrayList<>());
            if (of.stream().anyMatch(l -> l.check().equals(link.check()))) {
                throw e.bad("check '" + link.check() + "' is linked to '" + link.control() + "' twice");
            }
            of.add(link);
        }
        return result;
    }

    static AttackFamilies.Family family(Entry e) throws CatalogException {
        e.only("id", "title", "words", "testsOnly", "note");
        String id = e.need("id");
        if (!id.matches("[a-z][a-z0-9-]{0,60}")) {
            throw e.bad("id", "'id' is small letters, digits and '-', not '" + id + "'");
        }
        List<String> words = e.texts("words");
        if (words.isEmpty()) {
            throw e.bad("words", "a family has 'words' by which it is known");
        }
        for (String word : words) {
            if (!word.matches("[\\p{Ll}\\p{Lo}\\p{N}]+( [\\p{Ll}\\p{Lo}\\p{N}]+)* ?") || word.strip().length() < 2) {
                throw e.bad("words", "'" + word + "' is not two or more small letters, digits and single blanks");
            }
        }
        for (String word : e.texts("testsOnly")) {
            if (!words.contains(word)) {
                throw e.bad("testsOnly", "'" + word + "' is not one of the words");
            }
        }
        return new AttackFamilies.Family(id, e.need("title"), words, e.texts("testsOnly"));
    }

    static CheckMap.Label label(Entry e) throws CatalogException {
        String word = e.need("label");
        for (CheckMap.Label label : CheckMap.Label.values()) {
            if (label.id().equals(word)) {
                return label;
            }
        }
        throw e.bad("label", "'label' must be required-by-law, proxy or good-practice, not '" + word + "'");
    }

    static Crosswalk crosswalk(CatalogFile file) throws CatalogException {
        List<Crosswalk.Pair> pairs = new ArrayList<>();
        for (Entry e : file.list("maps")) {
            e.only("id", "pair", "sources", "targets", "relationship", "confidence", "provenance", "verified", "note");
            pairs.add(new Crosswalk.Pair(ids(e, "sources"), ids(e, "targets"), e.need("relationship"),
                    e.need("confidence"), e.flag("verified", false)));
        }
        return new Crosswalk(file.head().text("warning"), List.copyOf(pairs));
    }

    private static List<String> ids(Entry e, String key) throws CatalogException {
        List<String> result = new ArrayList<>();
        for (Entry side : e.objects(key)) {
            result.add(side.need("idRef"));
        }
        return List.copyOf(result);
    }
}
