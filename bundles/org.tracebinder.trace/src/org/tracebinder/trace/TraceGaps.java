// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Looks for what a trace should hold and does not, and for what in it does not agree. */
final class TraceGaps {

    /** Of a code that many steps share, so many are told one by one and the rest is counted. */
    private static final int MAX_PER_CODE = 100;
    private static final String REVIEW_REQUIRED = "human_review.required";

    private final TraceView view;
    private final List<TraceView.Gap> gaps;
    private final Trail trail;
    private final Progress progress;
    private final Map<String, List<TraceView.Step>> parts;

    TraceGaps(TraceView view, List<TraceView.Gap> gaps, Trail trail, Progress progress) {
        this.view = view;
        this.gaps = gaps;
        this.trail = trail;
        this.progress = progress;
        this.parts = Conversation.parts(view.steps());
    }

    void find() throws IOException, QueryException {
        new TraceDisputes(view, gaps).find();
        view.steps().forEach(this::ofStep);
        policy();
        review();
        if (view.lineage() != null) {
            view.lineage().notes().forEach(n -> gaps.add(new TraceView.Gap(n.code(), n.text(), n.event())));
        }
        List<TraceView.Gap> bounded = bounded(gaps);
        gaps.clear();
        gaps.addAll(bounded);
    }

    private void ofStep(TraceView.Step s) {
        Event e = s.event();
        if (e.time() == Event.NONE) {
            add("no-time", s.id() + " has no time.", s.id());
        }
        if (answers(e) && e.version() == null && e.modelServed() == null) {
            add("no-model-version", s.id() + (e.modelRequested() == null ? " names no model."
                    : " asked for " + e.modelRequested() + " and names neither the model that answered nor a version."),
                    s.id());
        }
        if (e.kind() == EventKind.INFERENCE && !parts.containsKey(e.span())) {
            content(s);
        } else if (e.kind() == EventKind.INFERENCE) {
            parts(s, parts.get(e.span()));
        }
    }

    /** Pieces go on from the number of the call; where that has none, they begin with 0 or 1. */
    private void parts(TraceView.Step s, List<TraceView.Step> pieces) {
        long own = Conversation.number(s);
        long wanted = own != Long.MAX_VALUE ? own + 1 : Math.min(1, Conversation.number(pieces.get(0)));
        for (TraceView.Step piece : pieces) {
            long number = Conversation.number(piece);
            if (number != Long.MAX_VALUE && number > wanted) {
                add("content-part-missing", s.id() + ": its words came in pieces, and piece " + wanted + " is missing.",
                        s.id());
                return;
            }
            wanted = number + 1;
        }
    }

    private static boolean answers(Event e) {
        return e.kind() == EventKind.INFERENCE || e.kind() == EventKind.OTHER && e.model() != null;
    }

    private void content(TraceView.Step s) {
        switch (s.event().content()) {
            case NOT_RECORDED -> add("content-not-recorded", s.id()
                    + " holds no prompt and no answer: this source did not record them.", s.id());
            case ABSENT -> add("content-absent", s.id() + " could hold prompt and answer, and holds none.", s.id());
            case REDACTED -> add("content-redacted", s.id() + ": the source took words out.", s.id());
            case TRUNCATED -> add("content-truncated", s.id() + ": the source cut the words.", s.id());
            case EXTERNAL -> add("content-external", s.id() + " only refers to words that are kept elsewhere.", s.id());
            case PRESENT -> {
                // nothing is missing
            }
        }
    }

    /** Only where the application has decisions elsewhere: a system without a policy engine has no gap here. */
    private void policy() throws IOException, QueryException {
        if (!view.policy().isEmpty()) {
            return;
        }
        Set<String> apps = new TreeSet<>();
        EventId first = null;
        for (TraceView.Step s : view.steps()) {
            if (ModelUse.isUse(s.event().kind())) {
                first = first == null ? s.id() : first;
                if (s.event().app() != null) {
                    apps.add(s.event().app());
                }
            }
        }
        for (String app : apps) {
            long elsewhere = trail.count(Words.equal("app", app) + " AND policy:*", progress);
            if (elsewhere > 0) {
                add("no-policy-decision", "No policy decision is recorded here, though " + app + " has "
                        + Words.count(elsewhere, "event") + " with a decision elsewhere.", first);
            }
        }
    }

    private void review() {
        boolean reviewed = view.reviews().stream().anyMatch(r -> r.review().by() == null
                || r.review().by().equals("human"));
        if (reviewed) {
            return;
        }
        for (TraceView.Step s : view.steps()) {
            if (required(s.event().extra())) {
                add("no-review", s.id() + " asks for a review by a person; none is recorded.", s.id());
                return;
            }
        }
    }

    private static boolean required(Map<String, String> extra) {
        return extra.entrySet().stream().anyMatch(e -> (e.getKey().equals(REVIEW_REQUIRED)
                || e.getKey().endsWith("." + REVIEW_REQUIRED))
                && (e.getValue().equalsIgnoreCase("true") || e.getValue().equals("1")));
    }

    private void add(String code, String text, EventId event) {
        gaps.add(new TraceView.Gap(code, text, event));
    }

    private static List<TraceView.Gap> bounded(List<TraceView.Gap> all) {
        Map<String, Integer> counts = new HashMap<>();
        List<TraceView.Gap> kept = new ArrayList<>();
        for (TraceView.Gap g : all) {
            if (counts.merge(g.code(), 1, Integer::sum) <= MAX_PER_CODE) {
                kept.add(g);
            }
        }
        new TreeSet<>(counts.keySet()).forEach(code -> {
            int more = counts.get(code) - MAX_PER_CODE;
            if (more > 0) {
                kept.add(new TraceView.Gap(code, "And " + more + " more of this sort.", null));
            }
        });
        return kept;
    }
}
