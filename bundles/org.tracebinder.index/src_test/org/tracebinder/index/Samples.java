// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TimeRule;

/** Invented events with few distinct values, so that random queries hit some of them. */
final class Samples {

    static final String[] WORDS = {"loan", "credit", "income", "rate", "review", "decline", "approve", "customer",
        "limit", "balance", "loans", "reviewer", "rated"};
    static final String[] MODELS = {"gpt-5-mini-2026-01-15", "claude-haiku-4-5", "mistral-large-2512",
        "vendor/model:7b"};
    static final String[] ACTORS = {"u1@northbank.example", "u2@northbank.example", "svc:batch/night"};
    static final long SECOND = 1_000_000_000L;
    static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * SECOND;
    static final long DAY = 86_400 * SECOND;

    private Samples() {
    }

    static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    static String words(Random random, int most) {
        StringBuilder out = new StringBuilder();
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            out.append(out.isEmpty() ? "" : random.nextInt(8) == 0 ? ". " : " ").append(pick(random, WORDS));
        }
        return out.toString();
    }

    static String trace(Random random) {
        int n = random.nextInt(40);
        return n % 3 == 0 ? String.format("%032x", n * 0x123456789L) : n % 3 == 1 ? "lt-" + String.format("%012x", n)
                : new UUID(n, n * 77).toString();
    }

    static Event event(Random random) {
        Event.Builder e = Event.of(pick(random, EventKind.values()));
        if (random.nextInt(10) > 0) {
            e.time(START + Math.floorMod(random.nextLong(), 120 * DAY) / 1000 * 1000, "", TimeRule.EPOCH_NANOS);
        }
        if (random.nextBoolean()) {
            e.modelServed(pick(random, MODELS)).provider("p" + random.nextInt(3))
                    .duration(random.nextInt(9000) * 1_000_000L).tokensIn(random.nextInt(500))
                    .tokensOut(random.nextInt(50));
        }
        if (random.nextInt(3) > 0) {
            e.actor(pick(random, ACTORS)).app("app" + random.nextInt(4))
                    .status(random.nextInt(5) == 0 ? "error" : "ok");
        }
        if (random.nextInt(3) > 0) {
            e.trace(trace(random)).span(String.format("%016x", random.nextLong()));
        }
        if (random.nextInt(3) == 0) {
            e.cost(BigDecimal.valueOf(random.nextInt(2000), random.nextInt(5)));
        }
        if (random.nextInt(3) > 0) {
            e.addInput(new Message("user", words(random, 12)));
        }
        if (random.nextInt(3) > 0) {
            e.addOutput(new Message("assistant", words(random, 12)));
        }
        if (random.nextInt(6) == 0) {
            e.addText(words(random, 5));
        }
        if (random.nextInt(4) == 0) {
            e.addId("resp_" + String.format("%016x", random.nextInt(300))).addId("req-" + random.nextInt(50));
        }
        if (random.nextInt(5) == 0) {
            e.addPersonalData(new PersonalData("IBAN", 1, random.nextBoolean()))
                    .addPersonalData(new PersonalData("EMAIL_ADDRESS", 1, true));
        }
        if (random.nextInt(5) == 0) {
            e.addDecision(new PolicyDecision("opa", "p", "1", random.nextBoolean() ? "deny" : "allow",
                    java.util.List.of()));
        }
        if (random.nextInt(3) == 0) {
            e.extra("temperature", "0." + random.nextInt(4)).extra("Region", random.nextBoolean() ? "EU West" : "us");
        }
        return e.build();
    }

    /** @return n events of two sources, some records with several events */
    static Map<EventId, Event> events(long seed, int n) {
        Random random = new Random(seed);
        Map<EventId, Event> out = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            boolean several = i % 5 < 2;
            RecordId record = new RecordId(1 + i % 2, several ? i / 5 * 5 + 1 : i + 1);
            EventId id = new EventId(record, several ? 1 + i % 5 : 0);
            out.put(id, event(random));
        }
        return out;
    }
}
