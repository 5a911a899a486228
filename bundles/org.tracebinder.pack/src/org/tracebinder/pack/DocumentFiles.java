// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/**
 * Writes attached documents. A masked pack has masked copies of plain text; a document of another kind may hide words
 * where nobody masks them and stays out of it. Of each document that stays out, digest and reason are told.
 */
final class DocumentFiles {

    /** A longer text is not masked. */
    private static final int MOST_TEXT = 8 << 20;
    private static final Set<String> TEXTS = Set.of("txt", "md", "csv", "log");

    private final PackContent content;
    private final PackOptions options;
    private final PackFiles files;
    private final Masked masked;
    private final Progress progress;

    DocumentFiles(PackContent content, PackOptions options, PackFiles files, Masked masked, Progress progress) {
        this.content = content;
        this.options = options;
        this.files = files;
        this.masked = masked;
        this.progress = progress;
    }

    /** @return the documents as they stand in the pack; empty when there are none, and then no file is written */
    List<Map<String, Object>> write() throws IOException, TracebinderException {
        List<Map<String, Object>> own = content.documents();
        if (own.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> hidden = masked.objects("documents", own);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            progress.check();
            Map<String, Object> one = new LinkedHashMap<>(hidden.get(i));
            for (String name : List.of("id", "sha256", "size")) {
                one.put(name, own.get(i).get(name));
            }
            String reason = one(own.get(i), one);
            if (reason != null) {
                one.put("leftOut", reason);
            }
            all.add(one);
        }
        try (OutputStream out = files.create(PackNames.DOCUMENTS)) {
            out.write(CanonicalJson.bytes(Map.of("documents", all)));
            out.write('\n');
        }
        return all;
    }

    /** @return why it is left out; null when it is not */
    private String one(Map<String, Object> own, Map<String, Object> told) throws IOException, TracebinderException {
        String id = String.valueOf(own.get("id"));
        long size = PackFacts.number(own, "size");
        if (own.get("leftOut") instanceof String known) {
            return known;
        }
        if (size > options.documentLimit()) {
            return options.documentLimit() == 0 ? "choice" : "size";
        }
        String ending = ending(String.valueOf(own.get("name")));
        String file = PackNames.DOCUMENT_FOLDER + id + "." + ending;
        if (!masked.active()) {
            progress.task(file, size);
            try (InputStream in = content.document(id); OutputStream out = files.create(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    progress.check();
                    progress.advance(n);
                    out.write(buffer, 0, n);
                }
            }
            if (!files.all().get(file).sha256().equals(own.get("sha256"))) {
                throw new TracebinderException("the document " + own.get("name")
                        + " changed while the pack was written");
            }
            told.put("file", file);
            return null;
        }
        if (!TEXTS.contains(ending) || size > MOST_TEXT) {
            return "masking";
        }
        byte[] bytes;
        try (InputStream in = content.document(id)) {
            bytes = in.readNBytes(MOST_TEXT + 1);
        }
        String text = text(bytes);
        if (text == null) {
            return "masking";
        }
        Object lines = masked.value("documents/" + id, List.of(text.split("\n", -1)));
        StringBuilder shown = new StringBuilder();
        for (Object line : (List<?>) lines) {
            shown.append(shown.isEmpty() ? "" : "\n").append(line);
        }
        files.put(file, shown.toString().getBytes(UTF_8));
        told.put("file", file);
        told.put("maskedCopy", true);
        return null;
    }

    /** @return the text; null when the bytes are no plain text */
    private static String text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t') ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** @return the ending of a file name in letters and digits; {@code bin} without one */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ending.matches("[a-z0-9]{1,8}") ? ending : "bin";
    }
}
