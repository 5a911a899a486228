// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.PackReveal;
import org.tracebinder.pack.PackVerifier;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.pack.StampedPack;
import org.tracebinder.pack.TimeStamp;
import org.tracebinder.pack.VerifyReport;
import org.tracebinder.session.internal.Threads;

/**
 * What can be done with a pack that was written, without its binder. Every method reads from disk and refuses the
 * threads that {@link Binder#forbid} names.
 */
public final class FinishedPack {

    private FinishedPack() {
    }

    /**
     * Checks a pack or certificate.
     *
     * @throws IOException when the file can't be read
     */
    public static VerifyReport verify(Path pack, Progress progress) throws IOException {
        Threads.refuse();
        return PackVerifier.verify(pack, progress);
    }

    /**
     * Checks a pack together with masked values that were opened.
     *
     * @param revealed opened values, held against the commitments of the pack
     * @throws IOException when a file can't be read
     */
    public static VerifyReport verify(Path pack, Path revealed, Progress progress) throws IOException {
        Threads.refuse();
        return PackVerifier.verify(pack, revealed, progress);
    }

    /**
     * @param choice what is wanted
     * @param most   entries at most
     * @return masked values of the pack as its log tells of them: {@code place pointer rule kind replacement}
     * @throws TracebinderException when the file is no masked pack
     */
    public static List<Map<String, Object>> masked(Path pack, RevealChoice choice, int most, Progress progress)
            throws IOException, TracebinderException {
        Threads.refuse();
        return PackReveal.log(pack, choice, most, progress);
    }

    /**
     * Takes the reply of a time stamp authority (RFC 3161) into a finished pack. When it fails, the pack is
     * as it was.
     *
     * @param pack  a pack without a time stamp
     * @param reply DER, as the authority gave it
     * @return what the time stamp says
     * @throws IOException          when a file can't be read or the pack can't be written
     * @throws TracebinderException when the pack is not sound, has a time stamp, or the reply is not for it; in words
     */
    public static TimeStamp.Stamp stamp(Path pack, byte[] reply, Progress progress)
            throws IOException, TracebinderException {
        Threads.refuse();
        return StampedPack.add(pack, reply, progress);
    }

    /**
     * @param pack a pack
     * @return the query (RFC 3161, DER) to carry to a time stamp authority
     * @throws TracebinderException when the file is no pack
     */
    public static byte[] stampQuery(Path pack) throws IOException, TracebinderException {
        Threads.refuse();
        return StampedPack.query(pack);
    }
}
