// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.nio.charset.StandardCharsets;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;

/**
 * One act in the custody ledger. Each entry holds the hash of the one before and the number of entries so far, so that
 * a change, an insertion or a cut in the middle breaks the chain. A cut at the end is found against what
 * {@link LedgerTable} keeps of it, and against the count in a pack that was written before.
 *
 * @param seq      number of the entry, from 1
 * @param time     when, ISO 8601 UTC
 * @param actor    account that did it, as the operating system names it
 * @param act      {@code create}, {@code import}, {@code export}, {@code rebuild}...
 * @param subject  what was done, as canonical JSON (RFC 8785)
 * @param count    number of entries up to and with this one
 * @param previous hash of the entry before, 64 zeros for the first
 * @param hash     SHA-256 over the canonical JSON of all other members
 */
public record LedgerEntry(long seq, String time, String actor, String act, String subject, long count,
        String previous, String hash) {

    /** What the first entry names as the one before. */
    public static final String NONE = "0".repeat(64);

    /** @return the entry after {@code last} (null for the first), with its hash */
    public static LedgerEntry next(LedgerEntry last, String time, String actor, String act, Object subject) {
        long seq = last == null ? 1 : last.seq + 1;
        String before = last == null ? NONE : last.hash;
        LedgerEntry open = new LedgerEntry(seq, time, actor, act, CanonicalJson.text(subject), seq, before, "");
        return new LedgerEntry(seq, time, actor, act, open.subject, seq, before, open.computeHash());
    }

    /** @return the hash that this entry must have */
    public String computeHash() {
        return Hash.of(("{" + membersBeforeHash() + membersAfterHash() + "}").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** @return the whole entry as canonical JSON, as it stands in files */
    public String json() {
        return "{" + membersBeforeHash() + ",\"hash\":" + CanonicalJson.text(hash) + membersAfterHash() + "}";
    }

    private String membersBeforeHash() {
        return "\"act\":" + CanonicalJson.text(act) + ",\"actor\":" + CanonicalJson.text(actor) + ",\"count\":" + count;
    }

    private String membersAfterHash() {
        return ",\"previous\":" + CanonicalJson.text(previous) + ",\"seq\":" + seq + ",\"subject\":" + subject
                + ",\"time\":" + CanonicalJson.text(time);
    }
}
