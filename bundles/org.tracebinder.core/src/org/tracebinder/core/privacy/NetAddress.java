// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail and network addresses. Loopback, unspecified and netmask addresses point at nobody and are passed over. Four
 * small numbers with dots are versions or headings far more often than addresses: they count where a word shortly
 * before says that they are one, and none says that they are not. {@code Chrome/107.0.0.0} and what stands behind the
 * word version are no addresses. {@code git@} before a host is the account of every user.
 */
final class NetAddress {

    private static final int LOCAL_PART = 64;
    private static final int DOMAIN = 253;
    /** Endings of picture files such as {@code icon@2x.png}. */
    private static final String PICTURES = " png jpg jpeg gif svg webp ";

    private static final int CONTEXT = 32;
    /** Words looked at before an address. */
    private static final int WORDS = 3;
    private static final Set<String> SAY = Set.of("ip", "ips", "ipv", "addr", "address", "adresse", "client", "host",
            "remote", "peer", "forwarded");
    private static final List<String> SAY_AT_END = List.of("IP", "Ip", "IPAddress", "IpAddress", "ipaddress", "ipAddr",
            "ipaddr", "Addr", "Address");
    private static final Set<String> DENY = Set.of("v", "ver", "version", "versions", "release", "build", "upgrade",
            "upgraded", "update", "updated", "package", "firmware", "driver", "section", "chapter", "table", "figure",
            "kapitel", "abschnitt");

    private NetAddress() {
    }

    /** @return start and end of the e-mail address around the sign at {@code at}, or null */
    static int[] mail(String text, int at, int floor) {
        int start = at;
        int lowest = Math.max(floor, at - LOCAL_PART);
        while (start > lowest && local(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !latin(text.charAt(start))) {
            start++;
        }
        if (start == at || text.charAt(at - 1) == '.' || text.substring(start, at).equals("git")) {
            return null;
        }
        int end = at + 1;
        int highest = Math.min(text.length(), at + 1 + DOMAIN);
        while (end < highest && (latin(text.charAt(end)) || text.charAt(end) == '.' || text.charAt(end) == '-')) {
            end++;
        }
        while (end > at + 1 && !latin(text.charAt(end - 1))) {
            end--;
        }
        return domain(text.substring(at + 1, end)) ? new int[] {start, end} : null;
    }

    private static boolean local(char c) {
        return latin(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
    }

    /** @return true for a digit and for a letter of Latin script, such as those of internationalised domains */
    private static boolean latin(char c) {
        return Chars.alnum(c) || c >= '\u00c0' && c <= '\u024f' && Character.isLetter(c);
    }

    private static boolean domain(String domain) {
        int dot = domain.lastIndexOf('.');
        if (dot <= 0 || domain.contains("..") || !latin(domain.charAt(0))) {
            return false;
        }
        String top = domain.substring(dot + 1);
        String second = domain.substring(domain.lastIndexOf('.', dot - 1) + 1, dot);
        boolean letters = top.length() >= 2 && top.length() <= 24 && top.chars().allMatch(c -> Chars.letter((char) c));
        boolean versionLike = second.length() < 3 && second.chars().allMatch(c -> Chars.digit((char) c));
        return letters && !versionLike && !PICTURES.contains(" " + top + " ");
    }

    /** @return where the IPv4 address that starts at the digit ends, or -1 */
    static int ip4End(String text, int start) {
        if (!Chars.border(text, start - 1) || start > 0 && text.charAt(start - 1) == '.') {
            return -1;
        }
        int at = start;
        int first = 0;
        int largest = 0;
        for (int part = 0; part < 4; part++) {
            int from = at;
            int value = 0;
            while (at < text.length() && at - from < 4 && Chars.digit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - from > 1 && text.charAt(from) == '0';
            if (at == from || leadingZero || value > 255) {
                return -1;
            }
            first = part == 0 ? value : first;
            largest = Math.max(largest, value);
            if (part < 3 && (at >= text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
        }
        boolean goesOn = at + 1 < text.length() && text.charAt(at) == '.' && Chars.digit(text.charAt(at + 1));
        boolean nobody = first == 0 || first == 127 || first == 255;
        return goesOn || !Chars.border(text, at) || nobody || !said(text, start, largest >= 20)
                || product(text, start, at) ? -1 : at;
    }

    /** @return true for the version of a program as browsers write it */
    private static boolean product(String text, int start, int end) {
        return start > 1 && text.charAt(start - 1) == '/' && Chars.letter(text.charAt(start - 2))
                && text.startsWith(".0.0", end - 4);
    }

    /**
     * @param form true when the numbers look like an address: then only "version" right before speaks against it
     * @return true when one of the words right before the position says that an address follows; "from" only alone
     */
    private static boolean said(String text, int at, boolean form) {
        int end = at;
        int floor = Math.max(0, at - CONTEXT);
        boolean says = false;
        for (int words = 0; words < WORDS && end > floor; words++) {
            while (end > floor && !Character.isLetter(text.charAt(end - 1))) {
                end--;
            }
            int start = end;
            while (start > floor && Character.isLetter(text.charAt(start - 1))) {
                start--;
            }
            String written = text.substring(start, end);
            String word = written.toLowerCase(Locale.ROOT);
            if (form) {
                return !word.endsWith("version");
            }
            if (DENY.contains(word) || word.endsWith("version")) {
                return false;
            }
            says |= SAY.contains(word) || SAY_AT_END.stream().anyMatch(written::endsWith)
                    || words == 0 && word.equals("from");
            end = start;
        }
        return says || form;
    }

    /** @return start and end of the IPv6 address around the colon, or null; global, local and link-local ones only */
    static int[] ip6(String text, int colon, int floor) {
        int start = colon;
        while (start > floor && colon - start < 40 && Character.digit(text.charAt(start - 1), 16) >= 0
                && text.charAt(start - 1) < 128) {
            start--;
        }
        int end = colon;
        while (end < text.length() && end - start < 46
                && (text.charAt(end) == ':' || text.charAt(end) < 128 && Character.digit(text.charAt(end), 16) >= 0)) {
            end++;
        }
        if (colon - start < 3 || !Chars.border(text, start - 1) || !Chars.border(text, end)) {
            return null;
        }
        while (end > start && text.charAt(end - 1) == ':' && (end < 2 || text.charAt(end - 2) != ':')) {
            end--;
        }
        return valid6(text.substring(start, end)) ? new int[] {start, end} : null;
    }

    private static boolean valid6(String address) {
        int gap = address.indexOf("::");
        if (address.indexOf("::", gap + 1) >= 0 && gap >= 0 || address.contains(":::")) {
            return false;
        }
        int groups = 0;
        for (String group : address.split(":")) {
            groups += group.isEmpty() ? 0 : 1;
            if (group.length() > 4) {
                return false;
            }
        }
        int first = Integer.parseInt(address.substring(0, address.indexOf(':')), 16);
        boolean range = first >= 0x2000 && first <= 0x3fff || first >= 0xfc00 && first <= 0xfdff
                || first >= 0xfe80 && first <= 0xfebf;
        return range && (gap < 0 ? groups == 8 : groups >= 2 && groups <= 7);
    }
}
