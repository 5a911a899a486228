// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fills in the scorecard of a binder, one measure at a time. What else stands in the file stays as it is. */
public final class ScorecardEdit {

    private static final long MOST = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ScorecardEdit() {
    }

    /**
     * @param measure of the scorecard, with its new goals
     * @throws TracebinderException when the scorecard has no such measure or is broken, or the binder is open for
     *                              reading only
     */
    public static void put(Workspace workspace, Measure measure) throws IOException, TracebinderException {
        workspace.mayWrite();
        ObjectNode card = read(workspace.layout().scorecard());
        for (JsonNode one : card.path("measures")) {
            if (one instanceof ObjectNode line && line.path("id").asString("").equals(measure.id())) {
                goals(line, measure);
                write(workspace, card, "measure", measure.id());
                return;
            }
        }
        throw new TracebinderException("The scorecard has no measure '" + measure.id() + "'.");
    }

    /** Says which system the scorecard is of and what was decided by it. */
    public static void head(Workspace workspace, String system, String decision) throws IOException,
            TracebinderException {
        workspace.mayWrite();
        ObjectNode card = read(workspace.layout().scorecard());
        card.put("system", system.strip()).put("decision", decision.strip());
        write(workspace, card, "head", "system, decision");
    }

    private static ObjectNode read(Path file) throws IOException, TracebinderException {
        boolean there = Files.isRegularFile(file);
        if (there && Files.size(file) > MOST) {
            throw new TracebinderException("scorecard.json is larger than a megabyte.");
        }
        try {
            if (MAPPER.readTree(there ? Files.readAllBytes(file) : Scorecard.template()) instanceof ObjectNode card) {
                return card;
            }
        } catch (JacksonException e) {
            throw new TracebinderException("scorecard.json is broken: " + e.getOriginalMessage(), e);
        }
        throw new TracebinderException("scorecard.json holds no scorecard.");
    }

    private static void goals(ObjectNode line, Measure m) {
        number(line, "baseline", m.baseline());
        bound(line, "target", m.target(), "atMost", "atLeast");
        bound(line, "stop", m.stop(), "above", "below");
        line.put("owner", m.owner().strip());
        line.put("note", m.note().strip());
    }

    private static void number(ObjectNode to, String name, Double value) {
        if (value == null) {
            to.remove(name);
        } else {
            to.put(name, new BigDecimal(Scorecard.plain(value)));
        }
    }

    /** A stop condition is kept as the bound that must hold: stop above 5 holds at most 5. */
    private static void bound(ObjectNode to, String name, Measure.Bound bound, String most, String least) {
        to.remove(name);
        if (bound != null) {
            number(to.putObject(name), bound.atMost() ? most : least, bound.value());
        }
    }

    private static void write(Workspace workspace, ObjectNode card, String key, String what) throws IOException,
            TracebinderException {
        byte[] bytes = MAPPER.writeValueAsBytes(card);
        Path file = workspace.layout().scorecard();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put(key, what);
        subject.put("sha256", Hash.of(bytes).toString());
        workspace.record("scorecard", subject);
    }
}
