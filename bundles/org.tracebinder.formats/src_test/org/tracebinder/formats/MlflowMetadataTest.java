// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;

/** What MLflow says of a trace in rows of its own belongs to that trace and hangs under nothing. */
class MlflowMetadataTest {

    @Test
    void userAndSessionOfATraceAreFound() {
        String rows = """
                {"_table":"trace_request_metadata","key":"mlflow.trace.user","value":"u9","request_id":"tr-1"}
                {"_table":"trace_request_metadata","key":"mlflow.trace.session","value":"s1","request_id":"tr-1"}
                {"_table":"registered_model_aliases","alias":"live","version":"3","name":"credit"}
                {"_table":"params","key":"depth","value":"4","run_uuid":"r1"}
                """;
        List<Event> events = Imported.of("rows.jsonl", rows.getBytes(StandardCharsets.UTF_8), "mlflow").events();
        assertEquals(4, events.size());
        assertEquals("u9", events.get(0).actor());
        assertEquals("s1", events.get(1).session());
        for (Event e : events.subList(0, 2)) {
            assertEquals("tr-1", e.trace());
            assertNull(e.parent());
        }
        assertNull(events.get(2).trace(), "a model is no trace");
        assertEquals("r1", events.get(3).parent());
    }
}
