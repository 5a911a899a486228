// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.List;
import java.util.Locale;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Message;
import tools.jackson.databind.JsonNode;

/** Meanings of words that several formats share. */
public final class Words {

    private Words() {
    }

    /**
     * @param word what a policy engine or guardrail wrote
     * @return {@code allow}, {@code deny}, {@code redact}, {@code modify}, {@code error}; any other word as it is, in
     *         lower case; null for null and blank
     */
    public static String action(String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        String w = word.strip().toLowerCase(Locale.ROOT);
        return switch (w) {
            case "allow", "allowed", "permit", "permitted", "accept", "accepted", "approve", "approved", "pass",
                    "passed",
                    "success", "succeeded", "ok", "safe", "true" -> "allow";
            case "deny", "denied", "block", "blocked", "reject", "rejected", "forbid", "forbidden", "refuse", "refused",
                    "intervened", "guardrail_intervened", "fail", "failed", "unsafe", "false" -> "deny";
            case "redact", "redacted", "mask", "masked", "anonymize", "anonymized", "anonymise",
                    "anonymised" -> "redact";
            case "modify", "modified", "rewrite", "rewritten" -> "modify";
            case "error", "errored", "failure", "guardrail_failed_to_respond", "failed_to_respond" -> "error";
            default -> w;
        };
    }

    /**
     * @param output what a guardrail gave back, may be null
     * @return its decision in the words of {@link #action}, from a member that names it or from a flag such as
     *         {@code blocked}; null when it states none
     */
    public static String outcome(JsonNode output) {
        String word = Nodes.first(output, "action", "decision", "verdict", "outcome", "result");
        String action = word != null && word.length() < 40 ? action(word) : null;
        for (String key : new String[] {"allowed", "allow", "passed", "valid"}) {
            Boolean said = action != null ? null : Nodes.bool(Nodes.at(output, key));
            action = said == null ? action : said ? "allow" : "deny";
        }
        for (String key : new String[] {"blocked", "flagged", "tripwire_triggered", "triggered"}) {
            Boolean said = action != null ? null : Nodes.bool(Nodes.at(output, key));
            action = said == null ? action : said ? "deny" : "allow";
        }
        return action;
    }

    /** @return true when the text is nothing but a mark that says: content was taken out */
    public static boolean redactionMark(String text) {
        if (text == null || text.length() > 40) {
            return false;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "redacted-by-litellm", "__redacted__", "[redacted]", "<redacted>", "redacted", "***" -> true;
            default -> false;
        };
    }

    /** @return what the messages themselves say about their content; null when there is nothing to say */
    public static ContentState state(List<Message> messages) {
        for (Message m : messages) {
            if (redactionMark(m.text())) {
                return ContentState.REDACTED;
            }
        }
        return null;
    }

    /**
     * @param path how Google Cloud names a model, {@code projects/.../publishers/google/models/gemini-2.5-pro}, or any
     *             other name
     * @return the name of the model alone; of an endpoint, which may serve another model each day, what it is and its
     *         number; any other name as it is
     */
    public static String modelOfPath(String path) {
        if (path == null) {
            return null;
        }
        String from = "/" + path;
        int model = from.lastIndexOf("/models/") + 8;
        int endpoint = from.lastIndexOf("/endpoints/") + 1;
        return model >= 8 && model < from.length() ? from.substring(model) : endpoint > 0 ? from.substring(endpoint)
                : path;
    }

    /**
     * @param id as the source names it; what follows its last {@code @} is the version, unless it looks like a path or
     *        host
     * @return the data source
     */
    public static DataSource dataSource(String id, String name, Double score) {
        int at = id.lastIndexOf('@');
        String version = at > 0 && at < id.length() - 1 && id.indexOf('/', at) < 0 ? id.substring(at + 1) : null;
        return new DataSource(id, name, version, score);
    }
}
