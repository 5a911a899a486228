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

    @Test
    void theListThatThePortalOfAzureDownloadsIsItsActivityLog() {
        Samples.Read read = read("QueryResult.csv", "Correlation id,Operation name,Status,Event category,Level,Time,"
                + "Subscription,Event initiated by,Resource type,Resource group,Resource\n"
                + "c-1,Delete Cognitive Services Deployment,Succeeded,Administrative,Informational,"
                + "2026-02-03T08:15:30.123Z,s-1,eva@example.org,Microsoft.CognitiveServices/accounts/deployments,rg,"
                + "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a\n"
                + "c-2,Create Deployment,Failed,Administrative,Error,2026-02-03T08:16:30Z,s-1,ann@example.org,,rg,\n");
        assertEquals("azure-activity", read.reader().id());
        assertEquals(List.of(), read.bad());
        Event gone = read.events().get(0);
        assertEquals("admin", gone.kind().id());
        assertEquals("eva@example.org", gone.actor());
        assertEquals("Delete Cognitive Services Deployment", gone.operation());
        assertEquals("ok", gone.status());
        assertEquals("c-1", gone.trace());
        assertEquals(Instant.parse("2026-02-03T08:15:30.123Z"), time(gone));
        assertEquals("error", read.events().get(1).status());
    }

    private static final String ENTRY = """
            insertId: a%d
            logName: projects/p/logs/cloudaudit.googleapis.com%%2Fdata_access
            protoPayload:
              '@type': type.googleapis.com/google.cloud.audit.AuditLog
              authenticationInfo:
                principalEmail: eva@example.org
              authorizationInfo:
              - granted: true
                permission: aiplatform.endpoints.predict
              methodName: google.cloud.aiplatform.v1.PredictionService.GenerateContent
              resourceName: projects/p/locations/europe-west1/publishers/google/models/gemini-2.0-flash
              serviceName: aiplatform.googleapis.com
            receiveTimestamp: '2026-02-03T08:16:06.1Z'
            severity: INFO
            timestamp: '2026-02-03T08:16:0%d.5Z'
            """;

    @Test
    void whatGcloudPrintsAsYamlIsReadEntryByEntry() {
        String broken = "insertId: [x\nlogName: {\n";
        String text = "---\n" + ENTRY.formatted(1, 1) + "---\n" + broken + "---\r\n" + ENTRY.formatted(2, 2);
        Imported read = Imported.of("entries", text.getBytes(StandardCharsets.UTF_8));
        assertEquals("gcp-audit", read.id());
        assertEquals(1, read.bad().size());
        assertEquals(2, read.events().size());
        Event call = read.events().get(0);
        assertEquals("inference", call.kind().id());
        assertEquals("eva@example.org", call.actor());
        assertEquals("gemini-2.0-flash", call.modelRequested());
        assertEquals(Instant.parse("2026-02-03T08:16:01.5Z"), time(call));
        assertEquals("ok", call.status());
        byte[] cut = text.substring(0, text.length() - 60).getBytes(StandardCharsets.UTF_8);
        assertEquals("gcp-audit", Imported.of("x", cut).id());
        assertNull(Imported.of("x.yaml", "services:\n  web:\n    image: x\n".getBytes(StandardCharsets.UTF_8)).id());
    }
}
