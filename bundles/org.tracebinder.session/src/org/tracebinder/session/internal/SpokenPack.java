// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.EvidenceKind;
import org.tracebinder.controls.EvidenceRequest;
import org.tracebinder.controls.Library;
import org.tracebinder.pack.PackSpeech;
import org.tracebinder.session.Translation;

/**
 * The facts of a pack in the language of its report. A text of the catalogues is exchanged only where it stands as the
 * catalogue has it: what was masked stays masked.
 */
final class SpokenPack implements PackSpeech {

    private final Library english;
    private final Library spoken;
    private final Translation translation;

    SpokenPack(Library english, Translation translation) {
        this.english = english;
        this.spoken = translation.library(english);
        this.translation = translation;
    }

    private boolean silent() {
        return spoken == english;
    }

    @Override
    public Map<String, Object> source(Map<String, Object> source) {
        Map<String, Object> m = new LinkedHashMap<>(source);
        m.computeIfPresent("warnings", (k, v) -> said(v));
        m.computeIfPresent("formatLabel", (k, v) -> said(v));
        return m;
    }

    @Override
    public Map<String, Object> check(Map<String, Object> check) {
        Map<String, Object> m = new LinkedHashMap<>(check);
        String id = String.valueOf(check.get("id"));
        exchange(m, "title", english.check(id), spoken.check(id), Check::title);
        for (String key : List.of("summary", "advice", "missing")) {
            m.computeIfPresent(key, (k, v) -> said(v));
        }
        return m;
    }

    @Override
    public Map<String, Object> words(Map<String, Object> words) {
        Map<String, Object> m = new LinkedHashMap<>(words);
        m.computeIfPresent("scope", (k, v) -> said(v));
        return m;
    }

    @Override
    public Map<String, Object> assessment(Map<String, Object> assessment) {
        if (silent()) {
            return assessment;
        }
        Map<String, Object> m = new LinkedHashMap<>(assessment);
        String id = String.valueOf(assessment.get("catalog"));
        Optional<Catalog> there = english.catalogs().byId(id);
        Optional<Catalog> here = spoken.catalogs().byId(id);
        exchange(m, "title", there, here, Catalog::shortTitle);
        List<Object> controls = new ArrayList<>();
        for (Object c : m.get("controls") instanceof List<?> list ? list : List.of()) {
            controls.add(c instanceof Map<?, ?> control ? control(control, there, here) : c);
        }
        m.put("controls", controls);
        return m;
    }

    private Map<String, Object> control(Map<?, ?> control, Optional<Catalog> catalog, Optional<Catalog> other) {
        Map<String, Object> m = new LinkedHashMap<>();
        control.forEach((k, v) -> m.put(String.valueOf(k), v));
        String id = String.valueOf(m.get("id"));
        Optional<Control> there = catalog.flatMap(c -> c.control(id));
        Optional<Control> here = other.flatMap(c -> c.control(id));
        exchange(m, "ref", there, here, Control::ref);
        exchange(m, "title", there, here, Control::title);
        exchange(m, "obligation", there, here, Control::obligation);
        exchange(m, "evidenceHints", there, here, Control::evidenceHints);
        exchange(m, "accountable", there, here, Control::accountable);
        for (String key : List.of("statusBasis", "basis", "binds")) {
            m.computeIfPresent(key, (k, v) -> said(v));
        }
        m.computeIfPresent("evidence", (k, v) -> v instanceof List<?> l ? l.stream().map(this::evidence).toList() : v);
        return m;
    }

    private Object evidence(Object evidence) {
        if (!(evidence instanceof Map<?, ?> map)) {
            return evidence;
        }
        Map<String, Object> m = new LinkedHashMap<>();
        map.forEach((k, v) -> m.put(String.valueOf(k), v));
        String kind = String.valueOf(m.get("kind"));
        Catalogs there = english.catalogs();
        Catalogs here = spoken.catalogs();
        exchange(m, "description", there.kind(kind), here.kind(kind), EvidenceKind::description);
        exchange(m, "ask", there.request(kind), here.request(kind), EvidenceRequest::ask);
        return m;
    }

    private static <T> void exchange(Map<String, Object> m, String key, Optional<T> there, Optional<T> here,
            Function<T, String> text) {
        if (there.isPresent() && here.isPresent() && text.apply(there.get()).equals(m.get(key))) {
            m.put(key, text.apply(here.get()));
        }
    }

    private Object said(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::said).toList();
        }
        if (value instanceof Map<?, ?> map && map.get("text") instanceof String text) {
            Map<Object, Object> m = new LinkedHashMap<>(map);
            m.put("text", translation.say(text));
            return m;
        }
        return value instanceof String text ? translation.say(text) : value;
    }

    @Override
    public String everything() {
        if (silent()) {
            return "";
        }
        StringBuilder all = new StringBuilder(translation.everything());
        for (Catalog catalog : spoken.catalogs().all()) {
            all.append(' ').append(catalog.shortTitle());
            catalog.controls().forEach(c -> all.append(' ').append(c.ref()).append(' ').append(c.title()).append(' ')
                    .append(c.obligation()).append(' ').append(c.evidenceHints()).append(' ').append(c.accountable()));
        }
        for (EvidenceKind kind : spoken.catalogs().kinds()) {
            all.append(' ').append(kind.description()).append(' ')
                    .append(spoken.catalogs().request(kind.id()).map(EvidenceRequest::ask).orElse(""));
        }
        spoken.checks().forEach(c -> all.append(' ').append(c.title()));
        spoken.checkMap().links().forEach(l -> all.append(' ').append(l.place()));
        return all.toString();
    }
}
