// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.ForwardingTrail;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.words.Phrases;

/** Digests of CloudTrail beside the files that they vouch for: whole, changed, not handed over. */
class DigestFilesTest {

    private static final List<String> RECORDS = List.of("{\"eventID\":\"a\"}", "{\"eventID\":\"b\"}");
    private static final String LOG = "{\"Records\":[" + String.join(",", RECORDS) + "]}";
    private static final String FIRST = "{\"digestStartTime\":\"2026-03-01T10:00:00Z\",\"logFiles\":[]}";
    private static final String BUCKET = "AWSLogs/1/";
    private static final String LOG_NAME = "1_CloudTrail_eu-central-1_20260301T1005Z_abc.json.gz";
    private static final String DIGEST_NAME = "1_CloudTrail-Digest_eu-central-1_t_20260301T100000Z.json.gz";

    private static String sha(String text) {
        return Hash.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** @param log the records of the log file as it was handed over, none for no such file */
    private static CheckResult run(List<String> log, int from) {
        MemoryTrail all = new MemoryTrail();
        all.record(1, FIRST, List.of(Event.of(EventKind.OTHER).operation("digest").build()));
        all.record(2, "{\"digestStartTime\":\"2026-03-01T11:00:00Z\"}", List.of(
                Event.of(EventKind.OTHER).operation("digest").extra("previousDigestS3Object", BUCKET + DIGEST_NAME)
                        .extra("previousDigestHashValue", sha(FIRST)).build(),
                Event.of(EventKind.OTHER).operation("digest entry").extra("s3Object", BUCKET + LOG_NAME)
                        .extra("hashValue", sha(LOG)).build()));
        log.forEach(r -> all.record(3, r, List.of(Event.of(EventKind.ADMIN).build())));
        ForwardingTrail trail = new ForwardingTrail(all) {
            @Override
            public List<SourceInfo> sources() {
                List<SourceInfo> sources = new ArrayList<>();
                for (SourceInfo s : all.sources()) {
                    SourceInfo.Totals t = s.totals();
                    boolean logs = s.number() == 3;
                    sources.add(new SourceInfo(s.number(), "export.zip!/" + (logs ? LOG_NAME
                            : s.number() == 1 ? DIGEST_NAME : "next.json.gz"), 99, s.sha256(),
                            logs ? "cloudtrail" : "cloudtrail-digest", "", 97, "", 0, 0,
                            new SourceInfo.Totals(500, 0, logs ? 13 + t.read() : 0, 0, t.read(), t.accepted(), 0, 0),
                            s.events(), 0, 0, Event.NONE, Event.NONE, s.merkleRoot()));
                }
                return sources;
            }
        };
        return Checks.run(List.of(Checks.byId("log.chain").orElseThrow()), trail, Map.of("log.chain",
                Parameters.of(Map.of("from", Integer.toString(from)))), Progress.NONE).get(0);
    }

    @Test
    void filesThatAreAsTheDigestSaysSupportAndTheSignatureStaysOpen() {
        CheckResult r = run(RECORDS, 1);
        assertEquals(Outcome.SUPPORTED, r.result(), r.summary());
        assertEquals(2, r.population());
        assertEquals("Files that digests of CloudTrail vouch for: 2, of them in the trail and unchanged: 2, in it with"
                + " another content: 0, not in it or not comparable: 0. The signatures of the digests were not"
                + " verified, for they are kept outside the files.", r.summary());
    }

    @Test
    void aChangedLogFileIsToldWithItsDigest() {
        CheckResult r = run(List.of(RECORDS.get(0), "{\"eventID\":\"c\"}"), 1);
        assertEquals(Outcome.GAP, r.result(), r.summary());
        assertEquals(1, r.contrary());
        assertEquals(List.of("S2:1.2", "S3:1"), r.records());
        assertTrue(r.summary().contains(" S3 has another content than S2:1.2 vouches for."), r.summary());
        Phrases german = Library.phrases(Phrases.of(Locale.GERMAN, List.of(Catalogs.class)), Locale.GERMAN);
        assertTrue(german.say(r.summary()).startsWith("Dateien, f\u00fcr die Digests von CloudTrail b\u00fcrgen: 2,"
                + " davon unver\u00e4ndert in den Aufzeichnungen: 1, mit anderem Inhalt darin: 1, nicht darin oder"
                + " nicht vergleichbar: 0. S3 hat einen anderen Inhalt als den, f\u00fcr den S2:1.2 b\u00fcrgt."),
                german.say(r.summary()));
    }

    @Test
    void aLogFileThatWasNotHandedOverKeepsTheAnswerOpen() {
        CheckResult r = run(List.of(), 1);
        assertEquals(Outcome.NOT_ASSESSABLE, r.result(), r.summary());
        assertEquals(List.of("files that a digest vouches for"), r.missing());
    }

    @Test
    void whatWasComparedAtAnEarlierImportIsNotToldAgain() {
        assertEquals(Outcome.NOT_ASSESSABLE, run(List.of(RECORDS.get(0), "{\"eventID\":\"c\"}"), 4).result());
        assertEquals(Outcome.GAP, run(List.of(RECORDS.get(0), "{\"eventID\":\"c\"}"), 3).result());
    }
}
