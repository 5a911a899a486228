// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.ui.Answer;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.QueryCompletion;

/** Field names, and after a colon the values that the last answers held. */
final class Completion implements QueryCompletion {

    private final Investigation investigation;
    /** Values seen in answers: what is gone from a narrow answer can still be completed. */
    private final Map<String, Map<String, Long>> seen = new HashMap<>();

    Completion(Investigation investigation) {
        this.investigation = investigation;
        investigation.add(() -> investigation.answer().ifPresent(this::learn));
        investigation.answer().ifPresent(this::learn);
    }

    @Override
    public List<Proposal> complete(String query, int caret) {
        int from = caret;
        while (from > 0 && !Character.isWhitespace(query.charAt(from - 1)) && query.charAt(from - 1) != '(') {
            from--;
        }
        String word = query.substring(from, caret);
        int colon = word.indexOf(':');
        return colon < 0 ? names(word, from, caret) : values(word, colon, from, caret);
    }

    private static List<Proposal> names(String word, int from, int caret) {
        List<Proposal> found = new ArrayList<>();
        String begin = word.toLowerCase(Locale.ROOT);
        for (Field<?> field : Fields.ALL) {
            if (field.id().toLowerCase(Locale.ROOT).startsWith(begin)) {
                found.add(new Proposal(field.id() + ":  " + FieldLabels.of(field), FieldLabels.meaning(field), from,
                        caret,
                        field.id() + ":"));
            }
        }
        for (String name : List.of("source", "id")) {
            if (name.startsWith(begin)) {
                found.add(new Proposal(name + ":  " + FieldLabels.word("field." + name, name),
                        FieldLabels.word("meaning." + name, name), from, caret, name + ":"));
            }
        }
        for (String name : List.of("AND", "OR", "NOT")) {
            if (name.toLowerCase(Locale.ROOT).startsWith(begin)) {
                found.add(new Proposal(name, null, from, caret, name + " "));
            }
        }
        return found;
    }

    private List<Proposal> values(String word, int colon, int from, int caret) {
        String field = word.substring(0, colon);
        String begin = word.substring(colon + 1).replace("\"", "").toLowerCase(Locale.ROOT);
        List<Proposal> found = new ArrayList<>();
        if (field.equals("time")) {
            investigation.answer().map(Answer::histogram).filter(h -> !h.isEmpty()).ifPresent(h -> {
                String range = "[" + h.get(0).from() + " TO " + h.get(h.size() - 1).from() + "]";
                found.add(new Proposal(range, Messages.Completion_time, from + colon + 1, caret, range));
            });
        }
        seen.getOrDefault(field, Map.of()).entrySet().stream()
                .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains(begin))
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue())).limit(40)
                .forEach(e -> found.add(new Proposal(Formats.oneLine(e.getKey()) + "   " + Formats.number(e.getValue()),
                        null, from + colon + 1, caret, Queries.value(e.getKey()) + " ")));
        return found;
    }

    private void learn(Answer answer) {
        answer.first().facets().forEach((field, values) -> {
            var known = seen.computeIfAbsent(field, f -> new HashMap<>());
            for (FacetValue value : values) {
                known.merge(value.value(), value.count(), Math::max);
            }
        });
    }
}
