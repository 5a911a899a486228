// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one value, so that digests of JSON can be compared. Takes maps
 * with text keys, iterables, text, booleans, null and numbers. Whole numbers beyond 2^53 and decimals that a double
 * can't hold are written as text, since the scheme knows IEEE 754 doubles only.
 */
public final class CanonicalJson {

    private static final BigInteger SAFE = BigInteger.TWO.pow(53);

    private CanonicalJson() {
    }

    /**
     * @return the value as canonical JSON in UTF-8
     * @throws IllegalArgumentException for values that JSON does not know (NaN, infinities, other classes)
     */
    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @return the value as canonical JSON; errors as in {@link #bytes} */
    public static String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String s -> quote(s, out);
            case Boolean b -> out.append(b.booleanValue());
            case Integer i -> out.append(i.intValue());
            case Short i -> out.append(i.intValue());
            case Long l -> whole(BigInteger.valueOf(l), out);
            case BigInteger i -> whole(i, out);
            case Double d -> out.append(number(d));
            case Float f -> out.append(number(f.doubleValue()));
            case BigDecimal d -> decimal(d, out);
            case Map<?, ?> map -> object(map, out);
            case Iterable<?> list -> array(list, out);
            default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getSimpleName());
        }
    }

    private static void whole(BigInteger value, StringBuilder out) {
        if (value.abs().compareTo(SAFE) > 0) {
            quote(value.toString(), out);
        } else {
            out.append(value);
        }
    }

    private static void decimal(BigDecimal value, StringBuilder out) {
        double nearest = value.doubleValue();
        boolean same = !Double.isInfinite(nearest) && new BigDecimal(number(nearest)).compareTo(value) == 0;
        if (same) {
            out.append(number(nearest));
        } else {
            quote(value.stripTrailingZeros().toString(), out); // not plain: 1E+999999999 would fill the memory
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        TreeMap<String, Object> sorted = new TreeMap<>(); // String order is UTF-16 code units, as RFC 8785, 3.2.3 asks
        map.forEach((k, v) -> sorted.put((String) k, v));
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            quote(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
        }
        out.append('}');
    }

    private static void array(Iterable<?> list, StringBuilder out) {
        List<Object> values = new ArrayList<>();
        list.forEach(values::add);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(values.get(i), out);
        }
        out.append(']');
    }

    private static void quote(String s, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c) || i + 1 == s.length()
                                || !Character.isLowSurrogate(s.charAt(i + 1))) {
                            // RFC 8785 refuses these; U+FFFD keeps one bad character from hiding the record
                            out.append('\uFFFD');
                        } else {
                            out.append(c).append(s.charAt(++i));
                        }
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Java gives the fewest digits, but two where one would do (4.9E-324 for 5e-324). */
    private static BigDecimal shortest(double d) {
        BigDecimal digits = new BigDecimal(Double.toString(d)).stripTrailingZeros();
        if (digits.precision() == 2) {
            BigDecimal one = new BigDecimal(d).round(new MathContext(1, RoundingMode.HALF_EVEN)).stripTrailingZeros();
            if (one.doubleValue() == d) {
                return one;
            }
        }
        return digits;
    }

    /** @return the number as ECMAScript writes it (RFC 8785, 3.2.2.3) */
    static String number(double d) {
        if (Double.isNaN(d) || Double.isInfinite(d)) {
            throw new IllegalArgumentException("JSON has no " + d);
        }
        if (d == 0) {
            return "0"; // also for -0
        }
        BigDecimal shortest = shortest(Math.abs(d));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // value = 0.digits x 10^point
        String text;
        if (point > 21 || point < -5) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            int exponent = point - 1;
            text = digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        } else {
            text = shortest.setScale(Math.max(0, shortest.scale()), RoundingMode.UNNECESSARY).toPlainString();
        }
        return d < 0 ? "-" + text : text;
    }
}
