// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says in sentences what a certificate holds, for the person whom the inference is about: what was asked and answered,
 * which rules and which people looked at it, what it rests on, and what none of this tells.
 */
final class CertificateWords {

    /** Longer texts are cut: the event in the certificate has them whole. */
    private static final int SHOWN = 600;

    private final ReportWords words;
    private final List<String> said = new ArrayList<>();

    private CertificateWords(Locale language) throws IOException {
        this.words = new ReportWords(language);
    }

    /** @return the sentences, in the order in which a person would ask */
    static List<String> of(Certificate.Parts parts, Locale language) throws IOException {
        CertificateWords words = new CertificateWords(language);
        words.event(parts.event());
        words.policy(parts.policy());
        words.reviews(parts.reviews());
        words.lineage(parts.lineage());
        words.proof(parts);
        words.say("cert.limits");
        words.say("cert.right");
        return words.said;
    }

    private void say(String key, Object... values) {
        said.add(words.of(key, values));
    }

    private void event(Map<String, Object> event) {
        String served = text(event, "modelServed");
        String model = served.isEmpty() ? text(event, "modelRequested") : served;
        String provider = text(event, "provider");
        String named = model.isEmpty() ? words.of("cert.model.unknown")
                : provider.isEmpty() ? model : model + " (" + provider + ")";
        String app = text(event, "app").isEmpty() ? words.of("cert.app.unknown") : text(event, "app");
        String time = time(event, "time");
        say("inference".equals(event.get("kind")) ? "cert.inference" : "cert.event", time, app, named,
                text(event, "operation").isEmpty() ? text(event, "kind") : text(event, "operation"));
        messages("cert.asked", event.get("input"));
        messages("cert.answered", event.get("output"));
        if (!text(event, "text").isBlank()) {
            say("cert.text", cut(text(event, "text")));
        } else if (list(event.get("input")).isEmpty() && list(event.get("output")).isEmpty()) {
            say("cert.noContent");
        }
        if (!text(event, "error").isEmpty()) {
            say("cert.error", cut(text(event, "error")));
        }
    }

    /** What a system was told in general, its role, is no part of what was asked. */
    private void messages(String key, Object messages) {
        List<String> texts = new ArrayList<>();
        for (Object one : list(messages)) {
            if (one instanceof Map<?, ?> m && !"system".equals(m.get("role")) && !text(m, "text").isBlank()) {
                texts.add(text(m, "text"));
            }
        }
        if (!texts.isEmpty()) {
            say(key, cut(String.join(" / ", texts)));
        }
    }

    private String time(Map<String, Object> from, String name) {
        return text(from, name).isEmpty() ? words.of("cert.time.unknown")
                : ReportCells.time(from.get(name)).replace('\u00a0', ' ');
    }

    private String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " [...]";
    }

    private void policy(List<Map<String, Object>> decisions) {
        if (decisions.isEmpty()) {
            say("cert.policy.none");
        }
        for (Map<String, Object> d : decisions) {
            String reasons = String.join(", ", list(d.get("reasons")).stream().map(String::valueOf).toList());
            String rule = (text(d, "policy") + " " + text(d, "revision")).strip();
            say("cert.policy", text(d, "action"), text(d, "engine").isEmpty() ? "?" : text(d, "engine"),
                    rule.isEmpty() ? words.of("cert.rule.unknown") : rule,
                    reasons.isEmpty() ? words.of("cert.reasons.none") : words.of("cert.reasons", cut(reasons)));
        }
    }

    private void reviews(List<Map<String, Object>> reviews) {
        if (reviews.isEmpty()) {
            say("cert.review.none");
        }
        for (Map<String, Object> r : reviews) {
            say("human".equals(r.get("by")) ? "cert.review" : "cert.review.machine",
                    time(r, "at"),
                    text(r, "value").isEmpty() ? "?" : text(r, "value"),
                    text(r, "comment").isEmpty() ? "" : " " + words.of("cert.comment", cut(text(r, "comment"))));
        }
    }

    private void lineage(Map<String, Object> lineage) {
        List<String> rests = new ArrayList<>();
        for (Map<String, Object> node : maps(lineage.get("nodes"))) {
            if (!"inference".equals(node.get("type"))) {
                rests.add((text(node, "type") + " " + text(node, "name") + " " + text(node, "version")).strip());
            }
        }
        if (rests.isEmpty()) {
            say("cert.lineage.none");
        } else {
            say("cert.lineage", String.join(", ", rests));
        }
        int missing = list(lineage.get("missing")).size();
        if (missing > 0) {
            say("cert.lineage.missing", missing);
        }
    }

    private void proof(Certificate.Parts parts) {
        say("cert.proof", parts.record().id(), text(parts.custody(), "count"));
        if (parts.record().events().size() > 1) {
            say(parts.withBytes() ? "cert.others" : "cert.others.out", parts.record().events().size());
        }
    }
}
