// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What a model costs in a span of days.
 *
 * @param provider who serves it, null for any
 * @param model    its name, or the beginning of it with {@code *} behind; upper and lower case are the same
 * @param from     first day, UTC, null for any earlier time
 * @param to       the day after the last one, null while nothing has replaced it
 * @param in       for a million tokens that the model reads
 * @param out      for a million tokens that it writes
 * @param source   where the figures come from
 */
public record Price(String provider, String model, LocalDate from, LocalDate to, BigDecimal in, BigDecimal out,
        String source) {

    private static final int PER_MILLION = 6;

    /** @return how well the price fits, larger is better; -1 when it is for another model or provider */
    int fit(String ofProvider, String ofModel) {
        String name = model.toLowerCase(Locale.ROOT);
        String asked = ofModel.toLowerCase(Locale.ROOT);
        boolean open = name.endsWith("*");
        String begin = open ? name.substring(0, name.length() - 1) : name;
        if (!(open ? asked.startsWith(begin) : asked.equals(begin))
                || provider != null && !provider.equalsIgnoreCase(ofProvider)) {
            return -1;
        }
        return begin.length() * 4 + (open ? 0 : 2) + (provider == null ? 0 : 1);
    }

    /** @return true when the price holds on the day */
    boolean holds(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    /** @return true when the price holds at any time */
    boolean undated() {
        return from == null && to == null;
    }

    /** @return the exact cost of so many tokens */
    BigDecimal of(long tokensIn, long tokensOut) {
        return in.multiply(BigDecimal.valueOf(tokensIn)).add(out.multiply(BigDecimal.valueOf(tokensOut)))
                .movePointLeft(PER_MILLION);
    }
}
