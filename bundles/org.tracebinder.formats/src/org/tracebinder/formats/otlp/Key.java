// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

/** Attribute keys with a meaning, over all generations and dialects. Any other key goes to the extras as it is. */
enum Key {
    // GenAI semantic conventions
    OPERATION("gen_ai.operation.name"), PROVIDER("gen_ai.provider.name"), SYSTEM("gen_ai.system"),
    REQUEST_MODEL("gen_ai.request.model"), RESPONSE_MODEL("gen_ai.response.model"), RESPONSE_ID("gen_ai.response.id"),
    MODEL_VERSION("gen_ai.model.version"), RESPONSE_MODEL_VERSION("gen_ai.response.model_version"),
    INPUT_TOKENS("gen_ai.usage.input_tokens"), OUTPUT_TOKENS("gen_ai.usage.output_tokens"),
    PROMPT_TOKENS("gen_ai.usage.prompt_tokens"), COMPLETION_TOKENS("gen_ai.usage.completion_tokens"),
    INPUT_MESSAGES("gen_ai.input.messages"), OUTPUT_MESSAGES("gen_ai.output.messages"),
    SYSTEM_INSTRUCTIONS("gen_ai.system_instructions"), PROMPT("gen_ai.prompt"), COMPLETION("gen_ai.completion"),
    INPUT_REFERENCE("gen_ai.input.messages_ref"), OUTPUT_REFERENCE("gen_ai.output.messages_ref"),
    TOOL_NAME("gen_ai.tool.name"), TOOL_CALL_ID("gen_ai.tool.call.id"), TOOL_ARGUMENTS("gen_ai.tool.call.arguments"),
    TOOL_RESULT("gen_ai.tool.call.result"), AGENT_NAME("gen_ai.agent.name"), AGENT_ID("gen_ai.agent.id"),
    CONVERSATION("gen_ai.conversation.id"), DATA_SOURCE("gen_ai.data_source.id"),
    RETRIEVAL_DOCUMENTS("gen_ai.retrieval.documents"), RETRIEVAL_QUERY("gen_ai.retrieval.query.text"),
    EVALUATION_NAME("gen_ai.evaluation.name"), EVALUATION_SCORE("gen_ai.evaluation.score.value"),
    EVALUATION_LABEL("gen_ai.evaluation.score.label"), EVALUATION_EXPLANATION("gen_ai.evaluation.explanation"),
    GENAI_USER("gen_ai.user"), GENAI_REQUEST_USER("gen_ai.request.user"), COST("gen_ai.usage.cost"),
    TOTAL_COST("gen_ai.usage.total_cost"), KNOWLEDGE_BASE("aws.bedrock.knowledge_base.id"),
    GUARDRAIL_ID("aws.bedrock.guardrail.id"),
    // general conventions
    SERVICE("service.name"), ENVIRONMENT_NAME("deployment.environment.name"), ENVIRONMENT("deployment.environment"),
    USER_ID("user.id"), ENDUSER_ID("enduser.id"), USER_EMAIL("user.email"), SESSION_ID("session.id"),
    MCP_SESSION("mcp.session.id"), MCP_METHOD("mcp.method.name"), ERROR_TYPE("error.type"),
    EXCEPTION_TYPE("exception.type"), EXCEPTION_MESSAGE("exception.message"), EVENT_NAME("event.name"),
    // classic models
    ML_MODEL("ml.model.name"), ML_VERSION("ml.model.version"), PLAIN_MODEL_VERSION("model.version"),
    // OpenLIT
    OPENLIT_APP("gen_ai.application_name"), OPENLIT_ENV("gen_ai.environment"),
    // Traceloop
    REQUEST_TYPE("llm.request.type"), TRACELOOP_KIND("traceloop.span.kind"), TRACELOOP_INPUT("traceloop.entity.input"),
    TRACELOOP_OUTPUT("traceloop.entity.output"), TRACELOOP_ENTITY("traceloop.entity.name"),
    TRACELOOP_USER("traceloop.association.properties.user_id"),
    TRACELOOP_SESSION("traceloop.association.properties.session_id"),
    // Vercel AI SDK
    AI_OPERATION("ai.operationId"), AI_MODEL("ai.model.id"), AI_PROVIDER("ai.model.provider"),
    AI_RESPONSE_MODEL("ai.response.model"), AI_RESPONSE_ID("ai.response.id"), AI_PROMPT("ai.prompt"),
    AI_MESSAGES("ai.prompt.messages"), AI_TEXT("ai.response.text"), AI_OBJECT("ai.response.object"),
    AI_TOOL_CALLS("ai.response.toolCalls"), AI_PROMPT_TOKENS("ai.usage.promptTokens"),
    AI_COMPLETION_TOKENS("ai.usage.completionTokens"), AI_INPUT_TOKENS("ai.usage.inputTokens"),
    AI_OUTPUT_TOKENS("ai.usage.outputTokens"), AI_TOOL_NAME("ai.toolCall.name"), AI_TOOL_ID("ai.toolCall.id"),
    AI_TOOL_ARGS("ai.toolCall.args"), AI_TOOL_RESULT("ai.toolCall.result"), AI_USER("ai.telemetry.metadata.userId"),
    AI_SESSION("ai.telemetry.metadata.sessionId"), AI_VALUE("ai.value"),
    AI_VALUES("ai.values"), AI_TOKENS("ai.usage.tokens"),
    // Langfuse
    LF_TYPE("langfuse.observation.type"), LF_INPUT("langfuse.observation.input"),
    LF_OUTPUT("langfuse.observation.output"), LF_MODEL("langfuse.observation.model.name"),
    LF_USAGE("langfuse.observation.usage_details"), LF_COST("langfuse.observation.cost_details"),
    LF_STATUS("langfuse.observation.status_message"), LF_LEVEL("langfuse.observation.level"),
    LF_SESSION("langfuse.session.id"), LF_USER("langfuse.user.id"), LF_ENVIRONMENT("langfuse.environment"),
    LF_TRACE_USER("langfuse.trace.metadata.langfuse_user_id"),
    LF_TRACE_SESSION("langfuse.trace.metadata.langfuse_session_id"),
    LF_OBSERVATION_USER("langfuse.observation.metadata.langfuse_user_id"),
    LF_OBSERVATION_SESSION("langfuse.observation.metadata.langfuse_session_id"),
    LF_TRACE_INPUT("langfuse.trace.input"), LF_TRACE_OUTPUT("langfuse.trace.output"),
    // OpenInference
    OI_KIND("openinference.span.kind"), OI_MODEL("llm.model_name"), OI_REQUEST_MODEL("llm.request.model_name"),
    OI_RESPONSE_MODEL("llm.response.model_name"), OI_SYSTEM("llm.system"), OI_PROVIDER("llm.provider"),
    OI_INPUT("input.value"), OI_OUTPUT("output.value"), OI_PROMPT_TOKENS("llm.token_count.prompt"),
    OI_COMPLETION_TOKENS("llm.token_count.completion"), OI_COST("llm.cost.total"), OI_TOOL("tool.name"),
    OI_TOOL_ID("tool.id"), OI_TOOL_PARAMETERS("tool.parameters"), OI_AGENT("agent.name"),
    OI_PROJECT("openinference.project.name"), OI_EMBEDDING_MODEL("embedding.model_name"),
    OI_RERANKER_MODEL("reranker.model_name"),
    // Genkit, Pydantic AI, Google ADK
    GENKIT_TYPE("genkit:type"), GENKIT_SUBTYPE("genkit:metadata:subtype"), GENKIT_INPUT("genkit:input"),
    GENKIT_OUTPUT("genkit:output"), GENKIT_NAME("genkit:name"), PYDANTIC_ARGUMENTS("tool_arguments"),
    PYDANTIC_RESPONSE("tool_response"), ADK_SESSION("gcp.vertex.agent.session_id"),
    ADK_ARGUMENTS("gcp.vertex.agent.tool_call_args"), ADK_RESULT("gcp.vertex.agent.tool_response"),
    ADK_REQUEST("gcp.vertex.agent.llm_request"), ADK_ANSWER("gcp.vertex.agent.llm_response");

