// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.HashMap;
import java.util.Map;

/**
 * International bank account numbers: country, two check digits, the country's own structure and length (SWIFT IBAN
 * registry), ISO 7064 MOD 97-10.
 */
final class Iban {

    /** Country and structure after the check digits: n digits, a letters, c either. */
    private static final String REGISTRY = """
            AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n
            CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n
            GI4a15c GL14n GR7n16c GT24c HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c
            LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c
            MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c
            SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n
            XK16n YE4a4n18c""";

    private static final Map<String, String> STRUCTURE = structures();

    private Iban() {
    }

    /**
     * @param start where the country letters stand
     * @return where the number ends (exclusive), or -1 when none begins there
     */
    static int end(String text, int start) {
        if (start < 0 || start + 15 > text.length() || !Chars.letter(text.charAt(start))
                || !Chars.letter(text.charAt(start + 1)) || !Chars.border(text, start - 1)) {
            return -1;
        }
        String country = "" + Chars.upper(text.charAt(start)) + Chars.upper(text.charAt(start + 1));
        String structure = STRUCTURE.get(country);
        char c1 = text.charAt(start + 2);
        char c2 = text.charAt(start + 3);
        if (structure == null || !Chars.digit(c1) || !Chars.digit(c2)) {
            return -1;
        }
        int rest = 0;
        int at = start + 4;
        for (int k = 0; k < structure.length(); k++) {
            if (at < text.length() && (Chars.space(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            if (at >= text.length() || !fits(structure.charAt(k), text.charAt(at))) {
                return -1;
            }
            rest = mod97(rest, text.charAt(at++));
        }
        for (int k = 0; k < 4; k++) {
            rest = mod97(rest, text.charAt(start + k));
        }
        int check = (c1 - '0') * 10 + c2 - '0';
        return rest == 1 && check >= 2 && check <= 98 && Chars.border(text, at) ? at : -1;
    }

    private static boolean fits(char type, char c) {
        return switch (type) {
            case 'n' -> Chars.digit(c);
            case 'a' -> Chars.letter(c);
            default -> Chars.alnum(c);
        };
    }

    private static int mod97(int rest, char c) {
        return Chars.digit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + Chars.upper(c) - 'A' + 10) % 97;
    }

    private static Map<String, String> structures() {
        Map<String, String> result = new HashMap<>();
        for (String entry : REGISTRY.split("\\s+")) {
            StringBuilder each = new StringBuilder();
            int count = 0;
            for (char c : entry.substring(2).toCharArray()) {
                if (Chars.digit(c)) {
                    count = count * 10 + c - '0';
                } else {
                    each.repeat(c, count);
                    count = 0;
                }
            }
            result.put(entry.substring(0, 2), each.toString());
        }
        return Map.copyOf(result);
    }
}
