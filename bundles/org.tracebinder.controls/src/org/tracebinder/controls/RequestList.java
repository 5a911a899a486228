// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this trail cannot show, as a list for the client: one request for each missing kind of evidence, with the
 * controls that it is for. Controls that do not apply, bind other roles or are mere headings ask for nothing.
 *
 * @param requests in the order of the kinds of evidence
 */
public record RequestList(List<Request> requests) {

    /**
     * @param number      from 1
     * @param kind        id of the kind of evidence
     * @param description what the kind is
     * @param fromLogs    {@code yes}, {@code partial} or {@code no}: whether an export could show it
     * @param ask         what to ask, in the client's words
     * @param owner       who usually has it, empty when not known
     * @param controls    what it is for, in the order of the catalogues
     */
    public record Request(int number, String kind, String description, String fromLogs, String ask, String owner,
            List<Asking> controls) {
    }

    /**
     * A control that wants the evidence.
     *
     * @param catalog id of its catalogue
     * @param control what the trail said about it
     */
    public record Asking(String catalog, ControlResult control) {
    }

    /**
     * @param catalogs    that were assessed
     * @param assessments what the trail says
     */
    public static RequestList of(Catalogs catalogs, List<Assessment> assessments) {
        Map<String, List<Asking>> wanted = new LinkedHashMap<>();
        catalogs.kinds().forEach(k -> wanted.put(k.id(), new ArrayList<>()));
        for (Assessment a : assessments) {
            Catalog catalog = catalogs.byId(a.catalog()).orElseThrow();
            for (ControlResult c : a.controls()) {
                boolean asks = c.addressed() && c.result() != ControlOutcome.NOT_APPLICABLE
                        && catalog.control(c.id()).map(Control::assessable).orElse(true);
                if (asks) {
                    c.cannotShow().forEach(k -> wanted.computeIfAbsent(k, x -> new ArrayList<>())
                            .add(new Asking(a.catalog(), c)));
                }
            }
        }
        List<Request> all = new ArrayList<>();
        wanted.forEach((kind, controls) -> {
            if (!controls.isEmpty()) {
                EvidenceKind known = catalogs.kind(kind).orElse(new EvidenceKind(kind, kind, "no"));
                EvidenceRequest request = catalogs.request(kind).orElse(new EvidenceRequest(kind,
                        "Please give evidence of: " + known.description() + ".", ""));
                all.add(new Request(all.size() + 1, kind, known.description(), known.fromLogs(), request.ask(),
                        request.owner(), List.copyOf(controls)));
            }
        });
        return new RequestList(List.copyOf(all));
    }
}