    /** All constants; {@link #values()} copies. */
    private static final Key[] ALL = values();
    static final int COUNT = ALL.length;
    private static final Key[] TABLE = new Key[1024];

    static {
        for (Key key : ALL) {
            int at = hash(key.text) & TABLE.length - 1;
            while (TABLE[at] != null) {
                at = at + 1 & TABLE.length - 1;
            }
            TABLE[at] = key;
        }
    }

    final String text;

    Key(String text) {
        this.text = text;
    }

    /** @return the key with that text, or null; makes no garbage */
    static Key find(char[] buffer, int from, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[from + i];
        }
        for (int at = hash & TABLE.length - 1; TABLE[at] != null; at = at + 1 & TABLE.length - 1) {
            if (same(TABLE[at].text, buffer, from, length)) {
                return TABLE[at];
            }
        }
        return null;
    }

    /** @return the key with that text, or null */
    static Key find(String text) {
        for (int at = hash(text) & TABLE.length - 1; TABLE[at] != null; at = at + 1 & TABLE.length - 1) {
            if (TABLE[at].text.equals(text)) {
                return TABLE[at];
            }
        }
        return null;
    }

    private static int hash(String text) {
        return text.hashCode();
    }

    static boolean same(String text, char[] buffer, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[from + i]) {
                return false;
            }
        }
        return true;
    }
}
