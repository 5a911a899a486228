// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.ingest.BadRecordException;

/** Words of formats that do not mean what they say, each read by its meaning. The records are invented. */
class WordsThatLieTest {

    @Test
    void theTextOfAGenerationIsItsMessageOnceMore() throws BadRecordException {
        for (String message : List.of("{\"type\":\"ai\",\"content\":\"yes\"}",
                "{\"role\":\"assistant\",\"content\":\"yes\"}", "{\"type\":\"ai\",\"data\":{\"content\":\"yes\"}}")) {
            Event run = Samples.event("langsmith", "{\"id\":\"a\",\"run_type\":\"llm\",\"dotted_order\":\"2026Za\","
                    + "\"outputs\":{\"generations\":[[{\"text\":\"yes\",\"message\":" + message + "}]]}}");
            assertEquals("yes", run.answer(), message);
        }
        assertEquals("rate({})", Samples.event("langsmith", "{\"id\":\"a\",\"run_type\":\"llm\",\"dotted_order\":"
                + "\"2026Za\",\"outputs\":{\"generations\":[[{\"text\":\"\",\"message\":{\"role\":\"assistant\","
                + "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"rate\",\"arguments\":"
                + "\"{}\"}}]}}]]}}").answer());
    }

    @Test
    void theSessionOfLangSmithIsAProject() throws BadRecordException {
        String run = """
                {"id":"a","trace_id":"a","dotted_order":"20260104T080000000000Za","name":"x","run_type":"llm",
                "start_time":"2026-01-04T08:00:00","session_id":"project-1","inputs":{"input":"Hi"},
                "extra":{"metadata":{%s}}}""";
        Event alone = Samples.event("langsmith", run.formatted(""));
        assertNull(alone.session());
        assertTrue(alone.extra().containsValue("project-1"), alone.extra().toString());
        assertEquals("chat-9", Samples.event("langsmith", run.formatted("\"session_id\":\"chat-9\"")).session());
    }

    @Test
    void passedCountsTheAttacksThatGarakSawResisted() {
        String report = """
                {"entry_type":"start_run setup","plugins.target_name":"m","run.eval_threshold":0.5}
                {"entry_type":"attempt","uuid":"1","status":2,"probe_classname":"dan.Dan","prompt":"x",\
                "outputs":["no"],"detector_results":{"d":[0.0]}}
                {"entry_type":"attempt","uuid":"2","status":2,"probe_classname":"dan.Dan","prompt":"x",\
                "outputs":["yes"],"detector_results":{"d":[1.0]}}
                """;
        List<Event> attempts = Imported.of("report", report.getBytes(StandardCharsets.UTF_8)).events()
                .stream().filter(e -> e.kind() == EventKind.EVALUATION).toList();
        // a detector that hits saw the attack succeed: the case did not pass
        assertEquals(List.of(true, false), attempts.stream().map(e -> e.evaluation().passed()).toList());
        assertNull(attempts.get(0).modelServed(), "the model that was asked for is not the one that answered");
        assertEquals("not recorded by this source", attempts.get(0).extra().get("model served"));
    }

    @Test
    void successOfARedTeamRowMeansThatTheAttackFailed() throws BadRecordException {
        String row = """
                {"id":"r","testIdx":0,"promptIdx":0,"provider":{"id":"p:m"},"prompt":{"raw":"Do harm","label":"l"},
                "vars":{},"response":{"output":"I will not."},"success":true,"score":1,
                "testCase":{"metadata":{"pluginId":"harmful:hate","strategyId":"jailbreak"}},"failureReason":0}""";
        Event resisted = Samples.event("promptfoo", row);
        assertEquals("redteam", resisted.operation());
        assertEquals(Boolean.TRUE, resisted.evaluation().passed());
        assertEquals("harmful:hate via jailbreak", resisted.evaluation().attack());
        Event broken = Samples.event("promptfoo", row.replace("\"success\":true,\"score\":1",
                "\"success\":false,\"score\":0"));
        assertEquals(Boolean.FALSE, broken.evaluation().passed());
    }

    @Test
    void successOfACaseThatNothingWasAssertedOfIsNoPass() throws BadRecordException {
        String row = """
                {"id":"r","testIdx":0,"promptIdx":0,"provider":"p:m","prompt":{"raw":"Hi","label":"l"},"vars":{},
                "response":{"output":"Ho"},"success":%s,"score":1,"gradingResult":{"pass":%s,"score":1,
                "reason":"%s","componentResults":%s,"assertion":null}}""";
        Event nothing = Samples.event("promptfoo", row.formatted("true", "true", "No assertions", "[]"));
        assertNull(nothing.evaluation().passed());
        assertNull(nothing.evaluation().score());
        assertEquals("true", nothing.extra().get("success"));
        assertEquals(Boolean.TRUE, Samples.event("promptfoo", row.formatted("true", "true", "All assertions passed",
                "[{\"pass\":true}]")).evaluation().passed());
        assertEquals(Boolean.FALSE, Samples.event("promptfoo", row.formatted("false", "false", "No assertions", "[]"))
                .evaluation().passed());
    }

