// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.controls.internal.WrittenJson.Style;

/**
 * How a log computes the hash of an entry. No log says so; the usual ways are tried on its first entries. A way that
 * gives their hashes is the right one, for no other gives them by chance.
 *
 * @param algorithm as the JDK names it
 * @param scope     what of the entry goes in
 * @param without   which members are left out
 * @param style     how the rest is written
 * @param join      where the hash of the entry before goes
 */
record ChainRule(String algorithm, Scope scope, Without without, Style style, Join join) {

    /** What goes in. */
    enum Scope { ENTRY, OBJECT, BYTES, LINE }

    /** What is left out. */
    enum Without { NOTHING, OWN, OWN_AND_SIGNATURE, HASHES, HASHES_AND_SIGNATURE }

    /** Where the hash of the entry before goes; the sign stands between the two. */
    enum Join {
        NOT(""), BEFORE(""), BEFORE_BAR("|"), BEFORE_COLON(":"), BEFORE_LINE("\n"), BEHIND(""), BEHIND_BAR("|");

        private final String sign;

        Join(String sign) {
            this.sign = sign;
        }
    }

    private static final Set<String> SIGNATURES = Set.of("signature", "sig", "hmac", "mac", "entrysignature");
    private static final Map<Integer, String> ALGORITHMS = Map.of(16, "MD5", 20, "SHA-1", 32, "SHA-256", 48, "SHA-384",
            64, "SHA-512");

    /**
     * One entry.
     *
     * @param bytes of its record
     * @param json  null when it is no JSON object
     */
    record Entry(byte[] bytes, Map<String, Object> json) {
    }

    /**
     * @param entries with the hashes that they should give
     * @return the way in which most of these hashes come about, or null when it is none of those that are tried
     */
    static ChainRule of(ChainPlace place, Map<Entry, String> entries) {
        Map<ChainRule, Integer> given = new LinkedHashMap<>();
        entries.forEach((entry, hash) -> {
            byte[] wanted = hash == null ? null : ChainPlace.bytes(hash);
            String algorithm = wanted == null ? null : ALGORITHMS.get(wanted.length);
            for (ChainRule rule : algorithm == null ? List.<ChainRule>of()
                    : ways(algorithm, place, entry.json() != null)) {
                if (Arrays.equals(wanted, rule.digest(place, entry))) {
                    given.merge(rule, 1, Integer::sum);
                }
            }
        });
        ChainRule best = null;
        for (Map.Entry<ChainRule, Integer> e : given.entrySet()) {
            best = best == null || e.getValue() > given.get(best) ? e.getKey() : best;
        }
        return best;
    }

    private static List<ChainRule> ways(String algorithm, ChainPlace place, boolean json) {
        List<ChainRule> ways = new ArrayList<>();
        if (place.own() == null) {
            ways.add(new ChainRule(algorithm, Scope.BYTES, Without.NOTHING, Style.ALL.get(0), Join.NOT));
            ways.add(new ChainRule(algorithm, Scope.LINE, Without.NOTHING, Style.ALL.get(0), Join.NOT));
        }
        for (Scope scope : json ? List.of(Scope.ENTRY, Scope.OBJECT) : List.<Scope>of()) {
            for (Style style : scope == Scope.OBJECT && place.path().isEmpty() ? List.<Style>of() : Style.ALL) {
                for (Without without : Without.values()) {
                    boolean hashed = without == Without.NOTHING;
                    for (Join join : hashed != (place.own() == null) ? new Join[0]
                            : hashed ? new Join[] {Join.NOT} : Join.values()) {
                        ways.add(new ChainRule(algorithm, scope, without, style, join));
                    }
                }
            }
        }
        return ways;
    }

    /** @return the hash of the entry by this rule; null when the entry is not made for it */
    byte[] digest(ChainPlace place, Entry entry) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            return null; // a JDK without MD5 or SHA-1 computes none
        }
        if (scope == Scope.BYTES || scope == Scope.LINE) {
            digest.update(entry.bytes());
            return digest.digest(scope == Scope.LINE ? new byte[] {'\n'} : new byte[0]);
        }
        Map<?, ?> object = entry.json() == null ? null : place.object(entry.json());
        if (object == null) {
            return null;
        }
        Object previous = object.get(place.previous());
        String before = previous instanceof String text ? text : "";
        Object rest = scope == Scope.OBJECT ? without(object, place)
                : without(entry.json(), place.path(), 0, place);
        String body = WrittenJson.write(rest, style);
        String text = switch (join) {
            case NOT -> body;
            case BEFORE, BEFORE_BAR, BEFORE_COLON, BEFORE_LINE -> before + join.sign + body;
            case BEHIND, BEHIND_BAR -> body + join.sign + before;
        };
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<Object, Object> without(Map<?, ?> object, List<String> path, int depth, ChainPlace place) {
        if (depth == path.size()) {
            return without(object, place);
        }
        Map<Object, Object> copy = new LinkedHashMap<>(object);
        copy.computeIfPresent(path.get(depth), (k, v) -> v instanceof Map<?, ?> inner
                ? without(inner, path, depth + 1, place) : v);
        return copy;
    }

    private Map<Object, Object> without(Map<?, ?> object, ChainPlace place) {
        Map<Object, Object> copy = new LinkedHashMap<>(object);
        if (without != Without.NOTHING) {
            copy.remove(place.own());
        }
        if (without == Without.HASHES || without == Without.HASHES_AND_SIGNATURE) {
            copy.remove(place.previous());
        }
        if (without == Without.OWN_AND_SIGNATURE || without == Without.HASHES_AND_SIGNATURE) {
            copy.keySet().removeIf(k -> SIGNATURES.contains(ChainPlace.plain((String) k)));
        }
        return copy;
    }

    /** @return the rule in words */
    String words() {
        String what = switch (scope) {
            case BYTES -> "the bytes of the entry";
            case LINE -> "the bytes of the entry with its line feed";
            case ENTRY -> "the entry as JSON, " + style;
            case OBJECT -> "the object around the hash as JSON, " + style;
        };
        String less = switch (without) {
            case NOTHING -> "";
            case OWN -> ", without its own hash";
            case OWN_AND_SIGNATURE -> ", without its own hash and signature";
            case HASHES -> ", without both hashes";
            case HASHES_AND_SIGNATURE -> ", without both hashes and the signature";
        };
        String joined = switch (join) {
            case NOT -> "";
            case BEFORE, BEFORE_BAR, BEFORE_COLON, BEFORE_LINE -> ", behind the hash of the entry before";
            case BEHIND, BEHIND_BAR -> ", in front of the hash of the entry before";
        };
        return algorithm + " over " + what + less + joined;
    }
}
