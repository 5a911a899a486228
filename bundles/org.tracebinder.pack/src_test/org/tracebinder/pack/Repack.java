// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.tracebinder.core.Progress;

/** A pack opened, changed, and closed again in the right layout: what a forger without a key would do. */
final class Repack {

    final SortedMap<String, byte[]> files = new TreeMap<>();
    String top;

    Repack(Path zip) throws IOException {
        try (ZipFile in = new ZipFile(zip.toFile())) {
            for (var entry : in.stream().toList()) {
                top = entry.getName().substring(0, entry.getName().indexOf('/'));
                try (InputStream content = in.getInputStream(entry)) {
                    files.put(entry.getName().substring(top.length() + 1), content.readAllBytes());
                }
            }
        }
    }

    Repack edit(String name, UnaryOperator<String> change) {
        String before = new String(files.get(name), UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing changed in " + name);
        }
        files.put(name, after.getBytes(UTF_8));
        return this;
    }

    /** Writes the zip with manifests as they stand. */
    void zip(Path target) throws IOException {
        Files.deleteIfExists(target);
        try (PackFiles out = new PackFiles(target.getParent())) {
            for (var file : files.entrySet()) {
                out.put(file.getKey(), file.getValue());
            }
            out.zip(top, target, Progress.NONE);
        }
    }

    /** Writes the zip with manifests made anew, as somebody does who hides a change. */
    void forge(Path target) throws Exception {
        Files.deleteIfExists(target);
        String info = new String(files.get("bag-info.txt"), UTF_8);
        try (PackFiles out = new PackFiles(target.getParent())) {
            long size = 0;
            long count = 0;
            for (var file : files.entrySet()) {
                if (file.getKey().startsWith("data/")) {
                    out.put(file.getKey(), file.getValue());
                    size += file.getValue().length;
                    count++;
                }
            }
            out.put("bagit.txt", files.get("bagit.txt"));
            out.put("README.txt", files.get("README.txt"));
            out.put("VERIFY.txt", files.get("VERIFY.txt"));
            out.put("bag-info.txt", info.replaceAll("Payload-Oxum: .*", "Payload-Oxum: " + size + "." + count)
                    .getBytes(UTF_8));
            for (String algorithm : new String[] {"sha256", "sha512"}) {
                put(out, algorithm, "manifest-", true);
            }
            for (String algorithm : new String[] {"sha256", "sha512"}) {
                put(out, algorithm, "tagmanifest-", false);
            }
            for (String name : new String[] {PackNames.SIGNATURE, PackNames.SIGNER, PackNames.RAW_SIGNATURE}) {
                if (files.containsKey(name)) {
                    out.put(name, files.get(name));
                }
            }
            byte[] tags = Files.readAllBytes(out.all().get("tagmanifest-sha256.txt").file());
            out.put(PackNames.STAMP_QUERY, TimeStamp.query(tags));
            StringBuilder signatures = new StringBuilder();
            out.all().forEach((name, facts) -> {
                if (name.startsWith(PackNames.SIGNATURES)) {
                    signatures.append(facts.sha256()).append("  ").append(name).append('\n');
                }
            });
            out.put(PackNames.SIGNATURE_DIGESTS, signatures.toString().getBytes(UTF_8));
            out.zip(top, target, Progress.NONE);
        }
    }

    private static void put(PackFiles out, String algorithm, String prefix, boolean payload) throws IOException {
        StringBuilder text = new StringBuilder();
        out.all().forEach((name, facts) -> {
            if (name.startsWith("data/") == payload && !name.startsWith("tagmanifest-")
                    && !name.startsWith(PackNames.SIGNATURES)) {
                text.append(algorithm.equals("sha256") ? facts.sha256() : facts.sha512()).append("  ").append(name)
                        .append('\n');
            }
        });
        out.put(prefix + algorithm + ".txt", text.toString().getBytes(UTF_8));
    }
}
