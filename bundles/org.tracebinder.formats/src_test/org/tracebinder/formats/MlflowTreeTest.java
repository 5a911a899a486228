// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.core.LineageFact;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.RawRecord;

/** Files of an {@code mlruns} tree whose meaning stands in their path and in few words of their own. */
class MlflowTreeTest {

    private static final String RUN = "aaaabbbbccccddddaaaabbbbccccdddd";
    private static final String DATA = "0123456789abcdef0123456789abcdef";
    private static final String MODEL = "m-0123456789abcdef0123456789abcdef";

    private static Event event(String path, String text) throws IOException, BadRecordException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Head head = Detector.head(path, () -> new ByteArrayInputStream(content));
        List<Detector.Guess> guesses = new Detector(BuiltInFormats.all()).guess(head);
        assertTrue(!guesses.isEmpty(), "nobody knows " + path);
        FormatReader reader = guesses.get(0).reader();
        assertEquals("mlflow", reader.id(), path);
        List<Event> events = new ArrayList<>();
        reader.read(new RawRecord(content, 0, content.length, 1, new RawRecord.SourceContext(head.name(), path,
                new byte[0], Hash.of(content))), events::add);
        assertEquals(1, events.size(), path);
        return events.get(0);
    }

    @Test
    void aRunsInputNamesTheDatasetThatItRead() throws Exception {
        Event read = event("mlruns/7/" + RUN + "/inputs/99887766554433221100ffeeddccbbaa/meta.yaml", """
                destination_id: %s
                destination_type: RUN
                source_id: %s
                source_type: DATASET
                tags:
                  mlflow.data.context: training
                """.formatted(RUN, DATA));
        assertEquals("input", read.operation());
        assertEquals(RUN, read.lineage().runId());
        assertEquals(List.of(DATA), read.lineage().inputs().stream().map(LineageFact.Dataset::name).toList());
        assertEquals("training", read.extra().get("tags.mlflow.data.context"));

        Event data = event("mlruns/7/datasets/" + DATA + "/meta.yaml", """
                digest: abc123
                name: loans
                profile: '{"num_rows":3}'
                schema: '{}'
                source: '{"uri":"/d.csv"}'
                source_type: local
                """);
        assertEquals(DATA, data.lineage().inputs().get(0).name(), "what the input calls it");
        assertEquals("loans", data.lineage().outputs().get(0).name());
    }

    @Test
    void aRunsOutputNamesTheModelThatItWrote() throws Exception {
        Event wrote = event("mlruns/7/" + RUN + "/outputs/" + MODEL + "/meta.yaml", """
                destination_id: %s
                destination_type: MODEL_OUTPUT
                source_id: %s
                source_type: RUN_OUTPUT
                step: 0
                tags: {}
                """.formatted(MODEL, RUN));
        assertEquals(RUN, wrote.lineage().runId());
        assertEquals(List.of("models:/" + MODEL), wrote.lineage().outputs().stream().map(LineageFact.Dataset::name)
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"mlruns/models/credit/aliases/champion, 3, alias, champion, credit",
        "mlruns/models/credit/tags/owner, risk, tag, owner, credit",
        "mlruns/models/credit/version-3/tags/approved, bob, tag, approved, credit version 3",
        "mlruns/7/tags/mlflow.note.content, first, tag, mlflow.note.content, experiment 7",
        "mlruns/7/models/m-0123456789abcdef0123456789abcdef/params/depth, 4, param, depth,"
                + " m-0123456789abcdef0123456789abcdef"})
    void smallFilesAboutModelsAndExperiments(String path, String text, String operation, String name, String of)
            throws Exception {
        Event e = event(path, text);
        assertEquals(operation, e.operation());
        assertEquals(name, e.name());
        assertEquals(of, e.extra().get("of"));
        assertEquals(text, e.extra().get(operation + "." + name));
        assertNull(e.trace(), "a model is no trace");
        assertNull(e.parent());
    }

    @Test
    void anAssessmentIsAReviewOfItsTrace() throws Exception {
        Event e = event("mlruns/7/traces/tr-0123456789abcdef0123456789abcdef/assessments/a-77.yaml", """
                assessment_id: a-77
                assessment_name: correct
                create_time: '2026-02-03T08:16:09Z'
                feedback:
                  value: false
                last_update_time: '2026-02-03T08:16:09Z'
                rationale: wrong
                source:
                  source_id: carol
                  source_type: HUMAN
                trace_id: tr-0123456789abcdef0123456789abcdef
                valid: true
                """);
        assertEquals("carol", e.actor());
        assertEquals("tr-0123456789abcdef0123456789abcdef", e.trace());
        assertEquals("false", e.review().value());
    }

    @Test
    void aMeasureThatIsNoNumberIsNotNought() {
        String rows = """
                {"_table":"metrics","key":"loss","value":0.0,"timestamp":1770106570000,"run_uuid":"r1","step":0,\
                "is_nan":1}
                {"_table":"metrics","key":"acc","value":0.0,"timestamp":1770106570000,"run_uuid":"r1","step":0,\
                "is_nan":0}
                """;
        List<Event> events = Imported.of("rows.jsonl", rows.getBytes(StandardCharsets.UTF_8), "mlflow").events();
        assertEquals("NaN", events.get(0).extra().get("value"));
        assertEquals("NaN", events.get(0).otherText());
        assertEquals("0.0", events.get(1).extra().get("value"));
    }

    @Test
    void aVersionInTheRegistryIsNoJob() {
        String row = """
                {"name":"credit","version":3,"current_stage":"Production","source":"runs:/r1/model","run_id":"r1"}
                """;
        LineageFact fact = Imported.of("v.json", row.getBytes(StandardCharsets.UTF_8), "mlflow").events().get(0)
                .lineage();
        assertNull(fact.job());
        assertEquals("r1", fact.runId());
        assertEquals(List.of(), fact.inputs(), "the run wrote the model that the version is, and did not read it");
        assertEquals(List.of("runs:/r1/model", "credit"), fact.outputs().stream().map(LineageFact.Dataset::name)
                .toList());
        String logged = row.replace("runs:/r1/model", "models:/" + MODEL);
        LineageFact of = Imported.of("v.json", logged.getBytes(StandardCharsets.UTF_8), "mlflow").events().get(0)
                .lineage();
        assertEquals("r1", of.runId());
        assertEquals(List.of("models:/" + MODEL, "credit"), of.outputs().stream().map(LineageFact.Dataset::name)
                .toList());
        String copy = row.replace("runs:/r1/model", "models:/other/1");
        LineageFact copied = Imported.of("v.json", copy.getBytes(StandardCharsets.UTF_8), "mlflow").events().get(0)
                .lineage();
        assertNull(copied.runId());
        assertEquals(List.of("models:/other/1"), copied.inputs().stream().map(LineageFact.Dataset::name).toList());
    }
}
