// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.privacy.PersonalDataFinder;

/**
 * Masks chosen members as a whole and personal data wherever it is found in text. A masked value becomes
 * {@code [KIND-xxxxxxxxxxxx]}: the digits come from a secret and the value, so the same value is recognised everywhere
 * in packs made with the same secret and can't be guessed without it. Each masked place is logged with the commitment
 * {@code SHA-256(salt || value)}; the salt comes from the secret and the place, so the secret alone, which stays with
 * the binder, opens any commitment.
 */
public final class Masking implements Redaction {

    /** Bytes of the secret. */
    public static final int SECRET_LENGTH = 32;

    private static final String PERSONAL = "personal-data";
    private static final String CHOSEN = "chosen-field";

    private final byte[] secret;
    private final Set<String> fields;

    /**
     * @param secret 32 random bytes, kept with the binder and never exported; copied
     * @param fields names of members that are masked as a whole, at any depth, for example {@code prompt}
     */
    public Masking(byte[] secret, Set<String> fields) {
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("the secret has " + secret.length + " bytes, not " + SECRET_LENGTH);
        }
        this.secret = secret.clone();
        this.fields = Set.copyOf(fields);
    }

    @Override
    public Object mask(String place, Object json, Log log) throws IOException {
        return value(new Place(place, "", log), json);
    }

    @Override
    public List<String> leaks(String text) {
        return PersonalDataFinder.find(text).stream().map(PersonalDataFinder.Found::kind).distinct().sorted().toList();
    }

    /**
     * Opens a commitment for somebody who may know.
     *
     * @param place       as logged
     * @param pointer     as logged
     * @param replacement as logged
     * @return the salt, 32 bytes
     */
    public byte[] salt(String place, String pointer, String replacement) {
        return hmac("salt\0" + place + "\0" + pointer + "\0" + replacement);
    }

    private record Place(String place, String pointer, Log log) {

        Place at(Object step) {
            return new Place(place, pointer + "/" + step.toString().replace("~", "~0").replace("/", "~1"), log);
        }
    }

    private Object value(Place at, Object json) throws IOException {
        return switch (json) {
            case String s -> text(at, s);
            case Map<?, ?> map -> object(at, map);
            case List<?> list -> {
                List<Object> masked = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    masked.add(value(at.at(i), list.get(i)));
                }
                yield masked;
            }
            case null, default -> json;
        };
    }

    private Map<String, Object> object(Place at, Map<?, ?> map) throws IOException {
        Map<String, Object> masked = new LinkedHashMap<>();
        for (Map.Entry<String, Object> e : sorted(map).entrySet()) {
            String name = text(at, e.getKey());
            Object old = e.getValue();
            Place inside = at.at(name);
            masked.put(name, fields.contains(e.getKey()) ? whole(inside, e.getKey(), old) : value(inside, old));
        }
        return masked;
    }

    /** The log must not depend on the order in which a map gives its members. */
    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((k, v) -> sorted.put((String) k, v));
        return sorted;
    }

    private Object whole(Place at, String field, Object old) throws IOException {
        if (old == null || old instanceof Boolean || old instanceof String s && s.isEmpty()) {
            return old;
        }
        String words = old instanceof String s ? s : CanonicalJson.text(old);
        return replace(at, CHOSEN, field.toUpperCase(Locale.ROOT), words);
    }

    private String text(Place at, String s) throws IOException {
        List<PersonalDataFinder.Found> found = PersonalDataFinder.find(s);
        if (found.isEmpty()) {
            return s;
        }
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (PersonalDataFinder.Found f : found) {
            masked.append(s, from, f.start()).append(replace(at, PERSONAL, f.kind(), s.substring(f.start(), f.end())));
            from = f.end();
        }
        return masked.append(s, from, s.length()).toString();
    }

    private String replace(Place at, String rule, String kind, String words) throws IOException {
        // letters only: digits could look like another number to a second search
        String digits = HexFormat.of().formatHex(hmac("name\0" + kind + "\0" + words), 0, 6);
        StringBuilder letters = new StringBuilder();
        digits.chars().forEach(c -> letters.append((char) ('a' + Character.digit(c, 16))));
        String replacement = "[" + kind + "-" + letters + "]";
        MessageDigest commitment = Hash.newDigest();
        commitment.update(salt(at.place(), at.pointer(), replacement));
        commitment.update(words.getBytes(UTF_8));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("place", at.place());
        entry.put("pointer", at.pointer());
        entry.put("rule", rule);
        entry.put("kind", kind);
        entry.put("reason", rule.equals(PERSONAL) ? "personal data found in clear" : "field chosen by the auditor");
        entry.put("replacement", replacement);
        entry.put("commitment", Hash.wrap(commitment.digest()).toString());
        at.log().accept(entry);
        return replacement;
    }

    private byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
