// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tracebinder.core.TracebinderException;

/** Writes what makes a folder of files a bag: declaration, facts, manifests, and the signature over the last one. */
final class Bag {

    static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private Bag() {
    }

    /** Adds all tag files; the payload is complete. */
    static void close(PackFiles files, String top, Map<String, Object> engagement, String custodyHead,
            PackOptions options) throws IOException, TracebinderException {
        SortedMap<String, PackFiles.Facts> all = files.all();
        long bytes = all.values().stream().mapToLong(PackFiles.Facts::size).sum();
        String oxum = bytes + "." + all.size();
        files.put(PackNames.BAGIT, DECLARATION.getBytes(UTF_8));
        files.put(PackNames.BAG_INFO, info(top, engagement, custodyHead, oxum, options).getBytes(UTF_8));
        files.put(PackNames.README, PackTexts.README.getBytes(UTF_8));
        files.put(PackNames.VERIFY, PackTexts.VERIFY.getBytes(UTF_8));
        Predicate<String> payload = name -> name.startsWith("data/");
        manifest(files, PackNames.MANIFEST_256, payload, PackFiles.Facts::sha256);
        manifest(files, PackNames.MANIFEST_512, payload, PackFiles.Facts::sha512);
        Predicate<String> tags = name -> !name.startsWith("data/") && !name.startsWith("tagmanifest-");
        byte[] signed = lines(all, tags, PackFiles.Facts::sha256);
        byte[] other = lines(all, tags, PackFiles.Facts::sha512);
        files.put(PackNames.TAGS_256, signed);
        files.put(PackNames.TAGS_512, other);
        files.put(PackNames.STAMP_QUERY, TimeStamp.query(signed));
        if (options.signer().isPresent()) {
            Signer signer = options.signer().get();
            files.put(PackNames.SIGNATURE, signer.sign(signed));
            files.put(PackNames.SIGNER, signer.pem().getBytes(UTF_8));
            if (signer.signsRaw()) {
                files.put(PackNames.RAW_SIGNATURE, signer.signRaw(signed));
            }
        }
        files.put(PackNames.SIGNATURE_DIGESTS,
                lines(all, name -> name.startsWith(PackNames.SIGNATURES), PackFiles.Facts::sha256));
    }

    private static String info(String top, Map<String, Object> engagement, String custodyHead, String oxum,
            PackOptions options) {
        StringBuilder text = new StringBuilder();
        Object product = engagement.get("product");
        line(text, "Bag-Software-Agent", product == null ? "Tracebinder" : product.toString());
        line(text, "External-Identifier", top);
        String asOf = String.valueOf(engagement.get("asOf"));
        if (asOf.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
            line(text, "Bagging-Date", asOf.substring(0, 10));
        }
        line(text, "Payload-Oxum", oxum);
        line(text, "Tracebinder-Pack-Format", PackWriter.FORMAT);
        line(text, "Tracebinder-Custody-Head", custodyHead);
        line(text, "Tracebinder-Masked", options.redaction().isPresent() ? "yes" : "no");
        line(text, "Tracebinder-Signature", options.signer().isPresent() ? PackNames.SIGNATURE : "none");
        line(text, "Tracebinder-Signature-Digests", PackNames.SIGNATURE_DIGESTS);
        return text.toString();
    }

    private static void line(StringBuilder out, String label, String value) {
        out.append(label).append(": ").append(value.replaceAll("\\p{Cntrl}+", " ").strip()).append('\n');
    }

    private static void manifest(PackFiles files, String name, Predicate<String> which,
            Function<PackFiles.Facts, String> digest) throws IOException {
        byte[] content = lines(files.all(), which, digest);
        try (OutputStream out = files.create(name)) {
            out.write(content);
        }
    }

    /** A file of a manifest: digest, two spaces, name; sorted by name. */
    private static byte[] lines(SortedMap<String, PackFiles.Facts> all, Predicate<String> which,
            Function<PackFiles.Facts, String> digest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        all.forEach((name, facts) -> {
            if (which.test(name)) {
                out.writeBytes((digest.apply(facts) + "  " + name + "\n").getBytes(UTF_8));
            }
        });
        return out.toByteArray();
    }
}
