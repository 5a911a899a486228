// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** Fills the files of one pack, section after section. */
final class PackBuild {

    private final PackContent content;
    private final PackOptions options;
    private final PackFiles files;
    private final Progress progress;
    private final String top;

    PackBuild(PackContent content, PackOptions options, PackFiles files, Progress progress)
            throws IOException, TracebinderException {
        learn(content, options, progress);
        this.content = content;
        this.options = options;
        this.files = files;
        this.progress = progress;
        if (!(content.engagement().get("id") instanceof String id) || id.isBlank()) {
            throw new TracebinderException("the engagement has no id; a pack is named by it");
        }
        // the name of the folder is shown, too
        this.top = PackNames.slug(options.redaction().isEmpty() ? id
                : String.valueOf(options.redaction().get().mask("engagement", id, (entry, words) -> { })));
    }

    /** What the chosen fields hold has to be known before the first word is written. */
    static void learn(PackContent content, PackOptions options, Progress progress)
            throws IOException, TracebinderException {
        Redaction redaction = options.redaction().orElse(null);
        if (redaction == null || !redaction.learns()) {
            return;
        }
        progress.task("values of the chosen fields", -1);
        content.forEachRecord(item -> {
            progress.check();
            redaction.learn(item.events());
        });
        ProgramWords.all().forEach(redaction::forget);
        redaction.forget(content.speech(options.language()).everything());
        content.catalogs().forEach((name, bytes) -> {
            if (!content.ownCatalogs().contains(name)) {
                redaction.forget(new String(bytes, UTF_8));
            }
        });
    }

    /** @return the folder in the zip */
    String top() {
        return top;
    }

    void run() throws IOException, TracebinderException {
        PackFacts facts;
        String custodyHead;
        Map<String, byte[]> catalogs;
        try (Masked masked = new Masked(files, options.redaction())) {
            if (options.redaction().isPresent()) {
                json(PackNames.MASK_RULES, maskRules(options));
            }
            Map<String, Object> engagement = masked.object("engagement", content.engagement());
            json(PackNames.ENGAGEMENT, engagement);
            List<Map<String, Object>> heads = new ArrayList<>();
            for (Map<String, Object> source : content.sources()) {
                heads.add(head(source));
            }
            List<Map<String, Object>> sources = masked.objects("sources", content.sources());
            json(PackNames.SOURCES, Map.of("sources", sources));
            long records = new RecordFiles(content, options, files, masked, progress).write(heads);
            Map<String, Object> treeHeads = Map.of("algorithm",
                    "RFC 9162 section 2.1 with SHA-256, leaf = record bytes", "heads", heads);
            json(PackNames.HEADS, treeHeads);
            if (options.signer().isPresent()) {
                json(PackNames.SIGNED_HEADS, Dsse.envelope(Dsse.statement(treeHeads), options.signer().get()));
            }
            if (!content.stages().isEmpty()) {
                json(PackNames.STAGES, stages(content.stages(), heads));
            }
            if (!content.consistency().isEmpty()) {
                json(PackNames.CONSISTENCY, Map.of("proofs", content.consistency()));
            }
            CustodyFiles custody = new CustodyFiles(content, files, masked, progress);
            custodyHead = custody.write();
            List<Map<String, Object>> queries = queries(masked);
            List<Map<String, Object>> checks = masked.objects("checks", content.checks());
            json(PackNames.CHECKS, Map.of("checks", checks));
            catalogs = catalogs(masked);
            List<Map<String, Object>> assessments = assessments(masked);
            List<Map<String, Object>> findings = masked.objects("findings", content.findings());
            if (!findings.isEmpty()) {
                json(PackNames.FINDINGS, Map.of("findings", findings));
            }
            List<Map<String, Object>> samples = new SampleFiles(content, files, masked, progress).write();
            List<Map<String, Object>> documents =
                    new DocumentFiles(content, options, files, masked, progress).write();
            Map<String, Object> own = masked.object("report", new LinkedHashMap<>(content.report()));
            facts = new PackFacts(engagement, sources, records, checks, assessments, queries, findings, samples,
                    documents, own,
                    custody.entries(), custody.acts(), custody.head(), custody.time(), options.redaction().isPresent(),
                    options.signer().isPresent(), options.originals());
        }
        for (Map.Entry<String, Object> file : new OscalFiles(facts, catalogs, files.all()).documents()
                .entrySet()) {
            json(file.getKey(), file.getValue());
        }
        ReportWords words = new ReportWords(options.language());
        PackFacts spoken = facts.in(content.speech(options.language()));
        for (Map.Entry<String, Sheet> table : new PackTables(spoken, words).all().entrySet()) {
            files.put(table.getKey() + ".csv", table.getValue().csv());
            files.put(table.getKey() + ".xlsx", Workbook.of(table.getValue()));
        }
        PackReport report = new PackReport(spoken, words);
        List<ReportBlock> blocks = report.blocks();
        files.put(PackNames.REPORT, HtmlReport.of(blocks, words.of("lang"),
                report.title() + " - " + facts.engagementId()).getBytes(UTF_8));
        files.put(PackNames.PDF, PdfFile.of(spoken, blocks, words, report.title()));
        try (InputStream script = PackBuild.class.getResourceAsStream("verify.py")) {
            files.put(PackNames.SCRIPT, script.readAllBytes());
        }
        Bag.close(files, top, facts.engagement(), custodyHead, options);
        if (options.redaction().isPresent()) {
            Set<String> published = new HashSet<>(catalogs.keySet());
            published.removeAll(content.ownCatalogs());
            new LeakScan(files, options.redaction().get(), progress).run(published);
        }
    }

