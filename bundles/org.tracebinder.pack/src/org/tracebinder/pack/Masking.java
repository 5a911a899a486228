// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.privacy.PersonalDataFinder;

/**
 * Masks chosen fields of events as a whole, their values wherever else they stand in the pack, and personal data
 * wherever it is found in text. A masked value becomes {@code [KIND-xxxxxxxxxxxx]}: the letters come from a secret and
 * the value, so the same value is recognised everywhere in packs made with the same secret and can't be guessed without
 * it. Each masked place is logged with the commitment {@code SHA-256(salt || value)}; the salt comes from the secret
 * and the place, so the secret alone, which stays with the binder, opens any commitment. Not thread-safe.
 */
public final class Masking implements Redaction {

    /** Bytes of the secret. */
    public static final int SECRET_LENGTH = 32;

    private static final String PERSONAL = "personal-data";
    private static final String CHOSEN = "chosen-field";
    private static final String VALUE = "value-of-chosen-field";
    /** A text that may be one number, for which the name above it counts. */
    private static final int SHORT = 100;

    private final byte[] secret;
    private final ChosenFields fields;
    private final List<String> names;
    private final KnownValues known = new KnownValues();
    /** The salts' key is made once: there are many places. */
    private final Mac mac;

    /**
     * @param secret 32 random bytes, kept with the binder and never exported; copied
     * @param fields of events, by their names in queries: {@code actor}, {@code prompt}, {@code extra.customer}...
     * @throws IllegalArgumentException when a field is not known or can't be masked; the message says which can
     */
    public Masking(byte[] secret, Set<String> fields) {
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("the secret has " + secret.length + " bytes, not " + SECRET_LENGTH);
        }
        this.secret = secret.clone();
        this.fields = new ChosenFields(fields);
        this.names = fields.stream().map(ChosenFields::canonical).distinct().sorted().toList();
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(this.secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }

    /** @return names of fields that can be chosen, sorted; {@code extra.NAME} can be, too */
    public static List<String> choices() {
        return ChosenFields.names();
    }

    /**
     * @param name as a person wrote it, for example {@code user}
     * @return the field's name
     * @throws IllegalArgumentException when a field is not known or can't be masked; the message is for the user
     */
    public static String field(String name) {
        return ChosenFields.canonical(name);
    }

    /**
     * Tells a value of a chosen field before anything is masked, also when its record does not go into the pack.
     *
     * @param field the canonical name of a chosen field
     */
    public void learn(String field, String value) {
        known.learn(value, fields.kindOf(field));
    }

    @Override
    public List<String> fields() {
        return names;
    }

    @Override
    public boolean learns() {
        return !fields.isEmpty();
    }

    @Override
    public void learn(List<Map<String, Object>> events) {
        events.forEach(e -> learn("", null, e));
    }

    private void learn(String path, String kind, Object json) {
        switch (json) {
            case String s -> {
                if (kind != null) {
                    known.learn(s, kind);
                }
            }
            case Map<?, ?> map -> map.forEach((k, v) -> {
                if (kind == null || !k.equals(ChosenFields.ROLE)) {
                    String inside = path.isEmpty() ? (String) k : path + "." + k;
                    learn(inside, kind == null ? fields.kind(inside) : kind, v);
                }
            });
            case List<?> list -> list.forEach(v -> learn(path, kind, v));
            case null, default -> {
                // numbers and truth values would be found everywhere
            }
        }
    }

    @Override
    public void forget(String published) {
        known.forget(published);
    }

    @Override
    public Object mask(String place, Object json, Log log) throws IOException {
        return value(new Place(place, "", null, log), "", json);
    }

    @Override
    public Object maskEvents(String place, Object events, Log log) throws IOException {
        return value(new Place(place, "", "", log), "", events);
    }

    @Override
    public List<String> leaks(String text) {
        return places("", text).stream().map(Span::kind).distinct().sorted().toList();
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

    /** @param path members from the event down, or null outside of events */
    private record Place(String place, String pointer, String path, Log log) {

        Place at(Object step, String member) {
            String inside = path == null || member == null ? path : path.isEmpty() ? member : path + "." + member;
            return new Place(place, pointer + "/" + step.toString().replace("~", "~0").replace("/", "~1"), inside, log);
        }
    }

    /** @param member the name above the value: it may say what a number is */
    private Object value(Place at, String member, Object json) throws IOException {
        return switch (json) {
            case String s -> text(at, member, s);
            case Number n when at.path() == null -> number(at, member, n);
            case Map<?, ?> map -> object(at, map, null);
            case List<?> list -> {
                List<Object> masked = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    masked.add(value(at.at(i, null), member, list.get(i)));
                }
                yield masked;
            }
            case null, default -> json;
        };
    }

