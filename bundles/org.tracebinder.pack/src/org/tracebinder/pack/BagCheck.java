// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks zip and bag: layout, declaration, counts, and every file against the manifests. */
final class BagCheck {

    private static final int SMALL = 1 << 16;
    private static final int MANIFEST = 1 << 28;
    /** Made after the tag manifests, so not listed there. */
    private static final Set<String> SIGNATURES = Set.of(PackNames.SIGNATURE, PackNames.RAW_SIGNATURE,
            PackNames.SIGNER, PackNames.STAMP_QUERY, PackNames.STAMP, PackNames.SIGNATURE_DIGESTS,
            PackNames.STAMP_DIGEST);

    private final PackArchive archive;
    private final Progress progress;
    private final Map<String, Digests> digests = new TreeMap<>();
    private String top;
    private String outside;
    private Map<String, String> info = Map.of();

    /** What the content of a file gives. */
    private record Digests(String sha256, String sha512, long size) {
    }

    BagCheck(PackArchive archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /** Reads every file once. */
    void digest() throws IOException {
        progress.task("digests of the files", archive.entries().stream().mapToLong(ZipLayout.Entry::size).sum());
        byte[] buffer = new byte[1 << 16];
        for (ZipLayout.Entry entry : archive.entries()) {
            int slash = entry.name().indexOf('/');
            String folder = slash < 0 ? "" : entry.name().substring(0, slash);
            if (top == null) {
                top = folder;
            }
            if (slash < 0 || !folder.equals(top)) {
                outside = entry.name() + " lies outside the folder of the pack";
                continue;
            }
            MessageDigest sha256 = Hash.newDigest();
            MessageDigest sha512 = sha512();
            try (InputStream in = archive.open(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    progress.check();
                    sha256.update(buffer, 0, n);
                    sha512.update(buffer, 0, n);
                    progress.advance(n);
                }
            }
            HexFormat hex = HexFormat.of();
            digests.put(entry.name().substring(slash + 1),
                    new Digests(hex.formatHex(sha256.digest()), hex.formatHex(sha512.digest()), entry.size()));
        }
        readInfo();
    }

    private void readInfo() throws IOException {
        try {
            info = new HashMap<>();
            for (String line : new String(small(PackNames.BAG_INFO), UTF_8).split("\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    info.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        } catch (BadFormException e) {
            info = Map.of(); // declaration() says that the file is missing
        }
    }

    /** @return true when the pack has the file */
    boolean has(String name) {
        return digests.containsKey(name);
    }

    /** @return true when the pack says that it is masked */
    boolean masked() {
        return "yes".equals(info.get("Tracebinder-Masked"));
    }

    /** @return the value of a label in bag-info.txt, or null */
    String info(String label) {
        return info.get(label);
    }

    /** @return the entry of a file that must be there */
    ZipLayout.Entry entry(String name) throws BadFormException {
        ZipLayout.Entry entry = archive.entry(top + "/" + name);
        if (entry == null) {
            throw new BadFormException(name + " is missing");
        }
        return entry;
    }

    /** @return the content of a tag file */
    byte[] small(String name) throws IOException, BadFormException {
        return archive.small(entry(name), SMALL);
    }

    String sha256(String name) throws BadFormException {
        entry(name);
        return digests.get(name).sha256();
    }

    /** @return names of all files that the filter takes */
    List<String> names(Predicate<String> filter) {
        return digests.keySet().stream().filter(filter).toList();
    }

    String container() throws IOException, BadFormException {
        String problems = Stream.of(outside, archive.layoutProblem(progress), archive.contentProblem(progress))
                .filter(Objects::nonNull).collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new BadFormException(problems);
        }
        return Count.of(archive.entries().size(), "file") + ", each byte of the zip accounted for";
    }

    String declaration() throws IOException, BadFormException {
        if (!Arrays.equals(small(PackNames.BAGIT), Bag.DECLARATION.getBytes(UTF_8))) {
            throw new BadFormException("bagit.txt does not declare BagIt 1.0 in UTF-8");
        }
        small(PackNames.BAG_INFO);
        small(PackNames.README);
        small(PackNames.VERIFY);
        if (!top.equals(info.get("External-Identifier"))) {
            throw new BadFormException("bag-info.txt names another pack than the folder " + top);
        }
        if (!PackWriter.FORMAT.equals(info.get("Tracebinder-Pack-Format"))) {
            throw new BadFormException("bag-info.txt says pack format " + info.get("Tracebinder-Pack-Format")
                    + "; this program knows " + PackWriter.FORMAT);
        }
        long bytes = 0;
        long files = 0;
        for (String name : names(n -> n.startsWith("data/"))) {
            bytes += digests.get(name).size();
            files++;
        }
        String oxum = bytes + "." + files;
        if (!oxum.equals(info.get("Payload-Oxum"))) {
            throw new BadFormException("the payload has " + bytes + " bytes in " + files
                    + " files; bag-info.txt says Payload-Oxum " + info.get("Payload-Oxum"));
        }
        return "BagIt 1.0, " + Count.of(files, "payload file") + ", " + Count.of(bytes, "byte");
    }

    String manifest() throws IOException, BadFormException {
        Predicate<String> payload = name -> name.startsWith("data/");
        int n = compare(PackNames.MANIFEST_256, payload, 64);
        compare(PackNames.MANIFEST_512, payload, 128);
        return n + " files fit SHA-256 and SHA-512";
    }

    String tagManifest() throws IOException, BadFormException {
        Predicate<String> tags = name -> !name.startsWith("data/") && !name.startsWith("tagmanifest-")
                && !name.startsWith(PackNames.SIGNATURES);
        int n = compare(PackNames.TAGS_256, tags, 64);
        compare(PackNames.TAGS_512, tags, 128);
        for (String name : names(n2 -> n2.startsWith("tagmanifest-") || n2.startsWith(PackNames.SIGNATURES))) {
            if (!name.equals(PackNames.TAGS_256) && !name.equals(PackNames.TAGS_512)
                    && !SIGNATURES.contains(name)) {
                throw new BadFormException(name + " was added: no manifest covers it");
            }
        }
        if (info("Tracebinder-Signature-Digests") != null) { // packs of older programs have none
            compare(PackNames.SIGNATURE_DIGESTS, name -> name.startsWith(PackNames.SIGNATURES)
                    && !name.equals(PackNames.SIGNATURE_DIGESTS) && !name.equals(PackNames.STAMP)
                    && !name.equals(PackNames.STAMP_DIGEST), 64);
            if (has(PackNames.STAMP) || has(PackNames.STAMP_DIGEST)) {
                compare(PackNames.STAMP_DIGEST, PackNames.STAMP::equals, 64);
            }
        }
        return n + " files fit SHA-256 and SHA-512";
    }

    private int compare(String manifest, Predicate<String> which, int width) throws IOException, BadFormException {
        String text = new String(archive.small(entry(manifest), MANIFEST), US_ASCII);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new BadFormException(manifest + " does not end with a line feed");
        }
        Map<String, String> listed = new TreeMap<>();
        String before = "";
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            if (line.length() <= width + 2 || !line.startsWith("  ", width)) {
                throw new BadFormException(manifest + " holds a line of another form");
            }
            String name = line.substring(width + 2);
            if (name.compareTo(before) <= 0) {
                throw new BadFormException(manifest + " is not in order at " + name);
            }
            before = name;
            listed.put(name, line.substring(0, width));
        }
        for (String name : names(which)) {
            String expected = listed.remove(name);
            Digests actual = digests.get(name);
            if (expected == null) {
                throw new BadFormException(name + " was added: " + manifest + " does not list it");
            }
            if (!expected.equals(width == 64 ? actual.sha256() : actual.sha512())) {
                throw new BadFormException(name + " was changed: it does not fit " + manifest);
            }
        }
        if (!listed.isEmpty()) {
            throw new BadFormException(listed.keySet().iterator().next() + " was removed: " + manifest + " lists it");
        }
        return text.isEmpty() ? 0 : text.split("\n").length;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-512", e);
        }
    }
}