    private static Map<String, Object> stages(List<PackContent.Stage> stages, List<Map<String, Object>> heads)
            throws TracebinderException {
        TrailTree tree = new TrailTree();
        for (Map<String, Object> head : heads) {
            tree.add((String) head.get("source"), Hash.parse((String) head.get("sourceSha256")),
                    ((Number) head.get("treeSize")).longValue(), Hash.parse((String) head.get("rootHash")));
        }
        if (stages.get(stages.size() - 1).sources() != tree.size()) {
            throw new TracebinderException("the ledger tells of " + stages.get(stages.size() - 1).sources()
                    + " imported sources, the binder has " + tree.size() + ". Run 'tracebinder doctor' on the binder.");
        }
        List<Object> list = new ArrayList<>();
        for (PackContent.Stage stage : stages) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("entry", stage.entry());
            one.put("size", stage.sources());
            one.put("rootHash", tree.root(stage.sources()).toString());
            one.put("path", tree.consistency(stage.sources()).stream().map(Hash::toString).toList());
            list.add(one);
        }
        return Map.of("rule", TrailTree.LEAF_RULE + "; path = consistency proof from this head to the last one",
                "heads", list);
    }

    /** What somebody needs to know who is shown a masked value later. */
    private static Map<String, Object> maskRules(PackOptions options) {
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("fields", options.redaction().get().fields());
        rules.put("personalData", true);
        rules.put("language", options.language().getLanguage().equals("de") ? "de" : "en");
        rules.put("commitment", "SHA-256 over the salt and then the masked words in UTF-8; log.jsonl has one for each "
                + "masked place. Words and salt of a place stay with the binder and may be shown to somebody in a file "
                + "of opened values, whose lines have place, pointer, replacement, words, salt (base64).");
        return rules;
    }

    private static Map<String, Object> head(Map<String, Object> source) throws TracebinderException {
        Map<String, Object> head = new TreeMap<>();
        for (String name : List.of("id", "sha256", "treeSize", "merkleRoot")) {
            if (source.get(name) == null) {
                throw new TracebinderException("a source lacks '" + name + "': " + source.get("path"));
            }
        }
        head.put("source", source.get("id"));
        head.put("sourceSha256", source.get("sha256").toString());
        head.put("treeSize", source.get("treeSize"));
        head.put("rootHash", source.get("merkleRoot").toString());
        head.put("exported", 0L);
        return head;
    }

    private List<Map<String, Object>> queries(Masked masked) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        int number = 0;
        for (PackQuery query : content.queries()) {
            progress.check();
            number++;
            Map<String, Object> one = new LinkedHashMap<>(query.facts());
            one.put("query", query.text());
            one.put("total", query.total());
            one.put("listed", query.ids().size());
            one = new LinkedHashMap<>(masked.object("query " + number, one));
            one.put("resultHash", query.resultHash().toString());
            one.put("ids", PackNames.ids(number));
            list.add(one);
            try (OutputStream out = files.create(PackNames.ids(number))) {
                for (String id : query.ids()) {
                    out.write(id.getBytes(UTF_8));
                    out.write('\n');
                }
            }
        }
        json(PackNames.QUERIES, Map.of("resultHashRule",
                "SHA-256 over the ids in their order, each followed by a line feed", "queries", list));
        return list;
    }

    /** Published catalogues stay as they are; own files are the auditor's words and are masked as such. */
    private Map<String, byte[]> catalogs(Masked masked) throws IOException, TracebinderException {
        Map<String, byte[]> shown = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : content.catalogs().entrySet()) {
            if (!PackNames.SEGMENT.matcher(file.getKey()).matches()) {
                throw new TracebinderException("a catalogue can't stand under the name '" + file.getKey() + "'");
            }
            byte[] bytes = file.getValue();
            if (masked.active() && content.ownCatalogs().contains(file.getKey())) {
                try {
                    Object old = JsonTree.parse(bytes);
                    Object now = masked.value(file.getKey(), old);
                    bytes = now.equals(old) ? bytes : (CanonicalJson.text(now) + "\n").getBytes(UTF_8);
                } catch (JsonTree.BadFormException e) {
                    throw new TracebinderException(file.getKey() + " can't be masked: " + e.getMessage(), e);
                }
            }
            shown.put(file.getKey(), bytes);
            files.put(PackNames.CONTROLS + file.getKey(), bytes);
        }
        return shown;
    }

    private List<Map<String, Object>> assessments(Masked masked) throws IOException {
        List<Map<String, Object>> assessments = masked.objects("assessments", content.assessments());
        for (Map<String, Object> assessment : assessments) {
            String id = PackNames.slug(String.valueOf(assessment.get("catalog")));
            json(PackNames.CONTROLS + id + ".assessment.json", assessment);
        }
        return assessments;
    }

    private void json(String name, Object value) throws IOException {
        byte[] text = CanonicalJson.bytes(value);
        try (OutputStream out = files.create(name)) {
            out.write(text);
            out.write('\n');
        }
    }
}