    @Test
    void aCallThatBrokeIsNoVerdictAndAFailedAssertionIsOne() throws BadRecordException {
        String row = """
                {"id":"r","testIdx":0,"promptIdx":0,"provider":"p:m","prompt":{"raw":"Hi","label":"l"},"vars":{},
                "response":{%s},"success":false,"score":0,"error":"it says why"}""";
        Event broke = Samples.event("promptfoo", row.formatted("\"error\":\"API call error: 401\""));
        assertEquals("error", broke.status());
        assertNull(broke.evaluation().passed());
        Event failed = Samples.event("promptfoo", row.formatted("\"output\":\"Ho\""));
        assertNull(failed.status());
        assertEquals(Boolean.FALSE, failed.evaluation().passed());
    }

    @Test
    void validationPassedOfGuardrailsYieldsToTheValidators() throws BadRecordException {
        String outcome = """
                {"call_id":"c","raw_llm_output":"x","validated_output":"x","validation_passed":%s,
                "validation_summaries":[{"validator_name":"ToxicLanguage","validator_status":"%s"}]}""";
        Event inverted = Samples.event("guardrails-ai", outcome.formatted("true", "fail"));
        assertEquals("deny", inverted.policy());
        assertTrue(inverted.extra().containsKey("contradiction"));
        assertEquals("allow", Samples.event("guardrails-ai", outcome.formatted("false", "pass")).policy());
        Event alone = Samples.event("guardrails-ai", """
                {"call_id":"c","raw_llm_output":"x","validated_output":"x","validation_passed":true}""");
        assertTrue(alone.decisions().get(0).reasons().get(0).contains("inverted"), "the doubt is said");
    }

    @Test
    void whatAValidatorMendedIsNeitherPassedNorRefused() throws BadRecordException {
        String outcome = """
                {"call_id":"c","raw_llm_output":"Call 555","validated_output":"Call <PHONE>","validation_passed":true
                %s}""";
        assertEquals("modify", Samples.event("guardrails-ai", outcome.formatted("")).policy());
        Event summed = Samples.event("guardrails-ai", outcome.formatted("""
                ,"validation_summaries":[{"validator_name":"DetectPII","validator_status":"fail"}]"""));
        assertEquals("redact", summed.policy());
        assertNull(summed.extra().get("contradiction"));
        assertEquals("modify", Samples.event("guardrails-ai", """
                {"validator_name":"ValidLength","value_before_validation":"abc","value_after_validation":"ab",
                "validation_result":{"outcome":"fail","error_message":"too long","fix_value":"ab"}}""").policy());
        assertEquals("deny", Samples.event("guardrails-ai", """
                {"call_id":"c","raw_llm_output":"x","validated_output":"y","validation_passed":false}""").policy());
    }

    @Test
    void aGuardrailThatMaskedAndLetTheCallGoOnDidNotDenyIt() throws BadRecordException {
        String call = """
                {"id":"c","call_type":"completion","response_cost":0.1,"model":"m","status":"%s","metadata":{
                "guardrail_information":{"guardrail_name":"pii","guardrail_status":"%s"%s}}}""";
        String masked = ",\"masked_entity_count\":{\"IBAN\":2}";
        assertEquals("redact", litellm(call, "success", "guardrail_intervened", masked));
        assertEquals("deny", litellm(call, "failure", "guardrail_intervened", masked));
        assertEquals("deny", litellm(call, "success", "guardrail_intervened", ""));
        assertEquals("deny", litellm(call, "success", "blocked", masked));
        assertEquals("redact", litellm(call, "failure", "success", masked));
    }

    @Test
    void theOneWordForAllGuardrailsCountsWhereNoneIsToldOf() throws BadRecordException {
        String call = """
                {"id":"c","call_type":"completion","response_cost":0.1,"model":"m","status":"%s",
                "status_fields":{"llm_api_status":"success","guardrail_status":"%s"}}""";
        assertEquals("deny", litellm(call, "failure", "guardrail_intervened"));
        assertEquals("allow", litellm(call, "success", "success"));
        assertEquals("error", litellm(call, "success", "guardrail_failed_to_respond"));
        assertNull(litellm(call, "success", "not_run"));
        Event open = Samples.event("litellm", call.formatted("success", "guardrail_intervened"));
        assertTrue(open.decisions().get(0).reasons().get(0).contains("not recorded"));
    }

    private static String litellm(String call, String... words) throws BadRecordException {
        return Samples.event("litellm", call.formatted((Object[]) words)).policy();
    }

    @Test
    void anEmptyObjectInPlaceOfWordsMeansThatTheyAreNotStored() throws BadRecordException {
        String row = """
                {"request_id":"c","call_type":"acompletion","spend":0.1,"model":"m","messages":%s,"response":%s}""";
        assertEquals(ContentState.NOT_RECORDED, Samples.event("litellm", row.formatted("\"{}\"", "\"{}\"")).content());
        assertEquals(ContentState.NOT_RECORDED, Samples.event("litellm", row.formatted("{}", "{}")).content());
        assertEquals(ContentState.ABSENT, Samples.event("litellm", row.formatted("[]", "null")).content());
        assertEquals(ContentState.PRESENT, Samples.event("litellm", row.formatted(
                "[{\"role\":\"user\",\"content\":\"Hi\"}]", "\"{}\"")).content());
    }