    /** @param chosen the kind when the whole object is to be masked, else null */
    private Map<String, Object> object(Place at, Map<?, ?> map, String chosen) throws IOException {
        Map<String, Object> masked = new LinkedHashMap<>();
        for (Map.Entry<String, Object> e : sorted(map).entrySet()) {
            String name = text(at, "", e.getKey());
            Place inside = at.at(name, e.getKey());
            String kind = chosen != null && !name.equals(ChosenFields.ROLE) ? chosen
                    : inside.path() == null ? null : fields.kind(inside.path());
            masked.put(name, kind != null ? whole(inside, kind, e.getValue()) : value(inside, e.getKey(),
                    e.getValue()));
        }
        return masked;
    }

    /** The log must not depend on the order in which a map gives its members. */
    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((k, v) -> sorted.put((String) k, v));
        return sorted;
    }

    /** Lists and objects keep their form: whoever reads the pack finds messages where messages are due. */
    private Object whole(Place at, String kind, Object old) throws IOException {
        return switch (old) {
            case null -> null;
            case String s -> s.isEmpty() ? s : replace(at, CHOSEN, kind, s);
            case Map<?, ?> map -> object(at, map, kind);
            case List<?> list -> {
                List<Object> masked = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    masked.add(whole(at.at(i, null), kind, list.get(i)));
                }
                yield masked;
            }
            default -> replace(at, CHOSEN, kind, CanonicalJson.text(old));
        };
    }

    /**
     * A place in a text.
     *
     * @param words what is meant there, however it is spelled: the same words get the same name
     */
    private record Span(String rule, String kind, int start, int end, String words) {

        static Span of(String rule, String kind, String text, int start, int end) {
            return new Span(rule, kind, start, end, text.substring(start, end));
        }

        int length() {
            return end - start;
        }
    }

    /** @return what must not be shown, in order; where places overlap, all of them under the name of the longest */
    private List<Span> places(String member, String s) {
        List<Span> all = new ArrayList<>(0);
        find(member, s, all);
        for (Spelling spelled : Spelling.of(s)) {
            List<Span> meant = new ArrayList<>(0);
            find(member, spelled.plain(), meant);
            meant.forEach(m -> all.add(new Span(m.rule(), m.kind(), spelled.start(m.start()), spelled.end(m.end() - 1),
                    m.words())));
        }
        return all.size() < 2 ? all : apart(all);
    }

    private void find(String member, String s, List<Span> all) {
        PersonalDataFinder.find(s).forEach(f -> all.add(Span.of(PERSONAL, f.kind(), s, f.start(), f.end())));
        if (all.isEmpty() && !member.isEmpty() && s.length() <= SHORT) { // {"pesel": "44051401359"}: the name tells
            int from = member.length() + 2;
            PersonalDataFinder.find(member + ": " + s).stream().filter(f -> f.start() >= from)
                    .forEach(f -> all.add(Span.of(PERSONAL, f.kind(), s, f.start() - from, f.end() - from)));
        }
        if (!known.isEmpty()) {
            known.find(s).forEach(f -> all.add(Span.of(VALUE, f.kind(), s, f.start(), f.end())));
        }
    }

    private static List<Span> apart(List<Span> all) {
        all.sort(Comparator.comparingInt(Span::start).thenComparing(Span::rule, Comparator.reverseOrder()));
        List<Span> apart = new ArrayList<>(all.size());
        for (Span span : all) {
            Span last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last == null || span.start() >= last.end()) {
                apart.add(span);
            } else {
                Span name = span.length() > last.length() ? span : last;
                int end = Math.max(last.end(), span.end());
                apart.set(apart.size() - 1, new Span(name.rule(), name.kind(), last.start(), end, name.words()));
            }
        }
        return apart;
    }

    /** A number that is personal data as a whole becomes a text; others stay numbers. */
    private Object number(Place at, String member, Number n) throws IOException {
        String s = CanonicalJson.text(n);
        boolean whole = s.length() >= 9 && places(member, s).stream().anyMatch(f -> f.length() == s.length());
        return whole ? text(at, member, s) : n;
    }

    private String text(Place at, String member, String s) throws IOException {
        List<Span> found = places(member, s);
        if (found.isEmpty()) {
            return s;
        }
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (Span f : found) {
            masked.append(s, from, f.start())
                    .append(replace(at, f.rule(), f.kind(), f.words(), s.substring(f.start(), f.end())));
            from = f.end();
        }
        return masked.append(s, from, s.length()).toString();
    }

    private String replace(Place at, String rule, String kind, String words) throws IOException {
        return replace(at, rule, kind, words, words);
    }

    /** @param meant what the words mean, by which the replacement is named */
    private String replace(Place at, String rule, String kind, String meant, String words) throws IOException {
        // letters only: digits could look like another number to a second search
        String digits = HexFormat.of().formatHex(hmac("name\0" + kind + "\0" + meant), 0, 6);
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
        entry.put("reason", switch (rule) {
            case PERSONAL -> "personal data found in clear";
            case CHOSEN -> "field chosen by the auditor";
            default -> "value of a field chosen by the auditor";
        });
        entry.put("replacement", replacement);
        entry.put("commitment", Hash.wrap(commitment.digest()).toString());
        at.log().accept(entry, words);
        return replacement;
    }

    private byte[] hmac(String message) {
        return mac.doFinal(message.getBytes(UTF_8));
    }
}
