// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** Writes the custody ledger and its head. A ledger whose chain is broken is not exported as if it were whole. */
final class CustodyFiles {

    private static final int ACTS_SHOWN = 60;

    private final PackContent content;
    private final PackFiles files;
    private final Masked masked;
    private final Progress progress;
    private final CustodyChain chain = new CustodyChain();
    private final List<Map<String, Object>> acts = new ArrayList<>();
    private Object time;

    CustodyFiles(PackContent content, PackFiles files, Masked masked, Progress progress) {
        this.content = content;
        this.files = files;
        this.masked = masked;
        this.progress = progress;
    }

    /** @return number of entries and hash of the last one, as bag-info.txt says it */
    String write() throws IOException, TracebinderException {
        try (OutputStream out = files.create(PackNames.CUSTODY)) {
            content.forEachCustodyEntry(entry -> accept(entry, out));
        }
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("count", chain.count());
        head.put("hash", chain.head());
        files.put(PackNames.CUSTODY_HEAD, (CanonicalJson.text(head) + "\n").getBytes(StandardCharsets.UTF_8));
        return chain.count() + " " + chain.head();
    }

    long entries() {
        return chain.count();
    }

    /** @return the first entries for the report, without their subjects */
    List<Map<String, Object>> acts() {
        return acts;
    }

    String head() {
        return chain.head();
    }

    /** @return the time of the last entry, or 1980-01-01 as in the zip when it says none that can be read; UTC */
    String time() {
        try {
            return Instant.parse(String.valueOf(time)).toString();
        } catch (DateTimeParseException e) {
            return "1980-01-01T00:00:00Z";
        }
    }

    private void accept(Map<String, Object> entry, OutputStream out) throws IOException, TracebinderException {
        progress.check();
        try {
            chain.add(entry);
        } catch (JsonTree.BadFormException e) {
            throw new TracebinderException("the custody ledger is broken: " + e.getMessage()
                    + ". Run 'tracebinder doctor' on the binder.", e);
        }
        Map<String, Object> shown = masked.object("custody " + entry.get("seq"), entry);
        if (!shown.equals(entry)) {
            shown = new LinkedHashMap<>(shown);
            shown.put(CustodyChain.MASKED, true);
        }
        time = shown.get("time");
        if (acts.size() < ACTS_SHOWN) {
            Map<String, Object> act = new LinkedHashMap<>(shown);
            act.keySet().retainAll(List.of("seq", "time", "actor", "act"));
            acts.add(act);
        }
        out.write(CanonicalJson.bytes(shown));
        out.write('\n');
    }
}
