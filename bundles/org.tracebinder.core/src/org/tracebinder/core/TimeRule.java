// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/** How the time of an event was read from its record. Shown beside the time, never guessed silently. */
public enum TimeRule {
    /** Nanoseconds since 1970 (OTLP). */
    EPOCH_NANOS("nanoseconds since 1970, UTC", true),
    /** Microseconds since 1970. */
    EPOCH_MICROS("microseconds since 1970, UTC", true),
    /** Milliseconds since 1970. */
    EPOCH_MILLIS("milliseconds since 1970, UTC", true),
    /** Seconds since 1970, with or without a fraction. */
    EPOCH_SECONDS("seconds since 1970, UTC", true),
    /** 100 ns ticks since 0001-01-01 (.NET). */
    DOTNET_TICKS("100 ns ticks since year 1, UTC", true),
    /** ISO 8601 with an offset or Z. */
    ISO_OFFSET("ISO 8601 with offset", true),
    /** ISO 8601 or the like without a zone: read as UTC. */
    LOCAL_AS_UTC("no zone in the record, read as UTC", false),
    /** Only a date: midnight UTC. */
    DATE_AS_UTC("only a date in the record, midnight UTC", false),
    /** Not in the record itself but in the document around it. */
    FROM_DOCUMENT("taken from the document around the record", true),
    /** A rule that the user gave in a mapping. */
    MAPPING("read as the mapping says", true),
    /** Not in the record itself but in the document around it, and there without a zone. */
    FROM_DOCUMENT_AS_UTC("taken from the document around the record, no zone there, read as UTC", false),
    /** As a mapping says, in the hour that comes twice when clocks are put back: which of the two is not recorded. */
    MAPPING_FIRST_OF_TWO("read as the mapping says; this hour came twice, the first is assumed", false);

    private final String label;
    private final boolean zoneKnown;

    TimeRule(String label, boolean zoneKnown) {
        this.label = label;
        this.zoneKnown = zoneKnown;
    }

    /** @return the rule in words */
    public String label() {
        return label;
    }

    /** @return false when the zone is an assumption */
    public boolean zoneKnown() {
        return zoneKnown;
    }
}
