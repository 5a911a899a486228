// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal numbers as whole numbers of 10<sup>-12</sup>. Comparing and sorting sees 12 digits behind the point and
 * values up to about nine million; anything finer or larger is kept beside it as text, so that a column always gives
 * the exact value.
 */
public final class Amount {

    /** Digits behind the point. */
    public static final int SCALE = 12;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE + 1, SCALE);
    private static final int MAX_DIGITS = 1000;

    private Amount() {
    }

    /** @return the largest whole number of 10<sup>-12</sup> that is not above the value, within the range of a long */
    public static long floor(BigDecimal value) {
        return scaled(value, RoundingMode.FLOOR);
    }

    /** @return the smallest whole number of 10<sup>-12</sup> that is not below the value, within the range of a long */
    public static long ceiling(BigDecimal value) {
        return scaled(value, RoundingMode.CEILING);
    }

    /** @return true when the long tells the whole value */
    public static boolean exact(BigDecimal value) {
        if (outside(value) || value.scale() > MAX_DIGITS) {
            return false;
        }
        return value.setScale(SCALE, RoundingMode.FLOOR).compareTo(value) == 0;
    }

    /** @return the value without needless zeros behind the point, never in exponent form */
    public static BigDecimal of(long scaled) {
        return plain(BigDecimal.valueOf(scaled, SCALE));
    }

    /** @return the value without needless zeros behind the point */
    public static BigDecimal plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 && bare.scale() > -MAX_DIGITS ? bare.setScale(0) : bare;
    }

    private static long scaled(BigDecimal value, RoundingMode mode) {
        if (outside(value)) {
            return value.signum() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        if ((long) value.precision() - value.scale() < -SCALE) {
            boolean up = mode == RoundingMode.CEILING;
            return value.signum() == 0 ? 0 : value.signum() > 0 ? up ? 1 : 0 : up ? 0 : -1;
        }
        return value.setScale(SCALE, mode).unscaledValue().longValueExact();
    }

    /** Looks at the number of digits first: 1e999999999 must not be written out. */
    private static boolean outside(BigDecimal value) {
        long digitsBeforePoint = (long) value.precision() - value.scale();
        return value.signum() != 0
                && (digitsBeforePoint > 8 || value.compareTo(LARGEST) > 0 || value.compareTo(SMALLEST) < 0);
    }
}
