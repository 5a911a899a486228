// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.MaskingSecret;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks after what masked packs make their pseudonyms and salts of. */
@picocli.CommandLine.Command(description = "The secret that masked packs make their pseudonyms and salts of: it "
        + "stays in the "
        + "binder. 'seal' encrypts it with a passphrase; then nobody masks, and nobody opens what is masked, "
        + "without it. "
        + "WHOEVER FORGETS THE PASSPHRASE CAN'T OPEN MASKED VALUES ANY MORE.%n")
final class SecretCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", description = "status (when not given), seal or "
            + "unseal")
    private String action = "status";
    @Mixin
    private SecretOption secret = new SecretOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!List.of("status", "seal", "unseal").contains(action)) {
            throw new UsageException("'" + Words.line(action) + "' is none of status, seal, unseal.");
        }
        try (Binder open = binder.open()) {
            if (action.equals("seal")) {
                open.maskingSecret().seal(secret.ask(true));
            } else if (action.equals("unseal")) {
                open.maskingSecret().unseal(secret.ask(false));
            }
            MaskingSecret.State state = open.maskingSecret().state();
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("secret", state.name().toLowerCase(Locale.ROOT));
                }
            } else {
                terminal.out().println(switch (state) {
                    case NONE -> "There is no masking secret yet; the first masked pack makes one. 'seal' makes it "
                            + "now, with a "
                            + "passphrase.";
                    case OPEN -> "The masking secret is NOT SEALED: whoever can read redaction.secret in the binder "
                            + "can open "
                            + "what its packs mask. The file is readable by its owner only, where the disk knows "
                            + "owners.";
                    case SEALED -> "The masking secret is sealed (AES-256-GCM, key from the passphrase by PBKDF2). "
                            + "Keep the "
                            + "passphrase: without it no masked value can be opened again.";
                });
            }
            return ExitCode.OK;
        }
    }
}
