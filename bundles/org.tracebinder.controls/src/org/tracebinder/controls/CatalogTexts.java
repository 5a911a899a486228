// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tracebinder.controls.CatalogFile.Entry;

/**
 * The product's catalogues in another language: the files {@code *_de.json}, which hold texts by the id of the
 * entry and
 * the name of the member, and nothing else. The English file stays the one truth: ids, dates, kinds and queries are
 * only there. Immutable.
 */
final class CatalogTexts {

    static final String SCHEMA = "tracebinder-texts/0.1";
    /** English files that have a file of texts beside them. */
    static final List<String> FILES = List.of("eu-ai-act", "iso-42001", "readiness", "evidence-kinds",
            "evidence-requests", "check-map", "crosswalk", "checks", "scorecard-template");

    private static final Map<String, CatalogTexts> LOADED = new ConcurrentHashMap<>();

    private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

    private CatalogTexts() {
    }

    /**
     * @param language {@code de}; every other has none
     * @return the texts, empty where there are none
     */
    static CatalogTexts of(Locale language) {
        String code = language.getLanguage().equals("de") ? "de" : "";
        return LOADED.computeIfAbsent(code, CatalogTexts::load);
    }

    private static CatalogTexts load(String code) {
        CatalogTexts all = new CatalogTexts();
        if (code.isEmpty()) {
            return all;
        }
        for (String of : FILES) {
            try {
                file(of, code).forEach((id, members) -> all.texts.put(of + " " + id, members));
            } catch (CatalogException | IOException e) {
                throw new IllegalStateException("the product's texts can't be read: " + e.getMessage(), e);
            }
        }
        return all;
    }

    /** @return the texts of one file by id and member */
    static Map<String, Map<String, String>> file(String of, String code) throws CatalogException, IOException {
        String name = of + "_" + code + ".json";
        CatalogFile file;
        try (InputStream in = CatalogTexts.class.getResourceAsStream("/catalogs/" + name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            file = CatalogFile.parse(name, in.readAllBytes());
        }
        if (!file.head().text("schema").equals(SCHEMA) || !file.head().text("of").equals(of)
                || !file.head().text("language").equals(code)) {
            throw file.bad(1, "'schema', 'of' and 'language' must be " + SCHEMA + ", " + of + " and " + code);
        }
        Map<String, Map<String, String>> result = new LinkedHashMap<>();
        for (Entry e : file.list("texts")) {
            Map<String, String> members = new LinkedHashMap<>();
            for (String key : e.keys()) {
                if (!key.equals("id")) {
                    members.put(key, e.need(key));
                }
            }
            if (result.put(e.need("id"), members) != null) {
                throw e.bad("id", "'" + e.need("id") + "' stands in the file twice");
            }
        }
        return result;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** @return the text of a member, the fallback where there is none */
    String text(String file, String id, String member, String fallback) {
        return texts.getOrDefault(file + " " + id, Map.of()).getOrDefault(member, fallback);
    }

    Catalog catalog(Catalog c) {
        List<Control> controls = new ArrayList<>();
        c.controls().forEach(control -> controls.add(control(c.id(), control)));
        return new Catalog(c.id(), c.version(), text(c.id(), c.id(), "title", c.title()),
                text(c.id(), c.id(), "shortTitle", c.shortTitle()), text(c.id(), c.id(), "licence", c.licence()),
                text(c.id(), c.id(), "disclaimer", c.disclaimer()), List.copyOf(controls));
    }

    private Control control(String file, Control c) {
        String title = text(file, c.id(), "title", c.title());
        return new Control(c.id(), text(file, c.id(), "ref", c.ref()), title,
                c.label().equals(c.title()) ? title : text(file, c.id(), "label", c.label()),
                text(file, c.id(), "group", c.group()), c.kind(), c.binds(),
                text(file, c.id(), "obligation", c.obligation()), c.appliesFrom(), c.applicability(),
                c.evidenceKinds(), text(file, c.id(), "evidenceHints", c.evidenceHints()), c.logDerivable(),
                c.suggested(), c.assessable(), c.source(), text(file, c.id(), "accountable", c.accountable()));
    }

    EvidenceKind kind(EvidenceKind k) {
        return new EvidenceKind(k.id(), text("evidence-kinds", k.id(), "description", k.description()), k.fromLogs());
    }

    EvidenceRequest request(EvidenceRequest r) {
        return new EvidenceRequest(r.kind(), text("evidence-requests", r.kind(), "ask", r.ask()),
                text("evidence-requests", r.kind(), "owner", r.owner()));
    }

    CheckMap.Link link(CheckMap.Link l) {
        String id = l.check() + " " + l.control();
        return new CheckMap.Link(l.check(), l.control(), l.label(), text("check-map", id, "place", l.place()),
                text("check-map", id, "why", l.why()),
                text("check-map", id, "leaves", l.leaves()));
    }
}
