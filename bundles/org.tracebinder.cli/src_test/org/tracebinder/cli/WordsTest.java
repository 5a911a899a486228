// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;

class WordsTest {

    @Test
    void groupsNumbersAndScalesBytes() {
        assertEquals("1,234,567", Words.number(1_234_567));
        assertEquals("1 record", Words.count(1, "record"));
        assertEquals("0 records", Words.count(0, "record"));
        assertEquals("999 bytes", Words.bytes(999));
        assertEquals("1.0 KB", Words.bytes(1000));
        assertEquals("1.0 MB", Words.bytes(999_951));
        assertEquals("2.5 TB", Words.bytes(2_500_000_000_000L));
        assertEquals("3 min 5 s", Words.seconds(185.2));
    }

    @Test
    void groupsNumbersButNoNames() {
        assertEquals("347,062 original bytes fit, head 12345678",
                Words.grouped("347062 original bytes fit, head 12345678"));
        assertEquals("a-20261120 bytes, S1:12345 is", Words.grouped("a-20261120 bytes, S1:12345 is"));
        assertEquals("in 2026 and 9999 records", Words.grouped("in 2026 and 9999 records"));
    }

    @Test
    void keepsAllDigitsOfATime() {
        assertEquals("2026-03-01T00:00:00.576355Z", Words.iso(1_772_323_200_576_355_000L));
        assertEquals("1969-12-31T23:59:59.999999999Z", Words.iso(-1L));
        assertNull(Words.iso(Event.NONE));
        assertEquals("-", Words.time(Event.NONE));
    }

    @Test
    void aRecordCannotMoveTheCursorOrForgeALine() {
        String hostile = "ok\u001B[2Jgone\r\nS9:1  forged\u0007 \u202Egnp.exe\u2069 \uD800end";
        String line = Words.line(hostile);
        assertEquals("ok[2Jgone S9:1 forged gnp.exe end", line);
        assertFalse(line.chars().anyMatch(Character::isISOControl));
    }

    @Test
    void measuresWideAndCombiningSigns() {
        assertEquals(8, Words.width("申请被拒"));
        assertEquals(4, Words.width("Cafe\u0301"));
        assertEquals("申…", Words.cut("申请被拒", 4));
        assertEquals("abc", Words.cut("abc", 3));
        assertEquals("ab…", Words.cut("abcd", 3));
    }
}
