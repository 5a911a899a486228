// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.words.Count;
import org.tracebinder.session.DoctorReport;
import org.tracebinder.vault.KeptEvidence;

/** Documents that were attached to controls, kept in the binder under their digests. They are never opened or run. */
public final class Documents {

    /** Bytes of a document at most: it is copied. */
    static final long MOST = 1L << 30;

    private Documents() {
    }

    /**
     * A document that is kept.
     *
     * @param sha256 of its content
     * @param bytes  of its content
     */
    public record Kept(Hash sha256, long bytes) {
    }

    /**
     * Copies a file into the binder; nothing is left behind when it fails.
     *
     * @throws TracebinderException when it is no file, or too large
     */
    public static Kept keep(Workspace workspace, Path file, Progress progress) throws IOException,
            TracebinderException {
        workspace.mayWrite();
        if (!Files.isRegularFile(file)) {
            throw new TracebinderException("'" + file + "' is not a file.");
        }
        if (Files.size(file) > MOST) {
            throw new TracebinderException("'" + file + "' is larger than a gigabyte. Keep it beside the "
                    + "binder and note its digest.");
        }
        Layout layout = workspace.layout();
        Files.createDirectories(layout.documents());
        Path part = Files.createTempFile(layout.documents(), "attached", ".part");
        try {
            progress.task(file.getFileName().toString(), Files.size(file));
            Kept kept;
            try (InputStream in = Files.newInputStream(file); OutputStream out = Files.newOutputStream(part)) {
                kept = hash(in, out, progress);
            }
            Files.move(part, layout.document(kept.sha256()), StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException | RuntimeException | TracebinderException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static Kept hash(InputStream in, OutputStream out, Progress progress) throws IOException,
            TracebinderException {
        MessageDigest digest = Hash.newDigest();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int n; (n = in.read(buffer)) > 0;) {
            progress.check();
            progress.advance(n);
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
            bytes += n;
            if (bytes > MOST) {
                throw new TracebinderException("The document grew beyond a gigabyte while it was read.");
            }
        }
        return new Kept(Hash.wrap(digest.digest()), bytes);
    }

    /** Removes the copy when nothing refers to it any more. */
    public static void forget(Workspace workspace, Hash sha256) throws IOException {
        if (attached(workspace).stream().noneMatch(e -> e.sha256().equals(sha256.toString()))) {
            Files.deleteIfExists(workspace.layout().document(sha256));
        }
    }

    /**
     * @param target is not there yet
     * @throws TracebinderException when the copy is gone or is not what was attached
     */
    public static void copy(Workspace workspace, Hash sha256, Path target) throws IOException, TracebinderException {
        Path kept = workspace.layout().document(sha256);
        if (!Files.isRegularFile(kept)) {
            throw new TracebinderException("The binder's copy of this document is gone. Its SHA-256 was " + sha256
                    + ".");
        }
        try (InputStream in = Files.newInputStream(kept);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            Hash now = hash(in, out, Progress.NONE).sha256();
            if (!now.equals(sha256)) {
                throw new TracebinderException("The binder's copy of this document was changed: its SHA-256 is " + now
                        + ", not " + sha256 + ". The copy was written as it is now.");
            }
        }
    }

    /** @return the attached documents for a pack, each once, with what keeps its copy from going in */
    static List<Map<String, Object>> packed(Workspace workspace, List<KeptEvidence> attached, Progress progress)
            throws IOException, TracebinderException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (KeptEvidence e : attached) {
            if (!e.kind().equals("document")) {
                continue;
            }
            progress.check();
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("id", "D" + e.number());
            m.put("name", e.reference());
            m.put("control", e.control());
            m.put("bearing", e.bearing());
            m.put("text", e.text());
            m.put("sha256", e.sha256());
            m.put("size", e.size());
            m.put("by", e.actor());
            m.put("at", e.at());
            Path kept = workspace.layout().document(Hash.parse(e.sha256()));
            if (!Files.isRegularFile(kept)) {
                m.put("leftOut", "gone");
            } else {
                try (InputStream in = Files.newInputStream(kept)) {
                    if (!hash(in, OutputStream.nullOutputStream(), progress).sha256().toString().equals(e.sha256())) {
                        m.put("leftOut", "changed");
                    }
                }
            }
            all.add(m);
        }
        return all;
    }

    /** @return the content of a document that {@link #packed} told of */
    static InputStream open(Workspace workspace, List<KeptEvidence> attached, String id) throws IOException {
        for (KeptEvidence e : attached) {
            if (e.kind().equals("document") && id.equals("D" + e.number())) {
                return Files.newInputStream(workspace.layout().document(Hash.parse(e.sha256())));
            }
        }
        throw new IOException("there is no document " + id);
    }

    /** @return for the doctor: whether all attached documents are what they were; empty when there are none */
    static List<DoctorReport.Check> examine(Workspace workspace, Progress progress) throws IOException,
            TracebinderException {
        List<String> wrong = new ArrayList<>();
        List<KeptEvidence> all = attached(workspace);
        for (KeptEvidence e : all) {
            progress.check();
            Path kept = workspace.layout().document(Hash.parse(e.sha256()));
            if (!Files.isRegularFile(kept)) {
                wrong.add(e.reference() + " is gone");
                continue;
            }
            try (InputStream in = Files.newInputStream(kept)) {
                if (!hash(in, OutputStream.nullOutputStream(), progress).sha256().toString().equals(e.sha256())) {
                    wrong.add(e.reference() + " was changed");
                }
            }
        }
        return all.isEmpty() ? List.of() : List.of(new DoctorReport.Check("documents", wrong.isEmpty(), wrong.isEmpty()
                ? Count.of(all.size(), "attached document") + ", unchanged" : String.join("; ", wrong)));
    }

    private static List<KeptEvidence> attached(Workspace workspace) throws IOException {
        return workspace.evidence().stream().filter(e -> e.kind().equals("document")).toList();
    }
}
