// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tracebinder.session.Binder;
import org.tracebinder.session.MaskingSecret;
import picocli.CommandLine.Option;

/** Where the passphrase of a sealed masking secret comes from; never from an argument, which every user can see. */
final class SecretOption {

    private static final String VARIABLE = "TRACEBINDER_SECRET_PASSPHRASE";

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "its first line is the passphrase of "
            + "the sealed "
            + "masking secret; else it comes from " + VARIABLE + ", or is asked for")
    private Path file;

    /** @return the passphrase when the secret of the binder is sealed */
    Optional<char[]> passphrase(Binder binder) throws UsageException, IOException {
        return binder.maskingSecret().state() == MaskingSecret.State.SEALED ? Optional.of(ask(false))
                : Optional.empty();
    }

    /** @param twice true to ask a person for it twice: a slip of the finger would lock everybody out */
    char[] ask(boolean twice) throws UsageException, IOException {
        if (file != null) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.isEmpty() ? new char[0] : lines.get(0).toCharArray();
        }
        String set = System.getenv(VARIABLE);
        if (set != null) {
            return set.toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Passphrase of the masking secret: ");
        if (typed == null) {
            throw new UsageException("The passphrase of the masking secret is needed: --passphrase-file FILE, or set "
                    + VARIABLE + ".");
        }
        if (twice && !Arrays.equals(typed, console.readPassword("Once more: "))) {
            throw new UsageException("The two passphrases differ; nothing was changed.");
        }
        return typed;
    }
}
