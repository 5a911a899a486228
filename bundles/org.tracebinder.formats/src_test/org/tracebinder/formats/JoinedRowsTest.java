// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.LineageFact;

/** Rows out of a database say beside their numbers what these stand for, and the names are what is shown. */
class JoinedRowsTest {

    private static List<Event> events(String format, String rows) {
        return Imported.of("rows.jsonl", rows.getBytes(StandardCharsets.UTF_8), format).events();
    }

    @Test
    void tracesReviewersAndProjectsOfPhoenixHaveTheirNames() {
        List<Event> events = events("phoenix", """
                {"_table":"spans","id":5,"trace_rowid":1,"span_id":"s5","parent_id":null,"name":"ask",\
                "span_kind":"LLM","start_time":"2026-03-02 08:00:00.5","end_time":"2026-03-02 08:00:01",\
                "attributes":{},"_joined":{"trace":{"trace_id":"abc","project":"credit"}}}
                {"_table":"traces","id":1,"project_rowid":7,"trace_id":"abc","start_time":"2026-03-02 08:00:00.5",\
                "_joined":{"project":{"name":"credit"},"session":{"session_id":"ses"}}}
                {"_table":"span_annotations","id":1,"span_rowid":5,"name":"ok","annotator_kind":"HUMAN","label":"no",\
                "user_id":2,"_joined":{"span":{"span_id":"s5","trace_id":"abc"},"user":{"username":"carol"}}}
                {"_table":"document_annotations","id":3,"span_rowid":5,"document_position":0,"name":"relevant",\
                "annotator_kind":"LLM","score":0.5,"_joined":{"span":{"span_id":"s5","trace_id":"abc"}}}
                """);
        assertEquals(4, events.size());
        for (Event e : events) {
            assertEquals("abc", e.trace());
            assertFalse(e.extra().keySet().stream().anyMatch(k -> k.startsWith("_joined")), "kept once");
        }
        assertEquals("credit", events.get(0).app());
        assertEquals("credit", events.get(1).app());
        assertEquals("ses", events.get(1).session());
        assertEquals("carol", events.get(2).actor());
        assertEquals("carol", events.get(2).review().who());
        assertEquals("s5", events.get(2).parent());
        assertEquals("s5", events.get(3).parent());
    }

    @Test
    void anArtifactHasOneNameAndItsType() {
        List<Event> events = events("mlmd", """
                {"_table":"Artifact","id":1,"type_id":10,"uri":"s3://d","name":"loans",\
                "_joined":{"type":{"name":"system.Dataset"}}}
                {"_table":"Artifact","id":2,"type_id":11,"uri":"s3://m","name":null,\
                "_joined":{"type":{"name":"system.Model"},"display":{"name":"model"}}}
                {"_table":"Event","id":1,"artifact_id":1,"execution_id":5,"type":3,\
                "_joined":{"artifact":{"name":"loans","uri":"s3://d","type":"system.Dataset"}}}
                {"_table":"Event","id":2,"artifact_id":2,"execution_id":5,"type":4,\
                "_joined":{"artifact":{"uri":"s3://m","type":"system.Model"},"display":{"name":"model"},\
                "execution":{"name":"train"}}}
                """);
        LineageFact.Dataset loans = new LineageFact.Dataset(null, "loans", null, "dataset");
        LineageFact.Dataset model = new LineageFact.Dataset("mlmd", "model", "2", "model");
        assertEquals(List.of(loans), events.get(0).lineage().outputs());
        assertEquals(List.of(), events.get(0).lineage().inputs());
        assertEquals(List.of(model), events.get(1).lineage().outputs());
        assertEquals("model", events.get(1).name());
        assertEquals("system.Model", events.get(1).extra().get("type.name"));
        assertEquals(List.of(loans), events.get(2).lineage().inputs());
        assertEquals(List.of(model), events.get(3).lineage().outputs());
        assertEquals("train", events.get(3).extra().get("execution"));
    }

    @Test
    void aStoreAsJsonNamesThemAsWell() {
        List<Event> events = events("mlmd", """
                {"artifact_types":[{"id":10,"name":"system.Dataset"}],
                "artifacts":[{"id":1,"type_id":10,"uri":"s3://d","custom_properties":{"display_name":\
                {"stringValue":"loans"}}}],"executions":[{"id":5,"type_id":3,"name":"train"}],
                "events":[{"artifact_id":1,"execution_id":5,"type":"INPUT"}]}
                """);
        LineageFact.Dataset loans = new LineageFact.Dataset("mlmd", "loans", "1", "dataset");
        assertEquals(List.of(loans), events.get(1).lineage().outputs());
        assertEquals(List.of(loans), events.get(3).lineage().inputs());
    }

    @Test
    void aRunOfMlflowReadADatasetByItsName() {
        List<Event> events = events("mlflow", """
                {"_table":"inputs","input_uuid":"i1","source_type":"DATASET","source_id":"u1",\
                "destination_type":"RUN","destination_id":"r1","_joined":{"dataset":{"name":"loans",\
                "digest":"abc123","dataset_source_type":"s3"}}}
                """);
        assertEquals(List.of(new LineageFact.Dataset("s3", "loans", "abc123", "dataset")),
                events.get(0).lineage().inputs());
        assertEquals("loans", events.get(0).name());
    }
}
