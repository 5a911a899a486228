// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.Locale;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Stages;

/** What a span is, asked of each dialect in turn, the most explicit first. */
final class Kinds {

    /**
     * @param kind what the span is
     * @param word the source's own word for it, null when nothing but other attributes spoke
     */
    record Found(EventKind kind, String word) {
    }

    private static final Found PLAIN = new Found(EventKind.OTHER, null);

    private Kinds() {
    }

    static Found of(Span span) {
        Attributes a = span.attributes;
        String word = a.take(Key.OPERATION);
        if (word != null) {
            return new Found(operation(word), word);
        }
        word = a.take(Key.OI_KIND);
        if (word != null) {
            return new Found(openInference(word, span), word.toLowerCase(Locale.ROOT));
        }
        Found found = byType(a);
        if (found != null) {
            return found;
        }
        if (a.hasAny(Key.TOOL_NAME, Key.TOOL_CALL_ID, Key.AI_TOOL_NAME)) {
            return new Found(EventKind.TOOL, null);
        }
        String method = a.peek(Key.MCP_METHOD);
        if (method != null) {
            return new Found(method.equals("tools/call") ? EventKind.TOOL : EventKind.OTHER, a.take(Key.MCP_METHOD));
        }
        if (span.indexed.hasDocuments() || a.has(Key.RETRIEVAL_DOCUMENTS)) {
            return new Found(EventKind.RETRIEVAL, null);
        }
        if (callsModel(span)) {
            return new Found(EventKind.INFERENCE, null);
        }
        return a.hasAny(Key.AGENT_NAME, Key.AGENT_ID) ? new Found(EventKind.AGENT, null) : PLAIN;
    }

    private static boolean callsModel(Span span) {
        return span.saidInput || span.saidOutput || span.indexed.has(true) || span.indexed.has(false)
                || carriesMessages(span)
                || span.attributes.hasAny(Key.REQUEST_MODEL, Key.RESPONSE_MODEL, Key.OI_MODEL, Key.OI_REQUEST_MODEL,
                        Key.OI_RESPONSE_MODEL, Key.INPUT_TOKENS, Key.OUTPUT_TOKENS, Key.PROMPT_TOKENS,
                        Key.COMPLETION_TOKENS, Key.OI_PROMPT_TOKENS, Key.OI_COMPLETION_TOKENS, Key.PROMPT,
                        Key.COMPLETION);
    }

    private static boolean carriesMessages(Span span) {
        for (Span.Inner e : span.inner) {
            if (e.name().equals("gen_ai.choice") || e.name().startsWith("gen_ai.content.")
                    || e.name().startsWith("gen_ai.") && e.name().endsWith(".message")) {
                return true;
            }
        }
        return false;
    }

    static EventKind operation(String word) {
        return switch (word) {
            case "chat", "generate_content", "text_completion", "completion", "embeddings", "embedding", "response" ->
                EventKind.INFERENCE;
            case "invoke_agent", "create_agent", "invoke_workflow" -> EventKind.AGENT;
            case "execute_tool" -> EventKind.TOOL;
            case "retrieval" -> EventKind.RETRIEVAL;
            default -> EventKind.OTHER;
        };
    }

    private static EventKind openInference(String word, Span span) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "LLM", "EMBEDDING" -> Stages.later(span.name) ? EventKind.OTHER : EventKind.INFERENCE;
            case "AGENT" -> EventKind.AGENT;
            case "CHAIN" -> span.attributes.hasAny(Key.OI_INPUT, Key.OI_OUTPUT, Key.SESSION_ID, Key.CONVERSATION)
                    || span.indexed.has(true) || span.indexed.has(false) ? EventKind.AGENT : EventKind.OTHER;
            case "TOOL" -> Stages.later(span.name) ? EventKind.OTHER : EventKind.TOOL;
            case "RETRIEVER", "RERANKER" -> EventKind.RETRIEVAL;
            case "GUARDRAIL" -> EventKind.POLICY;
            case "EVALUATOR" -> EventKind.EVALUATION;
            default -> EventKind.OTHER;
        };
    }

    /** Langfuse, Traceloop, Vercel and Genkit words; null when none of them says anything. */
    private static Found byType(Attributes a) {
        String word = a.peek(Key.LF_TYPE);
        EventKind kind = word == null ? null : switch (word.toLowerCase(Locale.ROOT)) {
            case "generation", "embedding" -> EventKind.INFERENCE;
            case "agent", "chain" -> EventKind.AGENT;
            case "tool" -> EventKind.TOOL;
            case "retriever" -> EventKind.RETRIEVAL;
            case "guardrail" -> EventKind.POLICY;
            case "evaluator" -> EventKind.EVALUATION;
            default -> null;
        };
        if (kind != null) {
            return new Found(kind, a.take(Key.LF_TYPE));
        }
        word = a.peek(Key.AI_OPERATION);
        if (word != null && word.startsWith("ai.")) {
            // the outer span of a call holds the inner doGenerate, doStream or doEmbed, which is the call itself
            boolean call = word.contains(".do");
            return new Found(word.equals("ai.toolCall") ? EventKind.TOOL : call ? EventKind.INFERENCE : EventKind.AGENT,
                    a.take(Key.AI_OPERATION));
        }
        word = a.peek(Key.REQUEST_TYPE);
        if (word != null) {
            return new Found(switch (word) {
                case "rerank" -> EventKind.RETRIEVAL;
                default -> EventKind.INFERENCE;
            }, a.take(Key.REQUEST_TYPE));
        }
        word = a.peek(Key.TRACELOOP_KIND);
        if (word != null) {
            return new Found(switch (word) {
                case "workflow", "agent" -> EventKind.AGENT;
                case "tool" -> EventKind.TOOL;
                default -> EventKind.OTHER;
            }, a.take(Key.TRACELOOP_KIND));
        }
        word = a.peek(Key.GENKIT_SUBTYPE);
        if (word != null) {
            return new Found(switch (word) {
                case "model", "embedder" -> EventKind.INFERENCE;
                case "tool" -> EventKind.TOOL;
                case "retriever" -> EventKind.RETRIEVAL;
                case "flow" -> EventKind.AGENT;
                default -> EventKind.OTHER;
            }, a.take(Key.GENKIT_SUBTYPE));
        }
        return null;
    }
}
