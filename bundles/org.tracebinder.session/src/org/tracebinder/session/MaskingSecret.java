// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.function.Supplier;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.internal.SecretFile;
import org.tracebinder.session.internal.Workspace;

/**
 * What masked packs of a binder make their pseudonyms and salts of. It is made at the first masked pack, or when it is
 * sealed before, and stays in the binder. Sealed, nobody opens what packs mask without the passphrase, and nobody makes
 * masked packs without it. Thread-safe; every method reads from disk and refuses the threads that {@link Binder#forbid}
 * names.
 */
public final class MaskingSecret {

    /** What there is. */
    public enum State {
        /** No masked pack was made yet. */
        NONE,
        /** A file that its owner can read. */
        OPEN,
        /** Encrypted with a passphrase. */
        SEALED
    }

    private final Supplier<Workspace> work;
    private final Runnable changed;

    MaskingSecret(Supplier<Workspace> work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    /** @return what there is */
    public State state() throws IOException {
        return SecretFile.state(work.get());
    }

    /**
     * Encrypts the secret; makes it before when there is none. The ledger tells of it. Whoever forgets the passphrase
     * can't open values of packs that were made with this secret, nor make packs whose pseudonyms fit theirs.
     *
     * @param passphrase at least {@value SecretFile#LEAST} characters; not kept
     * @throws TracebinderException when it is sealed already, the passphrase is too short, or the binder is open for
     *                              reading only
     */
    public void seal(char[] passphrase) throws IOException, TracebinderException {
        SecretFile.seal(work.get(), passphrase);
        changed.run();
    }

    /**
     * Keeps the secret without a passphrase again. The ledger tells of it.
     *
     * @throws TracebinderException when it is not sealed, or with another passphrase
     */
    public void unseal(char[] passphrase) throws IOException, TracebinderException {
        SecretFile.unseal(work.get(), passphrase);
        changed.run();
    }
}
