// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks the custody ledger, the queries, the results of controls and the log of masked places. */
final class LedgerCheck {

    private static final int TREE = 1 << 28;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Progress progress;

    LedgerCheck(PackArchive archive, BagCheck bag, Progress progress) {
        this.archive = archive;
        this.bag = bag;
        this.progress = progress;
    }

    String custody() throws IOException, BadFormException {
        CustodyChain chain = new CustodyChain();
        try (Lines lines = lines(PackNames.CUSTODY)) {
            for (Map<String, Object> entry = lines.next(); entry != null; entry = lines.next()) {
                try {
                    chain.add(entry);
                } catch (BadFormException e) {
                    throw lines.problem(e.getMessage());
                }
            }
        }
        Map<String, Object> head = JsonTree.object(archive.small(bag.entry(PackNames.CUSTODY_HEAD), 1 << 16));
        if (JsonTree.whole(head, "count") != chain.count()) {
            throw new BadFormException(PackNames.CUSTODY + " holds " + chain.count() + " entries; "
                    + PackNames.CUSTODY_HEAD + " counts " + head.get("count"));
        }
        if (!JsonTree.text(head, "hash").equals(chain.head())) {
            throw new BadFormException(PackNames.CUSTODY + " does not end with the entry that "
                    + PackNames.CUSTODY_HEAD + " names");
        }
        if (!(chain.count() + " " + chain.head()).equals(bag.info("Tracebinder-Custody-Head"))) {
            throw new BadFormException("bag-info.txt names another custody head than " + PackNames.CUSTODY_HEAD);
        }
        if (chain.masked() > 0 && !bag.masked()) {
            throw new BadFormException(PackNames.CUSTODY + " holds masked entries in a pack that is not masked");
        }
        String masked = chain.masked() == 0 ? "" : ", " + chain.masked() + " of them masked";
        return Count.of(chain.count(), "entry") + " in one chain" + masked + ", head " + chain.head();
    }

    String queries() throws IOException, BadFormException {
        Map<String, Object> file = JsonTree.object(archive.small(bag.entry(PackNames.QUERIES), TREE));
        List<Map<String, Object>> queries = JsonTree.objects(file, "queries");
        long ids = 0;
        int number = 0;
        for (Map<String, Object> query : queries) {
            String name = PackNames.ids(++number);
            if (!name.equals(query.get("ids"))) {
                throw new BadFormException(PackNames.QUERIES + ": query " + number + " does not name its list " + name);
            }
            if (!bag.sha256(name).equals(JsonTree.text(query, "resultHash"))) {
                throw new BadFormException(name + " does not fit the result hash of its query");
            }
            long listed = JsonTree.whole(query, "listed");
            if (listed > JsonTree.whole(query, "total")) {
                throw new BadFormException(PackNames.QUERIES + ": query " + number + " lists more than it found");
            }
            try (Lines lines = lines(name)) {
                for (byte[] line = lines.raw(); line != null; line = lines.raw()) {
                    if (line.length > 64 || !EventId.isId(new String(line, US_ASCII))) {
                        throw lines.problem("no id");
                    }
                }
                if (lines.number() != listed) {
                    throw new BadFormException(name + " lists " + lines.number() + " ids instead of " + listed);
                }
            }
            ids += listed;
        }
        return Count.of(queries.size(), "query") + ", " + Count.of(ids, "listed hit") + ": the result hashes fit";
    }

    String controls() throws IOException, BadFormException {
        List<String> names = bag.names(n -> n.startsWith(PackNames.CONTROLS));
        JsonTree.objects(JsonTree.object(archive.small(bag.entry(PackNames.CHECKS), TREE)), "checks");
        int controls = 0;
        for (String name : names) {
            if (name.endsWith(".assessment.json")) {
                try {
                    Map<String, Object> tree = JsonTree.object(archive.small(bag.entry(name), TREE));
                    controls += JsonTree.objects(tree, "controls").size();
                } catch (BadFormException e) {
                    throw new BadFormException(name + ": " + e.getMessage());
                }
            }
        }
        return Count.of(names.size(), "file") + ", assessments readable, " + Count.of(controls, "control");
    }

    String documents() throws IOException, BadFormException {
        List<String> there = new ArrayList<>(bag.names(n -> n.startsWith(PackNames.DOCUMENT_FOLDER)));
        int out = 0;
        int masked = 0;
        for (Map<String, Object> document : JsonTree.objects(
                JsonTree.object(archive.small(bag.entry(PackNames.DOCUMENTS), TREE)), "documents")) {
            if (document.get("leftOut") != null) {
                JsonTree.hash(document, "sha256");
                out++;
                continue;
            }
            String file = JsonTree.text(document, "file");
            if (!there.remove(file)) {
                throw new BadFormException(PackNames.DOCUMENTS + " names " + file + ", which is not there");
            }
            if (Boolean.TRUE.equals(document.get("maskedCopy"))) {
                masked++;
            } else if (!bag.sha256(file).equals(JsonTree.text(document, "sha256"))) {
                throw new BadFormException(file + " is not the document that was attached");
            }
        }
        if (!there.isEmpty()) {
            throw new BadFormException(PackNames.DOCUMENTS + " does not tell of " + there.get(0));
        }
        int in = bag.names(n -> n.startsWith(PackNames.DOCUMENT_FOLDER)).size();
        String left = out + " left out with their digests";
        return masked == 0 ? in + " documents as they were attached, " + left
                : in + " documents as they were attached (" + masked + " of them masked copies), " + left;
    }

    String redaction() throws IOException, BadFormException {
        if (!bag.masked()) {
            throw new BadFormException(PackNames.MASK_LOG + " lies in a pack that says it is not masked");
        }
        try (Lines lines = lines(PackNames.MASK_LOG)) {
            for (Map<String, Object> entry = lines.next(); entry != null; entry = lines.next()) {
                try {
                    JsonTree.text(entry, "place");
                    JsonTree.text(entry, "pointer");
                    JsonTree.text(entry, "rule");
                    JsonTree.hash(entry, "commitment");
                } catch (BadFormException e) {
                    throw lines.problem(e.getMessage());
                }
            }
            return Count.of(lines.number(), "masked place") + " in the log";
        }
    }

    private Lines lines(String name) throws BadFormException {
        return new Lines(name, archive.open(bag.entry(name)), progress);
    }
}
