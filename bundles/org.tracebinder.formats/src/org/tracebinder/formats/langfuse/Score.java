// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Times;

/** A score: what a person, a judging model or a program said of a trace or observation. */
final class Score {

    private static final Set<String> MAPPED = Set.of("id", "name", "traceId", "trace_id", "observationId",
            "observation_id", "sessionId", "session_id", "comment", "authorUserId", "author_user_id", "timestamp",
            "environment", "metadata");

    private final Row row;
    private final Around around;

    Score(Row row, Around around) {
        this.row = row;
        this.around = around;
    }

    Event.Builder event(String where) {
        Times.Time at = row.time("timestamp");
        at = at.known() ? at : row.time("createdAt");
        String author = row.text("authorUserId");
        String word = row.text("stringValue");
        String value = word != null ? word : row.text("value");
        String comment = row.text("comment");
        String trace = row.id("traceId");
        Event.Builder b = Event.of(EventKind.REVIEW).operation("score").name(row.text("name"))
                .trace(trace != null ? trace : around.trace()).parent(row.id("observationId"))
                .session(row.text("sessionId") != null ? row.text("sessionId") : around.session()).app(around.app())
                .env(row.text("environment")).actor(author).time(at.nanos(), at.text(), at.rule())
                .review(new Review(by(author), author, value, comment)).addText(comment)
                .addText(row.text("longStringValue"));
        String id = row.text("id");
        b.addId(id);
        if (id != null) {
            b.identity("langfuse/" + where + "/score/" + id + "/" + row.text("updatedAt"));
        }
        new Metadata(row).extras(b);
        Extras.add(b, "", row.node(), MAPPED);
        return b;
    }

    /** ANNOTATION is the hand of a person in the window, EVAL a judge that Langfuse runs, API anybody's program. */
    private String by(String author) {
        String source = row.text("source");
        return switch (source == null ? "" : source.toUpperCase(Locale.ROOT)) {
            case "ANNOTATION" -> "human";
            case "EVAL" -> "llm";
            default -> author != null ? "human" : "code";
        };
    }
}
