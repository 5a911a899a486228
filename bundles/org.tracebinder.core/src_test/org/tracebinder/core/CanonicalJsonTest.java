// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static void number(long bits, String expected) {
        assertEquals(expected, CanonicalJson.text(Double.longBitsToDouble(bits)));
    }

    /** RFC 8785, appendix B. */
    @Test
    void numbersOfTheStandard() {
        number(0x0000000000000000L, "0");
        number(0x8000000000000000L, "0");
        number(0x0000000000000001L, "5e-324");
        number(0x8000000000000001L, "-5e-324");
        number(0x7fefffffffffffffL, "1.7976931348623157e+308");
        number(0xffefffffffffffffL, "-1.7976931348623157e+308");
        number(0x4340000000000000L, "9007199254740992");
        number(0xc340000000000000L, "-9007199254740992");
        number(0x4430000000000000L, "295147905179352830000");
        number(0x44b52d02c7e14af5L, "9.999999999999997e+22");
        number(0x44b52d02c7e14af6L, "1e+23");
        number(0x44b52d02c7e14af7L, "1.0000000000000001e+23");
        number(0x444b1ae4d6e2ef4eL, "999999999999999700000");
        number(0x444b1ae4d6e2ef4fL, "999999999999999900000");
        number(0x444b1ae4d6e2ef50L, "1e+21");
        number(0x3eb0c6f7a0b5ed8cL, "9.999999999999997e-7");
        number(0x3eb0c6f7a0b5ed8dL, "0.000001");
        number(0x41b3de4355555553L, "333333333.3333332");
        number(0x41b3de4355555554L, "333333333.33333325");
        number(0x41b3de4355555555L, "333333333.3333333");
        number(0x41b3de4355555556L, "333333333.3333334");
        number(0x41b3de4355555557L, "333333333.33333343");
        number(0xbecbf647612f3696L, "-0.0000033333333333333333");
        number(0x43143ff3c1cb0959L, "1424953923781206.2");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> CanonicalJson.text(bad));
        }
    }

    /** RFC 8785, 3.2.2. */
    @Test
    void textAndLiteralsOfTheStandard() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("numbers", List.of(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001));
        value.put("string", "\u20ac$\u000F\nA'B\"\\\\\"/");
        value.put("literals", Arrays.asList(null, true, false));
        assertEquals("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}", CanonicalJson.text(value));
    }

    /** RFC 8785, 3.2.3: names in the order of their UTF-16 code units. */
    @Test
    void namesOfTheStandard() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("\u20ac", "Euro Sign");
        value.put("\r", "Carriage Return");
        value.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        value.put("1", "One");
        value.put("\ud83d\ude00", "Emoji: Grinning Face");
        value.put("\u0080", "Control");
        value.put("\u00f6", "Latin Small Letter O With Diaeresis");
        assertEquals("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                CanonicalJson.text(value));
    }

    /** What a double can't hold is written as text. */
    @Test
    void numbersBeyondTheStandard() {
        assertEquals("9007199254740992", CanonicalJson.text(1L << 53));
        assertEquals("\"9007199254740993\"", CanonicalJson.text((1L << 53) + 1));
        assertEquals("\"-9007199254740993\"", CanonicalJson.text(-(1L << 53) - 1));
        assertEquals("\"1267650600228229401496703205376\"", CanonicalJson.text(BigInteger.TWO.pow(100)));
        assertEquals("0.0015", CanonicalJson.text(new BigDecimal("0.00150")));
        assertEquals("\"0.1234567890123456789\"", CanonicalJson.text(new BigDecimal("0.1234567890123456789")));
        assertEquals("\"1E+999999999\"", CanonicalJson.text(new BigDecimal("1E+999999999")));
        assertEquals("\"1E-999999999\"", CanonicalJson.text(new BigDecimal("1E-999999999")));
    }

    @Test
    void otherClassesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.text(new Object()));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.text(List.of(new int[0])));
    }
}
