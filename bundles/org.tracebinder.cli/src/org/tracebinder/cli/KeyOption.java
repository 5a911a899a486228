// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --sign} and where the password of the key comes from. */
final class KeyOption {

    private static final String PASSWORD = "TRACEBINDER_KEY_PASSWORD";

    @Option(names = "--sign", paramLabel = "KEYSTORE.p12",
            description = "signs with the only key of this PKCS#12 file; "
            + "the password comes from --password-file, from " + PASSWORD + ", or is asked for")
    private Path keyStore;
    @Option(names = "--password-file", paramLabel = "FILE", description = "its first line is the password of the key")
    private Path passwordFile;

    /** @return the file with the key; empty when nothing is to be signed */
    Optional<Path> keyStore() {
        return Optional.ofNullable(keyStore);
    }

    /** Never from an argument: those are visible to every user of the machine. */
    char[] password() throws UsageException, IOException {
        if (keyStore == null) {
            return new char[0];
        }
        if (!Files.isReadable(keyStore)) {
            throw new NoSuchFileException(keyStore.toString());
        }
        if (passwordFile != null) {
            List<String> lines = Files.readAllLines(passwordFile, StandardCharsets.UTF_8);
            return lines.isEmpty() ? new char[0] : lines.get(0).toCharArray();
        }
        String set = System.getenv(PASSWORD);
        if (set != null) {
            return set.toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", keyStore);
        if (typed == null) {
            throw new UsageException("The password of '" + keyStore + "' is needed: --password-file FILE, or set "
                    + PASSWORD
                    + ".");
        }
        return typed;
    }
}
