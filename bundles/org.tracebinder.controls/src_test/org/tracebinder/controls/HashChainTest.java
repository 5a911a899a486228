// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.words.Phrases;

/** Chains of hashes as applications write them: whole, cut, changed, put in another order. */
class HashChainTest {

    private static final String ZERO = "0".repeat(64);

    /** What an application writes before it takes the hash; {@code %s} is the hash of the entry before. */
    private static String body(int i, String previous) {
        return "{\"action\":\"call " + i + "\",\"cost\":1.50,\"prev_hash\":\"" + previous + "\"}";
    }

    private static String sha(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(
                    StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String with(String body, String hash) {
        return body.substring(0, body.length() - 1) + ",\"hash\":\"" + hash + "\"}";
    }

    /** A log of which nobody but its writer knows how the hashes come about. */
    private static List<String> secret(int n, String first) {
        List<String> lines = new ArrayList<>();
        String previous = first;
        for (int i = 0; i < n; i++) {
            String hash = sha("secret" + i + previous);
            lines.add(with(body(i, previous), hash));
            previous = hash;
        }
        return lines;
    }

    private static List<String> open(int n) {
        List<String> lines = new ArrayList<>();
        String previous = ZERO;
        for (int i = 0; i < n; i++) {
            String body = body(i, previous);
            previous = sha(body);
            lines.add(with(body, previous));
        }
        return lines;
    }

    private static MemoryTrail trail(MemoryTrail trail, int source, List<String> lines) {
        lines.forEach(l -> trail.record(source, l, List.of(Event.of(EventKind.OTHER).build())));
        return trail;
    }

    private static CheckResult run(List<String> lines) {
        return run(trail(new MemoryTrail(), 1, lines));
    }

    private static CheckResult run(MemoryTrail trail) {
        return Checks.run(List.of(Checks.byId("log.chain").orElseThrow()), trail, Map.of(), Progress.NONE).get(0);
    }

    @Test
    void aWholeChainHoldsAndSaysWhatItCannotShow() {
        CheckResult r = run(secret(20, ZERO));
        assertEquals(Outcome.SUPPORTED, r.result(), r.summary());
        assertEquals(20, r.population());
        assertTrue(r.summary().startsWith("In logs with a chain of hashes (S1), 0 of 19 links between entries do not"
                + " hold. The hashes in S1 could not be computed again, for the rule is not in the file."),
                r.summary());
        assertTrue(r.summary().endsWith("a chain that was made anew as a whole, do not show in it."), r.summary());
    }

    @Test
    void aRemovedEntryIsToldWithBothNeighbours() {
        List<String> lines = secret(20, ZERO);
        lines.remove(7);
        CheckResult r = run(lines);
        assertEquals(Outcome.GAP, r.result(), r.summary());
        assertEquals(1, r.contrary());
        assertEquals(List.of("S1:7", "S1:8"), r.records());
        assertTrue(r.summary().matches(".*S1:8 names [0-9a-f]{12}\u2026, and before it stands S1:7 with"
                + " [0-9a-f]{12}\u2026 instead\\..*"), r.summary());
    }

    @Test
    void anotherOrderIsTold() {
        List<String> lines = secret(10, ZERO);
        Collections.swap(lines, 4, 5);
        CheckResult r = run(lines);
        assertEquals(Outcome.GAP, r.result());
        assertTrue(r.summary().contains("S1:5 names S1:6, an entry that stands elsewhere and not before it."),
                r.summary());
    }

    @Test
    void anEntryPutInIsTold() {
        List<String> lines = secret(10, ZERO);
        String third = lines.get(2);
        lines.add(3, third.replace("call 2", "call 2b").replace("\"hash\":\"", "\"hash\":\"ff"));
        CheckResult r = run(lines);
        assertEquals(1, r.contrary(), r.summary());
        assertTrue(r.summary().contains("an entry that another one follows already"), r.summary());
    }

    @Test
    void aRuleIsFoundByTrialAndShowsAChangedEntry() {
        assertEquals(Outcome.SUPPORTED, run(open(30)).result());
        List<String> lines = open(30);
        lines.set(11, lines.get(11).replace("call 11", "call 12"));
        CheckResult r = run(lines);
        assertEquals(Outcome.GAP, r.result());
        assertEquals(List.of("S1:12"), r.records());
        assertTrue(r.summary().contains("0 of 29 links"), r.summary());
        assertTrue(r.summary().contains("S1:12 has another content than its hash was made from."), r.summary());
        assertTrue(r.summary().contains("SHA-256 over the entry as JSON, keys sorted, without blanks, without its own"
                + " hash, the hashes"), r.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "bytes", "python", "before"})
    void usualRulesAreKnown(String way) {
        List<String> lines = new ArrayList<>();
        String previous = "";
        for (int i = 0; i < 5; i++) {
            String line = "{\"n\":" + i + ",\"text\":\"\u00e9\",\"chain\":{\"previousHash\":\"" + previous + "\"%s}}";
            String own = switch (way) {
                case "line" -> sha(line.formatted("") + "\n");
                case "bytes" -> sha(line.formatted(""));
                case "python" -> sha("{\"chain\": {\"previousHash\": \"" + previous + "\"}, \"n\": " + i
                        + ", \"text\": \"\\u00e9\"}");
                default -> sha(previous + "{\"n\":" + i + ",\"text\":\"\u00e9\",\"chain\":{}}");
            };
            lines.add(line.formatted(way.equals("line") || way.equals("bytes") ? "" : ",\"entryHash\":\"sha256:"
                    + own.toUpperCase(Locale.ROOT) + "\""));
            previous = own;
        }
        CheckResult whole = run(lines);
        assertEquals(Outcome.SUPPORTED, whole.result(), whole.summary());
        assertTrue(whole.summary().contains("found by trial"), whole.summary());
        lines.set(2, lines.get(2).replace("\"n\":2", "\"n\":7"));
        assertEquals(1, run(lines).contrary(), way);
    }

    @Test
    void theNewestEntryMayStandFirst() {
        List<String> lines = secret(12, ZERO);
        Collections.reverse(lines);
        assertEquals(Outcome.SUPPORTED, run(lines).result());
        lines.remove(5);
        assertEquals(1, run(lines).contrary());
    }

    @Test
    void chainsThatAreWovenTogetherHoldAndOneThatBeginsAnewDoesNot() {
        List<String> a = secret(6, ZERO);
        List<String> b = secret(6, "genesis");
        List<String> woven = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            woven.add(a.get(i));
            woven.add(b.get(i));
        }
        assertEquals(Outcome.SUPPORTED, run(woven).result());
        List<String> anew = new ArrayList<>(a);
        anew.addAll(b);
        CheckResult r = run(anew);
        assertEquals(1, r.contrary());
        assertTrue(r.summary().contains("S1:7 begins the chain anew."), r.summary());
    }

    @Test
    void aLogInTwoFilesGoesOnAndACutBeginningIsTold() {
        List<String> lines = secret(10, ZERO);
        MemoryTrail both = trail(trail(new MemoryTrail(), 1, lines.subList(0, 5)), 2, lines.subList(5, 10));
        CheckResult r = run(both);
        assertEquals(Outcome.SUPPORTED, r.result());
        assertTrue(r.summary().contains("S2 goes on where S1 ends."), r.summary());
        assertTrue(run(lines.subList(3, 10)).summary().contains("The chain of S1 begins before its first entry"));
    }

    @Test
    void namesOfAChainWithoutOneAreNotAssessable() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            lines.add(with(body(i, sha("p" + i)), sha("o" + i)));
        }
        CheckResult r = run(lines);
        assertEquals(Outcome.NOT_ASSESSABLE, r.result());
        assertTrue(r.summary().contains("'prev_hash' and 'hash'"), r.summary());
        assertFalse(r.missing().isEmpty());
    }

    @Test
    void otherNotationsSpeakThroughTheirEvents() {
        MemoryTrail trail = new MemoryTrail();
        String previous = null;
        for (int i = 0; i < 6; i++) {
            String own = sha("row" + i);
            Event.Builder b = Event.of(EventKind.OTHER).extra("Hash", own);
            if (previous != null) {
                b.extra("Prev Hash", i == 4 ? sha("other") : previous);
            }
            trail.record(1, "row " + i, List.of(b.build()));
            previous = own;
        }
        CheckResult r = run(trail);
        assertEquals(Outcome.GAP, r.result(), r.summary());
        assertEquals(List.of("S1:4", "S1:5"), r.records());
    }

    @Test
    void aMappingSaysWhereTheHashesOfObjectsStand() {
        MemoryTrail trail = new MemoryTrail();
        String previous = "";
        for (int i = 0; i < 6; i++) {
            String own = sha("row" + i);
            String before = i == 4 ? sha("other") : previous;
            trail.record(1, "{\"vor\":\"" + before + "\",\"eigen\":\"" + own + "\"}", List.of(Event.of(EventKind.OTHER)
                    .extra("previous_hash", before).extra("hash", own).build()));
            previous = own;
        }
        CheckResult r = run(trail);
        assertEquals(Outcome.GAP, r.result(), r.summary());
        assertEquals(List.of("S1:4", "S1:5"), r.records());
    }

    /** What stays English would be seen by its letters: German has no word "entry", "hash", "the" or "not". */
    @Test
    void everySentenceHasItsGerman() {
        Phrases german = Library.phrases(Phrases.of(Locale.GERMAN, List.of(Catalogs.class)), Locale.GERMAN);
        List<String> removed = secret(20, ZERO);
        removed.remove(7);
        List<String> swapped = secret(10, ZERO);
        Collections.swap(swapped, 4, 5);
        List<String> changed = open(30);
        changed.set(11, changed.get(11).replace("call 11", "call 12"));
        List<String> anew = secret(4, ZERO);
        anew.addAll(secret(4, "genesis"));
        List<String> twice = secret(10, ZERO);
        twice.add(3, twice.get(2).replace("call 2", "call 2b").replace("\"hash\":\"", "\"hash\":\"ff"));
        for (List<String> log : List.of(removed, swapped, changed, anew, twice, secret(5, sha("x")))) {
            CheckResult r = run(log);
            for (String said : List.of(german.say(r.summary()), german.say(r.advice()))) {
                assertFalse(said.matches("(?s).*\\b(entry|entries|hash|the|not|names|chain|of)\\b.*"), said);
            }
        }
        assertEquals(0, german.say(run(List.of()).summary()).indexOf("Kein Protokoll"));
    }

    @Test
    void amongVeryManySourcesThoseWithSuchNamesAreFollowed() {
        MemoryTrail trail = new MemoryTrail();
        List<String> lines = secret(6, ZERO);
        lines.remove(3);
        for (int source = 1; source <= 80; source++) {
            for (int i = 0; i < 5; i++) {
                Event.Builder b = Event.of(EventKind.OTHER);
                boolean chain = source == 77;
                trail.record(source, chain ? lines.get(i) : "{\"n\":" + source * 100 + i + "}",
                        List.of(chain ? b.extra("metadata.prevHash", "x").build() : b.build()));
            }
        }
        assertEquals(List.of("S77:3", "S77:4"), run(trail).records());
    }

    @Test
    void aRepeatedEntryIsNoBreak() {
        List<String> lines = secret(6, ZERO);
        lines.add(3, lines.get(2));
        assertEquals(Outcome.SUPPORTED, run(lines).result());
    }
}
