// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;

/** Who said what, in the shapes that frameworks write. The texts are invented. */
class MessagesTest {

    private static void says(String json, String otherwise, String... expected) {
        List<String> found = Messages.parse(json, otherwise).stream().map(MessagesTest::line).toList();
        assertEquals(List.of(expected), found, json);
    }

    private static String line(Message m) {
        return m.role() + ": " + m.text();
    }

    @Test
    void messagesOfLangChainNameTheirSpeakerByType() {
        says("""
                {"messages":[{"content":"Hi","additional_kwargs":{},"type":"human","id":"1"},
                {"content":"","additional_kwargs":{"tool_calls":[{"id":"c","function":{"name":"look",
                "arguments":"{}"}}]},"type":"ai","tool_calls":[{"name":"look","args":{}}]},
                {"content":"42","type":"tool","tool_call_id":"c"}]}""", "assistant",
                "user: Hi", "assistant: look({})", "tool: 42");
        says("""
                {"role":"assistant","content":"","additional_kwargs":{"tool_calls":[{"function":{"name":"look",
                "arguments":"{}"}}],"refusal":null}}""", "assistant", "assistant: look({})");
    }

    @Test
    void itemsOfTheResponsesInterface() {
        says("""
                [{"content":"Weather?","role":"user"},
                {"type":"function_call","name":"get","arguments":"{}","call_id":"c"},
                {"type":"function_call_output","call_id":"c","output":"sunny"}]""", "user",
                "user: Weather?", "assistant: get({})", "tool: sunny");
        says("{\"model\":\"m\",\"instructions\":\"Be brief.\",\"input\":\"Weather?\"}", "user",
                "system: Be brief.", "user: Weather?");
        says("""
                {"object":"response","output":[{"type":"message","role":"assistant","content":[{"type":"output_text",
                "text":"Sunny."}]}],"text":{"format":{"type":"text"},"verbosity":"medium"}}""", "assistant",
                "assistant: Sunny.");
    }

    @Test
    void contentsAndCandidatesOfGemini() {
        says("{\"model\":\"g\",\"contents\":\"What?\"}", "user", "user: What?");
        says("""
                {"contents":[{"role":"user","parts":[{"text":"What?"}]}],
                "systemInstruction":{"parts":[{"text":"Be brief."}]},"model":"g"}""", "user",
                "user: What?", "system: Be brief.");
        says("""
                {"model":"g","config":{"system_instruction":"Be brief.","tools":[]},
                "contents":[{"parts":[{"text":"What?"}],"role":"user"},
                {"parts":[{"function_call":{"name":"look","args":{"q":1}}}],"role":"model"}]}""", "user",
                "system: Be brief.", "user: What?", "model: look({\"q\":1})");
        says("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"That.\"}]}}]}", "assistant",
                "assistant: That.");
    }

    @Test
    void objectsThatPythonPrinted() {
        says("""
                {"messages":["role='system' content='Be \\\\'brief\\\\'.\\\\nNow.' name=None tool_calls=None",
                "role='assistant' content=None name=None tool_calls=[{'id': 'c'}]"]}""", "user",
                "system: Be 'brief'.\nNow.", "assistant: tool_calls=[{'id': 'c'}]");
    }

    @Test
    void theDefinitionOfAToolIsNoCall() {
        says("""
                {"role":"tool","content":{"type":"function",
                "function":{"name":"look","parameters":{"type":"object"}}}}""",
                "user", "tool: [tool look]");
    }
}
