// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tracebinder.core.Progress;
import org.tracebinder.formats.Delimited;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Packaging;
import org.tracebinder.ingest.Preamble;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.session.MappingDraft.Place;
import org.tracebinder.session.MappingDraft.Proposal;
import tools.jackson.databind.JsonNode;

/** Finds where the values of an unknown file stand, and proposes what they could mean. */
public final class Places {

    private static final int SAMPLES = 3;
    /** Values that a guess rests on. */
    private static final int LOOKED_AT = 50;
    private static final int SAMPLE = 120;
    private static final int MOST = 300;
    private static final int DEEPEST = 4;

    private final Map<String, Set<String>> samples = new LinkedHashMap<>();
    /** Places that held one value twice. */
    private final Set<String> repeated = new HashSet<>();

    private Places() {
    }

    /** @return what the beginning of the file shows */
    public static Optional<Proposal> propose(Path file, Progress progress) throws IOException {
        byte[] magic;
        try (InputStream in = Files.newInputStream(file)) {
            magic = in.readNBytes(512);
        }
        Packaging packaging = Packaging.of(file, magic);
        if (packaging.archive()) {
            return Optional.empty();
        }
        progress.check();
        Content plain = () -> new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        Head head = Preamble.without(Detector.head(file.toString(), packaging == Packaging.PLAIN ? plain
                : packaging.unpack(plain)));
        String name = file.getFileName().toString().replaceAll("\\.(gz|zst)$", "").replaceAll("\\.[A-Za-z]{2,5}$", "");
        Places places = new Places();
        Optional<Delimited> delimited = Delimited.of(head);
        if (delimited.isPresent()) {
            Delimited text = delimited.get();
            for (int i = 0; i < text.header().size(); i++) {
                int column = i;
                places.seen(text.header().get(i), "");
                text.rows().forEach(r -> places.seen(text.header().get(column), r.get(column)));
            }
            return Optional.of(places.proposal(name, true, text.separator(), List.of()));
        }
        return places.json(head, name);
    }

    private Optional<Proposal> json(Head head, String name) {
        List<JsonNode> objects = head.values().stream().filter(JsonNode::isObject).toList();
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        String records = objects.size() > 1 ? null : longest(objects.get(0), "", DEEPEST);
        if (records != null) {
            JsonNode array = objects.get(0);
            for (String step : records.split("\\.")) {
                array = array.get(step);
            }
            array.forEach(element -> walk("", element, DEEPEST));
        } else {
            objects.forEach(o -> walk("", o, DEEPEST));
        }
        return Optional.of(proposal(name, false, ',', records == null ? List.of() : List.of(records)));
    }

    /** @return the path of an array of objects below the node, null when there is none */
    private static String longest(JsonNode node, String path, int depth) {
        String best = null;
        int size = 0;
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            String here = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
            if (e.getKey().contains(".")) {
                continue; // such a key can't be part of a path
            }
            if (e.getValue().isArray() && e.getValue().size() > size && e.getValue().get(0).isObject()) {
                best = here;
                size = e.getValue().size();
            } else if (e.getValue().isObject() && depth > 0 && best == null) {
                best = longest(e.getValue(), here, depth - 1);
            }
        }
        return best;
    }

    private void walk(String pointer, JsonNode node, int depth) {
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            String here = pointer + "/" + e.getKey().replace("~", "~0").replace("/", "~1");
            if (e.getValue().isObject() && depth > 0) {
                walk(here, e.getValue(), depth - 1);
            } else {
                seen(here, e.getValue().isValueNode() ? e.getValue().asString("") : e.getValue().toString());
            }
        }
    }

    private void seen(String place, String value) {
        Set<String> values = samples.get(place);
        if (values == null) {
            if (samples.size() >= MOST) {
                return;
            }
            values = new LinkedHashSet<>();
            samples.put(place, values);
        }
        if (values.size() < LOOKED_AT && !value.isBlank()) {
            String line = value.replaceAll("\\s+", " ").strip();
            if (!values.add(line.length() > SAMPLE ? line.substring(0, SAMPLE) + "\u2026" : line)) {
                repeated.add(place);
            }
        }
    }

    private Proposal proposal(String name, boolean delimited, char separator, List<String> records) {
        Map<String, MappingDraft.Source> fields = new LinkedHashMap<>();
        List<Place> places = new ArrayList<>();
        boolean commas = samples.values().stream().anyMatch(v -> Guess.commas(List.copyOf(v)));
        samples.forEach((place, values) -> {
            List<String> some = List.copyOf(values);
            places.add(new Place(place, some.subList(0, Math.min(SAMPLES, some.size()))));
            String field = Guess.field(place, !repeated.contains(place));
            if (field != null && !fields.containsKey(field)) {
                String format = Guess.isTime(field) ? Guess.format(some)
                        : Guess.isNumber(field) ? Guess.decimal(field, some, commas) : null;
                if (!Guess.isTime(field) || format != null) {
                    fields.put(field, new MappingDraft.Source(place, format, null));
                }
            }
        });
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        id = id.isEmpty() ? "mapping" : id.substring(0, Math.min(60, id.length()));
        return new Proposal(List.copyOf(places), new MappingDraft(id, name, delimited, separator, records,
                fields.containsKey("input") || fields.containsKey("output") || fields.containsKey("modelServed")
                ? "inference" : "other", fields));
    }
}
