// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/** Payment card numbers: issuer prefix with its usual length (ISO/IEC 7812 ranges in public use), then Luhn. */
final class PaymentCard {

    private PaymentCard() {
    }

    /** @return true when the digits are a plausible card number */
    static boolean is(String digits) {
        return issued(digits) && luhn(digits);
    }

    private static boolean issued(String d) {
        int two = Integer.parseInt(d.substring(0, 2));
        int three = Integer.parseInt(d.substring(0, 3));
        int four = Integer.parseInt(d.substring(0, 4));
        return switch (d.length()) {
            case 16 -> d.charAt(0) == '4' || two >= 51 && two <= 55 || four >= 2221 && four <= 2720
                    || four == 6011 || two == 65 || three >= 644 && three <= 649 || four >= 3528 && four <= 3589
                    || two == 62;
            case 15 -> two == 34 || two == 37;
            case 14 -> two == 36 || two == 38 || two == 39 || three >= 300 && three <= 305;
            default -> false;
        };
    }

    static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        boolean varied = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int d = digits.charAt(i) - '0';
            varied |= digits.charAt(i) != digits.charAt(0);
            int v = twice ? d * 2 : d;
            sum += v > 9 ? v - 9 : v;
            twice = !twice;
        }
        return varied && sum % 10 == 0;
    }
}
