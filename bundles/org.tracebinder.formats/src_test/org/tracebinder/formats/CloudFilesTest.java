// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;

/** Files as consoles and shells of clouds write them around the records. The records are invented. */
class CloudFilesTest {

    private static Samples.Read read(String name, String content) {
        return Samples.read(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant time(Event e) {
        return Instant.ofEpochSecond(0, e.time());
    }

    @Test
    void theEventHistoryOfTheConsoleIsCloudTrail() {
        String head = "Event name,Event time,User name,Event source,Resource type,Resource name,AWS access key,"
                + "AWS region,Error code,Source IP address,User agent,Event ID,Request ID,Read only,Event type\n";
        Samples.Read read = read("event_history.csv", head
                + "InvokeModel,\"February 03, 2026, 08:15:30 (UTC+01:00)\",anna,bedrock.amazonaws.com,,,AKIA,"
                + "eu-central-1,,192.0.2.3,Boto3,0d1c4f3a-0000-4000-8000-000000000001,req-9,true,AwsApiCall\n"
                + "Converse,\"February 30, 2026, 08:15:30 (UTC)\",eva,bedrock.amazonaws.com,,,AKIA,eu-central-1,"
                + "AccessDenied,192.0.2.3,Boto3,0d1c4f3a-0000-4000-8000-000000000002,req-10,true,AwsApiCall\n");
        assertEquals("cloudtrail", read.reader().id());
        assertEquals(List.of(), read.bad());
        Event call = read.events().get(0);
        assertEquals("inference", call.kind().id());
        assertEquals("anna", call.actor());
        assertTrue(call.isPiece(), "the trail may hold the same event, with more of it");
        assertEquals(Instant.parse("2026-02-03T07:15:30Z"), time(call));
        assertEquals("ok", call.status());
        assertEquals(List.of("req-9"), call.ids());
        assertEquals("eu-central-1", call.extra().get("awsRegion"));
        Event refused = read.events().get(1);
        assertEquals("error", refused.status());
        assertEquals(Event.NONE, refused.time(), "no such day");
        assertEquals("February 30, 2026, 08:15:30 (UTC)", refused.timeText());
    }

    @Test
    void aLogExportedToAStoreHasATimeBeforeEachRecord() {
        String line = "2026-02-03T08:16:05.000Z {\"timestamp\":\"2026-02-03T08:16:0%dZ\",\"schemaType\":"
                + "\"ModelInvocationLog\",\"requestId\":\"b%d\",\"modelId\":\"m\",\"operation\":\"Converse\"}\n";
        Samples.Read read = read("000000", line.formatted(1, 1) + line.formatted(2, 2)
                + "2026-02-03T08:16:05.000Z {\n");
        assertEquals("bedrock", read.reader().id());
        assertEquals(List.of("b1", "b2"), read.events().stream().map(Event::span).toList());
        assertEquals(Instant.parse("2026-02-03T08:16:02Z"), time(read.events().get(1)));
        assertEquals(1, read.bad().size());
    }

    @Test
    void theTypeThatPowerShellWritesIsNoHeader() {
        Imported read = Imported.of("audit.csv", ("#TYPE Deserialized.Microsoft.Exchange.UnifiedAuditLogEvent\r\n"
                + "\"RecordType\",\"CreationDate\",\"UserIds\",\"Operations\",\"AuditData\"\r\n"
                + "\"CopilotInteraction\",\"03.02.2026 08:15:21\",\"anna@example.org\",\"CopilotInteraction\","
                + "\"{\"\"CreationTime\"\":\"\"2026-02-03T08:15:21\"\",\"\"Id\"\":\"\"i\"\",\"\"Operation\"\":"
                + "\"\"CopilotInteraction\"\",\"\"UserId\"\":\"\"anna@example.org\"\"}\"\r\n")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("anna@example.org"), read.events().stream().map(Event::actor).toList());
    }

    @Test
    void anObjectWithATraceIsNotYetOneOfLangfuse() {
        assertNull(read("x.json", "{\"trace\":{\"id\":\"x\"},\"observations\":3}").reader());
        assertEquals("langfuse", read("x.json", "{\"trace\":{\"id\":\"x\"},\"observations\":[]}").reader().id());
    }
}
