// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.JsonTree.BadFormException;

/**
 * Opens commitments of a masked pack for somebody who may know: the words, and the salt that fits them to the log of
 * the pack. The words come from the binder, masked once more as they were; only what fits its commitment is given out.
 */
public final class PackReveal {

    /** Values that are opened at once, at most. */
    public static final int MOST = 100_000;

    private final Masking masking;
    private final Map<String, Map<String, Object>> wanted;
    private final OutputStream out;
    private final Progress progress;
    private int opened;

    private PackReveal(Masking masking, Map<String, Map<String, Object>> wanted, OutputStream out, Progress progress) {
        this.masking = masking;
        this.wanted = wanted;
        this.out = out;
        this.progress = progress;
    }

    /**
     * What a masked pack says of its masking.
     *
     * @param records  ids of the exported records
     * @param fields   that were chosen
     * @param language of the report
     */
    public record Rules(Set<String> records, List<String> fields, Locale language) {
    }

    /**
     * What was opened.
     *
     * @param opened values that were written
     * @param closed places of values that this binder can't open, at most 100
     */
    public record Result(int opened, List<String> closed) {
    }

    /** @throws TracebinderException when the file is no pack, or is not masked */
    public static Rules rules(Path pack, Progress progress) throws IOException, TracebinderException {
        try (PackArchive archive = new PackArchive(pack)) {
            String top = top(archive);
            ZipLayout.Entry rules = archive.entry(top + PackNames.MASK_RULES);
            if (rules == null) {
                throw new TracebinderException(pack + (archive.entry(top + PackNames.MASK_LOG) == null
                        ? " is not masked: there is nothing to open."
                        : " was written by an older version, which did not say "
                        + "what was masked. Export it again."));
            }
            Map<String, Object> said = JsonTree.object(archive.small(rules, 1 << 20));
            Set<String> ids = new LinkedHashSet<>();
            try (Lines lines = lines(archive, top, PackNames.RECORDS, progress)) {
                for (Map<String, Object> r = lines.next(); r != null; r = lines.next()) {
                    ids.add(JsonTree.text(r, "id"));
                }
            }
            return new Rules(ids, JsonTree.list(said, "fields").stream().map(String::valueOf).toList(),
                    Locale.forLanguageTag(JsonTree.text(said, "language")));
        } catch (BadFormException e) {
            throw new TracebinderException(pack + " can't be read as a pack: " + e.getMessage(), e);
        }
    }

    /**
     * @param limit entries at most
     * @return entries of the redaction log that are chosen, in its order, each masked value once
     * @throws TracebinderException when the file is no pack
     */
    public static List<Map<String, Object>> log(Path pack, RevealChoice choice, int limit, Progress progress)
            throws IOException, TracebinderException {
        return List.copyOf(chosen(pack, choice, limit, progress).values());
    }

    private static Map<String, Map<String, Object>> chosen(Path pack, RevealChoice choice, int limit, Progress progress)
            throws IOException, TracebinderException {
        Map<String, Map<String, Object>> chosen = new LinkedHashMap<>();
        try (PackArchive archive = new PackArchive(pack);
                Lines lines = lines(archive, top(archive), PackNames.MASK_LOG, progress)) {
            for (Map<String, Object> e = lines.next(); e != null && chosen.size() < limit; e = lines.next()) {
                if (choice.takes(e)) {
                    chosen.putIfAbsent(RevealedCheck.key(e), e);
                }
            }
        } catch (BadFormException e) {
            throw new TracebinderException(pack + " can't be read as a pack: " + e.getMessage(), e);
        }
        return chosen;
    }

    private static String top(PackArchive archive) throws BadFormException {
        if (archive.entries().isEmpty()) {
            throw new BadFormException("it is empty");
        }
        String name = archive.entries().get(0).name();
        return name.substring(0, name.indexOf('/') + 1);
    }

    private static Lines lines(PackArchive archive, String top, String name, Progress progress)
            throws BadFormException {
        ZipLayout.Entry entry = archive.entry(top + name);
        if (entry == null) {
            throw new BadFormException(name + " is missing");
        }
        return new Lines(name, archive.open(entry), progress);
    }

    /**
     * @param pack    a masked pack
     * @param content of the same binder: the records of the pack
     * @param masking with the secret and the chosen fields of the pack
     * @param rules   of the pack
     * @param out     gets a line for each opened value:
     *                {@code place pointer replacement rule kind commitment words salt}
     * @throws TracebinderException when nothing of the kind is masked, or too much is
     */
    public static Result reveal(Path pack, PackContent content, Masking masking, Rules rules, RevealChoice choice,
            OutputStream out, Progress progress) throws IOException, TracebinderException {
        Map<String, Map<String, Object>> wanted = chosen(pack, choice, MOST + 1, progress);
        if (wanted.isEmpty()) {
            throw new TracebinderException("No masked value of this pack is chosen by that.");
        }
        if (wanted.size() > MOST) {
            throw new TracebinderException("More than " + MOST + " masked values are chosen by that; choose fewer.");
        }
        PackBuild.learn(content, PackOptions.PLAIN.maskedBy(masking).in(rules.language()), progress);
        PackReveal reveal = new PackReveal(masking, wanted, out, progress);
        reveal.run(content);
        return new Result(reveal.opened, wanted.values().stream().limit(100)
                .map(e -> e.get("place") + " " + e.get("pointer")).toList());
    }

    private void run(PackContent content) throws IOException, TracebinderException {
        Set<String> places = new LinkedHashSet<>();
        wanted.values().forEach(e -> places.add(String.valueOf(e.get("place"))));
        content.forEachRecord(item -> {
            progress.check();
            String id = item.id().toString();
            if (places.contains(id)) {
                masking.maskEvents(id, item.events(), this::found);
            }
        });
        if (places.contains("engagement")) {
            masking.mask("engagement", content.engagement(), this::found);
        }
        each(places, "sources", content.sources());
        each(places, "findings", content.findings());
        each(places, "samples", content.samples());
        each(places, "documents", content.documents());
        content.forEachCustodyEntry(entry -> {
            String place = "custody " + entry.get("seq");
            if (places.contains(place)) {
                masking.mask(place, entry, this::found);
            }
        });
    }

    private void each(Set<String> places, String name, List<Map<String, Object>> list) throws IOException {
        for (int i = 0; i < list.size(); i++) {
            if (places.contains(name + "/" + i)) {
                masking.mask(name + "/" + i, list.get(i), this::found);
            }
        }
    }

    private void found(Map<String, Object> entry, String words) throws IOException {
        String key = RevealedCheck.key(entry);
        Map<String, Object> logged = wanted.get(key);
        // another secret, or a binder that changed since: what does not fit is not given out
        if (logged == null || !entry.get("commitment").equals(logged.get("commitment"))) {
            return;
        }
        wanted.remove(key);
        Map<String, Object> line = new LinkedHashMap<>(logged);
        line.put("words", words);
        line.put("salt", Base64.getEncoder().encodeToString(masking.salt(String.valueOf(entry.get("place")),
                String.valueOf(entry.get("pointer")), String.valueOf(entry.get("replacement")))));
        out.write((CanonicalJson.text(line) + "\n").getBytes(UTF_8));
        opened++;
    }
}