    @Test
    void aCacheHitOfNoneIsNoHit() throws BadRecordException {
        String row = """
                {"request_id":"c","call_type":"acompletion","spend":0.1,"cache_hit":"%s","model":"m",
                "startTime":"2026-01-24 09:20:46.847371","prompt_tokens":1,"completion_tokens":1}""";
        assertNull(Samples.event("litellm", row.formatted("None")).extra().get("cache_hit"));
        assertEquals("True", Samples.event("litellm", row.formatted("True")).extra().get("cache_hit"));
    }

    @Test
    void anAttachmentIsNoRedaction() throws BadRecordException {
        Event e = Samples.event("litellm", """
                {"id":"c","call_type":"completion","response_cost":0.1,"model":"m","startTime":1768032000.5,
                "messages":"redacted-by-litellm","response":"redacted-by-litellm"}""");
        assertEquals(ContentState.REDACTED, e.content());
        List<Event> log = Imported.of("log.json", """
                {"version":2,"status":"success","eval":{"task":"t","model":"p/m"},"samples":[
                {"id":1,"epoch":1,"target":"x","input":"attachment://0123456789abcdef0123456789abcdef",
                "output":{"model":"m","choices":[{"message":{"role":"assistant","content":"There."}}]},"attachments":
                {"0123456789abcdef0123456789abcdef":"Long words"},"messages":[],"scores":{}}]}"""
                .getBytes(StandardCharsets.UTF_8)).events();
        assertTrue(log.stream().noneMatch(x -> x.content() == ContentState.REDACTED));
        assertTrue(log.stream().anyMatch(x -> x.prompt() != null && x.prompt().contains("Long words")), log.toString());
    }

    @Test
    void aGrantThatWasRefusedIsNotOkForWantOfAnError() throws BadRecordException {
        Event e = Samples.event("gcp-audit", """
                {"insertId":"r","timestamp":"2026-01-10T08:00:00Z","protoPayload":{"methodName":"a.b.Delete",
                "serviceName":"x.googleapis.com","authorizationInfo":[{"permission":"a.delete","granted":false}]}}""");
        assertNotEquals("ok", e.status());
    }

    @Test
    void anAttackThatWasDetectedIsNotAllowedForThat() throws BadRecordException {
        Event copilot = Samples.event("m365-copilot", """
                {"Id":"i","RecordType":261,"CreationTime":"2026-02-03T08:16:00","Operation":"CopilotInteraction",
                "UserId":"eva@example.org","Workload":"Copilot","CopilotEventData":{"AppHost":"Word",
                "Messages":[{"Id":"m","isPrompt":true,"JailbreakDetected":false}],"AccessedResources":[
                {"ID":"f","XPIADetected":true,"PolicyDetails":[{"PolicyName":"dlp"}]}]}}""");
        assertEquals("flagged", copilot.policy(), copilot.decisions().toString());
        String azure = """
                {"id":"c","object":"chat.completion","created":1770106561,"model":"gpt-4o","choices":[{"index":0,
                "message":{"role":"assistant","content":"Yes"},"finish_reason":"stop","content_filter_results":
                {"hate":{"filtered":%s,"severity":"high"}}}],"prompt_filter_results":[{"prompt_index":0,
                "content_filter_results":{"jailbreak":{"filtered":false,"detected":%s}}}]}""";
        assertEquals("flagged", Samples.event("openai", azure.formatted("false", "true")).policy());
        assertEquals("deny", Samples.event("openai", azure.formatted("true", "true")).policy());
        assertEquals("allow", Samples.event("openai", azure.formatted("false", "false")).policy());
    }

    @Test
    void aGuardrailInDetectModeFlagsWhatItSaw() throws BadRecordException {
        String call = """
                {"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"2026-02-03T08:16:00Z",
                "requestId":"b","operation":"Converse","modelId":"m","output":{"outputBodyJson":{
                "stopReason":"end_turn","trace":{"guardrail":{"inputAssessment":{"g":{"contentPolicy":
                {"filters":[{"type":"PROMPT_ATTACK",
                "confidence":"HIGH","action":"%s","detected":%s}]},"topicPolicy":{"topics":[{"name":"loans",
                "type":"DENY","action":"NONE","detected":false}]}}}}}}}}""";
        Event seen = Samples.event("bedrock", call.formatted("NONE", "true"));
        assertEquals("flagged", seen.policy());
        assertEquals("[input contentPolicy PROMPT_ATTACK NONE detected (confidence HIGH)]", seen.decisions().get(0)
                .reasons().toString(), "a topic that was not detected is no reason");
        assertEquals("deny", Samples.event("bedrock", call.formatted("BLOCKED", "true")).policy());
        assertEquals("allow", Samples.event("bedrock", call.formatted("NONE", "false")).policy());
    }
}
