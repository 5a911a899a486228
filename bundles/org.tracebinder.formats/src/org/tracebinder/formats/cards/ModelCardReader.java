// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Yaml;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Model and data set cards: Markdown with YAML front matter as model hubs keep it, and the JSON of the Model Card
 * Toolkit. One event a card, and one for each result that the card claims.
 */
public final class ModelCardReader implements FormatReader {

    /** Keys that model and data set cards have in their front matter and other Markdown has not. */
    private static final Set<String> SIGNS = Set.of("model-index", "pipeline_tag", "base_model", "library_name",
            "size_categories", "task_categories", "annotations_creators", "source_datasets", "language_creators",
            "dataset_info", "datasets", "multilinguality", "task_ids");
    private static final Set<String> JSON_SIGNS = Set.of("model_parameters", "quantitative_analysis", "considerations");

    @Override
    public String id() {
        return "model-card";
    }

    @Override
    public String label() {
        return "Model or data set card";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            JsonNode details = Nodes.at(v, "model_details");
            if (details != null && JSON_SIGNS.stream().anyMatch(v::has)) {
                return new Match.Maybe(93, "model_details beside " + String.join(", ", JSON_SIGNS.stream().sorted()
                        .filter(v::has).toList()));
            }
            if (details != null && v.has("schema_version") && details.has("overview")) {
                return new Match.Maybe(75, "text with model_details, schema_version, overview");
            }
        }
        if (!head.values().isEmpty()) {
            return Match.NO;
        }
        List<String> found = signs(head.text());
        return found.isEmpty() ? Match.NO : new Match.Maybe(found.size() > 1 ? 92 : 80,
                "front matter with " + String.join(", ", found));
    }

    private static List<String> signs(String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().limit(2_000).toList();
        if (lines.isEmpty() || !lines.get(0).stripTrailing().equals("---")) {
            return found;
        }
        for (String line : lines.subList(1, lines.size())) {
            if (line.stripTrailing().equals("---")) {
                break;
            }
            int colon = line.indexOf(':');
            String key = colon > 0 ? line.substring(0, colon) : "";
            if (SIGNS.contains(key) && !found.contains(key)) {
                found.add(key);
            }
        }
        return found;
    }

    @Override
    public Framing framing(Head head) {
        return head.values().isEmpty() ? new Framing.Whole() : new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        String text = record.text();
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (start.startsWith("---")) {
            hub(start, record, events);
            return;
        }
        JsonNode n = Json.tree(record);
        if (!n.isObject() || Nodes.at(n, "model_details") == null) {
            throw new BadRecordException("no card: neither front matter between lines of --- nor model_details");
        }
        Toolkit.read(n, events);
    }

    private static void hub(String text, RawRecord record, Consumer<Event> events) throws BadRecordException {
        List<String> lines = text.lines().toList();
        int end = 1;
        while (end < lines.size() && !lines.get(end).stripTrailing().equals("---")) {
            end++;
        }
        if (end >= lines.size()) {
            throw new BadRecordException("the front matter that begins in line 1 is never closed by a line of ---");
        }
        JsonNode matter = Yaml.read(String.join("\n", lines.subList(0, end)));
        if (!matter.isObject()) {
            throw new BadRecordException("the front matter is not a map of keys");
        }
        String body = String.join("\n", lines.subList(end + 1, lines.size())).strip();
        HubCard.read(matter, body, folder(record), events);
    }

    /** Hubs call a card README.md: the folder around it names what it is about. */
    private static String folder(RawRecord record) {
        String path = record.source().path().replace("!/", "/");
        int file = path.lastIndexOf('/');
        if (!path.toLowerCase(Locale.ROOT).endsWith("readme.md")) {
            return path.substring(file + 1);
        }
        String folder = file < 0 ? "" : path.substring(0, file);
        return folder.isEmpty() ? null : folder.substring(folder.lastIndexOf('/') + 1);
    }
}
