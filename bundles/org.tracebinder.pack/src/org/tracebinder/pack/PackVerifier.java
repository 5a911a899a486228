// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.tracebinder.core.Progress;
import org.tracebinder.pack.JsonTree.BadFormException;
import org.tracebinder.pack.VerifyReport.Check;

/**
 * Checks a pack, or a certificate, with nothing but the file: no binder, no network, no clock. Takes any bytes: what it
 * finds becomes a failed check that names the file.
 */
public final class PackVerifier {

    private final PackArchive archive;
    private final Progress progress;
    private final List<Check> checks = new ArrayList<>();

    private PackVerifier(PackArchive archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /** Work of one check. */
    @FunctionalInterface
    interface Body {
        /** @return what was counted */
        String run() throws IOException, BadFormException;
    }

    /**
     * @param file     a pack, or a certificate of one inference; told apart by content. The reply of a time stamp
     *                 authority is looked for in the pack and beside it, as {@code PACK.zip.tsr} or {@code PACK.tsr}
     * @param progress asked per 64 KiB and per record
     * @return what was checked, and what remains unproven
     * @throws IOException when the file can't be read
     */
    public static VerifyReport verify(Path file, Progress progress) throws IOException {
        return verify(file, null, progress);
    }

    /**
     * @param file     as above
     * @param revealed opened values of a masked pack, which are held against its commitments; null for none
     * @param progress asked per 64 KiB and per record
     * @return what was checked, and what remains unproven
     * @throws IOException when a file can't be read
     */
    public static VerifyReport verify(Path file, Path revealed, Progress progress) throws IOException {
        int first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.read();
        }
        if (first == '{') {
            return Certificate.verify(file);
        }
        try (PackArchive archive = new PackArchive(file)) {
            return new PackVerifier(archive, progress).run(file, revealed);
        } catch (BadFormException e) {
            return new VerifyReport(false, List.of(new Check("container", false, e.getMessage())),
                    List.of("Nothing else could be checked, since the zip can't be read as a pack."));
        }
    }

    private VerifyReport run(Path file, Path revealed) throws IOException {
        BagCheck bag = new BagCheck(archive, progress);
        RecordsCheck records = new RecordsCheck(archive, bag, progress);
        LedgerCheck ledger = new LedgerCheck(archive, bag, progress);
        SignatureCheck signature = new SignatureCheck(archive, bag, file);
        bag.digest();
        check(checks, "container", bag::container);
        check(checks, "bag", bag::declaration);
        check(checks, "manifest", bag::manifest);
        check(checks, "tagmanifest", bag::tagManifest);
        check(checks, "sources", records::sources);
        check(checks, "records", records::records);
        check(checks, "inclusion proofs", records::proofs);
        if (bag.has(PackNames.CONSISTENCY)) {
            check(checks, "consistency proofs", records::consistency);
        }
        StagesCheck stages = new StagesCheck(archive, bag, progress);
        if (stages.expected()) {
            check(checks, "import stages", stages::stages);
        }
        if (records.originalsIncluded()) {
            check(checks, "original bytes", records::originals);
        }
        check(checks, "custody", ledger::custody);
        check(checks, "queries", ledger::queries);
        check(checks, "controls", ledger::controls);
        if (bag.has(PackNames.SAMPLES)) {
            SampleCheck samples = new SampleCheck(archive, bag, progress);
            check(checks, "samples", samples::samples);
        }
        if (bag.has(PackNames.DOCUMENTS)) {
            check(checks, "documents", ledger::documents);
        }
        if (bag.masked() || bag.has(PackNames.MASK_LOG)) {
            check(checks, "redaction", ledger::redaction);
        }
        if (revealed != null) {
            RevealedCheck opened = new RevealedCheck(archive, bag, revealed, progress);
            check(checks, "opened values", opened::revealed);
        }
        if (signature.expected()) {
            check(checks, "signature", signature::signature);
        }
        if (bag.has(PackNames.SIGNED_HEADS)) {
            check(checks, "signed tree heads", signature::treeHeads);
        }
        check(checks, "time stamp query", signature::stampQuery);
        if (signature.stamped()) {
            check(checks, "time stamp", signature::stamp);
        }
        boolean ok = checks.stream().allMatch(Check::ok);
        return new VerifyReport(ok, checks, notProven(bag, records, signature));
    }

    /** Runs one check; whatever goes wrong in it becomes its result. */
    static void check(List<Check> into, String name, Body body) throws IOException {
        try {
            into.add(new Check(name, true, body.run()));
        } catch (BadFormException e) {
            into.add(new Check(name, false, e.getMessage()));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            into.add(new Check(name, false, "stopped at content of an unexpected form (" + e + ")"));
        }
    }

    private static List<String> notProven(BagCheck bag, RecordsCheck records, SignatureCheck signature) {
        List<String> list = new ArrayList<>();
        list.add("That the sources were complete and true when they were imported: proofs begin at the import.");
        list.add("That nothing happened which no source recorded, or that a record is absent: the trees prove what "
                + "is in them, not what is not.");
        if (signature.expected()) {
            list.add("Who signed: that the key was in the named hands is a matter of trust in its certificate, which "
                    + "is not checked here (VERIFY.txt, step 2).");
        } else {
            list.add("Who made the pack: it is not signed, and an unsigned pack can be made anew as a whole. Compare "
                    + "the custody head with one from another way.");
        }
        list.add(signature.stamped()
                ? "That the time stamp comes from a clock to be trusted: the authority's certificate is not checked "
                        + "here (VERIFY.txt, step 5). It says that the pack was there by then, not when it was made."
                : "When the pack was made: times in it are those of the clock of the machine, unless a time stamp is "
                        + "at hand (VERIFY.txt, step 5).");
        if (!records.originalsIncluded()) {
            list.add("What the original bytes were: they are not in the pack. Leaf hashes and digests can be compared "
                    + "with the sources only.");
        }
        list.add("That the events of a record say the same as its bytes: the program that wrote the pack read them.");
        list.add("That queries and checks would give the same on the whole trail: only their listed results are fixed "
                + "here; run them again on the binder.");
        if (bag.masked()) {
            list.add("What stood in masked places: the log fixes it by salted commitments, whose salts stay with the "
                    + "binder. Masked custody entries are checked for their place in the chain only.");
            list.add("That masked words stay hidden from somebody who can guess them: digests and leaf hashes are "
                    + "those of the whole original record, and a guess of all its hidden words can be tested against "
                    + "them.");
        }
        return list;
    }
}
