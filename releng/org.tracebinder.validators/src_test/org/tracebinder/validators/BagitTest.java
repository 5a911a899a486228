// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.exceptions.CorruptChecksumException;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Library of Congress's own reader takes our bags, and does not take changed ones. */
class BagitTest {

    @Test
    void bagsAreValid() throws Exception {
        for (Map.Entry<String, Path> pack : Packs.unpacked().entrySet()) {
            Bag bag = new BagReader().read(pack.getValue());
            assertEquals("1.0", bag.getVersion().toString(), pack.getKey());
            assertEquals(2, bag.getPayLoadManifests().size());
            assertEquals(2, bag.getTagManifests().size());
            assertTrue(BagVerifier.canQuickVerify(bag));
            BagVerifier.quicklyVerify(bag);
            try (BagVerifier verifier = new BagVerifier()) {
                verifier.isValid(bag, false);
            }
        }
    }

    @Test
    void aChangedFileIsNoValidBag() throws Exception {
        Path file = Packs.unpacked().get("german").resolve("data/engagement.json");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        try (BagVerifier verifier = new BagVerifier()) {
            Bag bag = new BagReader().read(Packs.unpacked().get("german"));
            assertThrows(CorruptChecksumException.class, () -> verifier.isValid(bag, false));
        } finally {
            Files.write(file, good);
        }
    }
}
