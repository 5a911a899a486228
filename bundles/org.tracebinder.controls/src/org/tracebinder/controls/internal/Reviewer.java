// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a reviewer and the outcome of a review say. */
final class Reviewer {

    /** Outcomes that are none: somebody asked for a review, or put it off. */
    private static final Set<String> UNDECIDED = Set.of("pending", "open", "todo", "to do", "new", "draft", "waiting",
            "awaiting", "awaiting review", "requested", "assigned", "queued", "scheduled", "deferred", "skipped",
            "in progress", "in review", "under review", "unreviewed", "not reviewed", "not yet reviewed", "unknown",
            "none", "null", "undefined", "n/a", "na", "nil", "tbd", "-", "--", "?");
    /** Names that are nobody's own. */
    private static final Set<String> NOBODY = Set.of("unknown", "none", "null", "undefined", "n/a", "na", "n a", "nil",
            "tbd", "admin", "administrator", "root", "user", "test", "tester", "guest", "anonymous", "service",
            "system", "shared", "default", "nobody", "person", "human", "reviewer", "approver", "annotator", "judge",
            "operator", "staff", "team", "ai");
    private static final Set<String> PROGRAM = Set.of("bot", "bots", "robot", "chatbot", "autobot", "reviewbot",
            "approvebot", "approverbot", "auto", "autoapprove", "autoapprover", "autoreviewer", "automatic",
            "automated", "automation", "svc", "script", "cron", "cronjob", "pipeline", "workflow", "llm", "agent",
            "model", "api", "daemon", "scheduler", "service", "system", "noreply", "serviceaccount", "gserviceaccount");
    private static final Pattern MODEL = Pattern.compile("(gpt|chatgpt|llama|gemini|gemma|mistral|mixtral|qwen|deepseek"
            + "|copilot|grok|nova|phi|command)\\d*|o[134](mini)?|gpt\\w*");
    /** A family of models that is a first name, too. */
    private static final Pattern CLAUDE = Pattern.compile(
            "claude\\W+(\\d.*|opus.*|sonnet.*|haiku.*|instant.*|v\\d.*|ai.*)?|claude");
    private static final Pattern AI = Pattern.compile("ai\\W+(reviewer|judge|approver|assistant|agent|checker|review"
            + "|approval|guard).*|.*\\Wai");

    private Reviewer() {
    }

    /** @return true when the words say how a review ended */
    static boolean decided(String outcome) {
        String word = plain(outcome).replace('_', ' ').replace('-', ' ').strip();
        return !word.isEmpty() && !UNDECIDED.contains(word) && !UNDECIDED.contains(plain(outcome));
    }

    /** @return true when the name may be a person's own; that it is one, no name shows */
    static boolean person(String name) {
        String all = plain(name);
        int at = all.indexOf('@');
        String own = at > 0 ? all.substring(0, at) : all;
        List<String> words = List.of(own.split("[^\\p{L}\\p{N}]+"));
        String spoken = String.join(" ", words).strip();
        if (spoken.isEmpty() || NOBODY.contains(own) || NOBODY.contains(spoken)) {
            return false;
        }
        return words.stream().noneMatch(w -> PROGRAM.contains(w)) && !model(own, words)
                && (at <= 0 || !all.substring(at).contains("gserviceaccount"));
    }

    /** A word that begins the name of models counts where a number or nothing else stands beside it. */
    private static boolean model(String own, List<String> words) {
        boolean numbered = words.size() == 1 || own.matches(".*\\d.*");
        return numbered && words.stream().anyMatch(w -> MODEL.matcher(w).matches()) || CLAUDE.matcher(own).matches()
                || AI.matcher(own).matches();
    }

    /** @return the same name however it is written */
    static String plain(String name) {
        return name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
    }
}
