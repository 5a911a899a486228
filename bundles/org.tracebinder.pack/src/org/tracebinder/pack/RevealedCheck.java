// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks opened values against the commitments of a pack: whether the words are those that were masked. */
final class RevealedCheck {

    private static final int MOST = 1_000_000;
    private static final long MOST_BYTES = 1L << 29;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Path file;
    private final Progress progress;

    RevealedCheck(PackArchive archive, BagCheck bag, Path file, Progress progress) {
        this.archive = archive;
        this.bag = bag;
        this.file = file;
        this.progress = progress;
    }

    /** @return what tells a masked value of a pack from all others */
    static String key(Map<String, Object> entry) {
        return entry.get("place") + "\n" + entry.get("pointer") + "\n" + entry.get("replacement");
    }

    String revealed() throws IOException, BadFormException {
        Map<String, String> computed = new LinkedHashMap<>();
        int number = 0;
        if (Files.size(file) > MOST_BYTES) {
            throw new BadFormException(file.getFileName() + " is larger than a file of opened values can be");
        }
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                progress.check();
                if (++number > MOST) {
                    throw new BadFormException("more than " + MOST + " opened values");
                }
                try {
                    Map<String, Object> r = JsonTree.object(line.getBytes(UTF_8));
                    MessageDigest digest = Hash.newDigest();
                    digest.update(Base64.getDecoder().decode(JsonTree.text(r, "salt")));
                    digest.update(JsonTree.text(r, "words").getBytes(UTF_8));
                    JsonTree.text(r, "place");
                    computed.put(key(r), Hash.wrap(digest.digest()).toString());
                } catch (BadFormException | IllegalArgumentException e) {
                    throw new BadFormException(file.getFileName() + ", line " + number + ": " + e.getMessage());
                }
            }
        } catch (CharacterCodingException e) {
            throw new BadFormException(file.getFileName() + " is not in UTF-8");
        }
        int values = computed.size();
        try (Lines lines = new Lines(PackNames.MASK_LOG, archive.open(bag.entry(PackNames.MASK_LOG)), progress)) {
            for (Map<String, Object> e = lines.next(); e != null; e = lines.next()) {
                String commitment = computed.get(key(e));
                if (commitment != null) {
                    if (!commitment.equals(e.get("commitment"))) {
                        throw new BadFormException("the words for " + e.get("replacement") + " in " + e.get("place")
                                + " "
                                + e.get("pointer") + " are not those that were masked");
                    }
                    computed.remove(key(e));
                }
            }
        }
        if (!computed.isEmpty()) {
            throw new BadFormException("this pack masks nothing in "
                    + computed.keySet().iterator().next().replace('\n', ' '));
        }
        return Count.of(values, "opened value") + ", each as it was committed to";
    }
}
