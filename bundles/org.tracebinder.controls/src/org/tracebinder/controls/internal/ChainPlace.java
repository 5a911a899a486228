// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;

/**
 * Where the entries of a log name the hash of the entry before, and their own.
 *
 * @param path     keys that lead to the object with both, empty for the entry itself
 * @param previous key of the hash of the entry before
 * @param own      key of the entry's own hash; null where entries name only the one before
 * @param extra    whether the keys are those of {@link Event#extra()}, for entries that are no JSON
 */
record ChainPlace(List<String> path, String previous, String own, boolean extra) {

    /** Words of names for the hash of the entry before, the plainest first. */
    private static final List<String> WORDS = List.of("prev hash", "previous hash", "prev entry hash",
            "previous entry hash", "prev record hash", "previous record hash", "prev event hash", "previous event hash",
            "prev log hash", "previous log hash", "prev block hash", "previous block hash", "previous hash value",
            "prev digest", "previous digest", "prev sha256", "previous sha256", "prev checksum", "previous checksum",
            "hash prev", "hash previous", "prior hash", "last hash", "parent hash");
    private static final List<String> PREVIOUS = WORDS.stream().map(ChainPlace::plain).toList();
    /** Where such names stand in events of known formats. */
    private static final List<String> BEFORE = List.of("", "metadata.", "meta.", "audit.", "integrity.", "chain.",
            "security.", "attributes.", "extra.", "data.", "log.", "ledger.", "proof.");
    private static final List<String> OWN = List.of("hash", "entryhash", "recordhash", "eventhash", "loghash",
            "blockhash", "rowhash", "currenthash", "currhash", "thishash", "selfhash", "chainhash", "hashvalue",
            "integrityhash", "digest", "entrydigest", "sha256", "checksum");
    /** Words that stand for "there is no entry before". */
    private static final List<String> NONE = List.of("", "null", "none", "genesis", "genesis_hash", "root", "start",
            "initial", "0x0", "n/a", "-");
    private static final int DEPTH = 5;
    private static final int NODES = 2_000;

    /** @return the place in a JSON entry, or null when it names no entry before */
    static ChainPlace in(Map<String, Object> entry) {
        return in(entry, List.of(), new int[] {NODES});
    }

    private static ChainPlace in(Map<?, ?> object, List<String> path, int[] left) {
        String previous = best(object, PREVIOUS);
        if (previous != null) {
            return new ChainPlace(path, previous, best(object, OWN), false);
        }
        for (Map.Entry<?, ?> e : object.entrySet()) {
            if (e.getValue() instanceof Map<?, ?> inner && path.size() < DEPTH && left[0]-- > 0) {
                List<String> further = new ArrayList<>(path);
                further.add((String) e.getKey());
                ChainPlace place = in(inner, List.copyOf(further), left);
                if (place != null) {
                    return place;
                }
            }
        }
        return null;
    }

    /** @return the place in an event of another notation, or null when it names no entry before */
    static ChainPlace in(Event event) {
        Map<String, String> all = new TreeMap<>(event.extra());
        String previous = best(all, PREVIOUS);
        return previous == null ? null : new ChainPlace(List.of(), previous, best(all, OWN), true);
    }

    private static String best(Map<?, ?> object, List<String> names) {
        String best = null;
        int rank = names.size();
        for (Map.Entry<?, ?> e : object.entrySet()) {
            String key = (String) e.getKey();
            int at = e.getValue() instanceof Map<?, ?> || e.getValue() instanceof List<?> ? -1
                    : names.indexOf(plain(key.substring(key.lastIndexOf('.') + 1)));
            if (at >= 0 && at < rank) {
                rank = at;
                best = key;
            }
        }
        return best;
    }

    /** @return names under {@code extra} that point to a chain, in the usual spellings */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String words : WORDS) {
            StringBuilder camel = new StringBuilder();
            for (String word : words.split(" ")) {
                camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1));
            }
            for (String before : BEFORE) {
                names.add(before + words.replace(' ', '_'));
                names.add(before + camel);
            }
        }
        return names;
    }

    static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** @return the object that holds the hashes, or null when the entry has none there */
    Map<?, ?> object(Map<String, Object> entry) {
        Object here = entry;
        for (String key : path) {
            here = here instanceof Map<?, ?> object ? object.get(key) : null;
        }
        return here instanceof Map<?, ?> object ? object : null;
    }

    /** @return the keys as people write them */
    String keys() {
        String before = path.isEmpty() ? "" : String.join(".", path) + ".";
        return "'" + before + previous + "'" + (own == null ? "" : " and '" + before + own + "'");
    }

    /** @return the hash in one notation whatever it was written in, null where it says that there is none */
    static String hash(Object value) {
        String text = value == null ? "" : value instanceof WrittenJson.Bare bare ? bare.text() : value.toString();
        text = text.strip();
        int colon = text.indexOf(':');
        String bare = colon > 0 && colon < 12 ? text.substring(colon + 1) : text;
        bare = bare.startsWith("0x") ? bare.substring(2) : bare;
        if (NONE.contains(text.toLowerCase(Locale.ROOT)) || bare.matches("0*")) {
            return null;
        }
        return bare.matches("[0-9A-Fa-f]+") ? bare.toLowerCase(Locale.ROOT) : bare;
    }

    /** @return the bytes of a hash in hexadecimal or base64, null when it is neither */
    static byte[] bytes(String hash) {
        try {
            return hash.matches("([0-9a-f]{2})+") ? HexFormat.of().parseHex(hash)
                    : Base64.getDecoder().decode(hash.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return null; // a name of its own making: it can be compared, not computed
        }
    }
}
