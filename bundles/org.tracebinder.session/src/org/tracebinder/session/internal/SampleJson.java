// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;

/** A sample as a pack has it. Rates are text, so that no reader of JSON rounds them in its own way. */
final class SampleJson {

    private SampleJson() {
    }

    static Map<String, Object> of(SamplePlan plan, List<SampleItem> items) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("name", plan.name());
        m.put("purpose", plan.purpose());
        m.put("query", plan.query());
        m.put("method", plan.method().id());
        m.put("field", plan.field());
        m.put("seed", plan.seed());
        m.put("confidence", Double.toString(plan.confidence()));
        m.put("tolerable", Double.toString(plan.tolerable()));
        m.put("expected", plan.expected());
        m.put("computed", plan.computed());
        m.put("size", plan.size());
        m.put("items", plan.items());
        m.put("population", plan.population());
        m.put("populationHash", plan.populationHash());
        m.put("units", plan.units());
        List<Object> strata = new ArrayList<>();
        for (SamplePlan.Stratum s : plan.strata()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", s.value());
            one.put("count", s.count());
            one.put("drawn", s.drawn());
            strata.add(one);
        }
        m.put("strata", strata);
        m.put("by", plan.by());
        m.put("at", plan.at());
        List<Object> selection = new ArrayList<>();
        items.forEach(i -> selection.add(item(i)));
        m.put("selection", selection);
        m.put("evaluation", evaluation(Sampling.evaluate(plan, items)));
        return m;
    }

    private static Map<String, Object> item(SampleItem i) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("number", i.number());
        m.put("event", i.event().toString());
        m.put("place", i.place());
        m.put("extra", i.extra());
        m.put("hits", i.hits());
        m.put("result", i.result().id());
        m.put("note", i.note());
        m.put("by", i.by());
        m.put("at", i.at());
        return m;
    }

    private static Map<String, Object> evaluation(SampleEvaluation e) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("drawn", e.drawn());
        m.put("conforms", e.conforms());
        m.put("exceptions", e.exceptions());
        m.put("notTested", e.notTested());
        m.put("open", e.open());
        m.put("basis", e.basis());
        m.put("upperLimit", e.complete() ? String.format(Locale.ROOT, "%.6f", e.upperLimit()) : null);
        m.put("reached", e.reached());
        return m;
    }
}
