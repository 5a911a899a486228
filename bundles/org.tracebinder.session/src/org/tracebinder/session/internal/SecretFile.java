// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.ingest.Json;
import org.tracebinder.pack.Masking;
import org.tracebinder.session.MaskingSecret;
import tools.jackson.databind.JsonNode;

/**
 * The file of the masking secret: 32 bytes as they are, readable by their owner only where the file system knows
 * owners, or JSON with the same encrypted by AES-256-GCM under a key from a passphrase (PBKDF2 with HMAC-SHA-256, RFC
 * 8018; the count of rounds stands in the file). The secret itself never changes, so packs stay the same whether it is
 * sealed or not.
 */
public final class SecretFile {

    /** Characters of a passphrase at least. */
    public static final int LEAST = 12;
    private static final int ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int MOST_FILE = 4096;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String FORM = "tracebinder-sealed-secret-1";

    private SecretFile() {
    }

    /** @return what there is */
    public static MaskingSecret.State state(Workspace workspace) throws IOException {
        Path file = workspace.layout().redactionSecret();
        return !Files.exists(file) ? MaskingSecret.State.NONE
                : Files.size(file) == Masking.SECRET_LENGTH ? MaskingSecret.State.OPEN : MaskingSecret.State.SEALED;
    }

    /**
     * @param passphrase needed when the secret is sealed; not looked at otherwise
     * @return the secret; it is made, and kept without a passphrase, when there is none
     */
    static byte[] read(Workspace workspace, Optional<char[]> passphrase) throws IOException, TracebinderException {
        Path file = workspace.layout().redactionSecret();
        return switch (state(workspace)) {
            case NONE -> {
                if (workspace.readOnly()) {
                    throw new TracebinderException("The first masked pack of a binder needs the binder open for "
                            + "writing: its masking secret is made then.");
                }
                byte[] fresh = random(Masking.SECRET_LENGTH);
                write(file, fresh);
                yield fresh;
            }
            case OPEN -> Files.readAllBytes(file);
            case SEALED -> open(file, passphrase.orElseThrow(() -> new TracebinderException(
                    "The masking secret of this binder is sealed: its passphrase is needed to mask, and to open what "
                    + "is "
                            + "masked.")));
        };
    }

    /** Encrypts the secret; the ledger tells of it. */
    public static void seal(Workspace workspace, char[] passphrase) throws IOException, TracebinderException {
        workspace.mayWrite();
        if (state(workspace) == MaskingSecret.State.SEALED) {
            throw new TracebinderException("The masking secret is sealed already. To change the passphrase, unseal it "
                    + "first.");
        }
        if (passphrase.length < LEAST) {
            throw new TracebinderException("A passphrase has " + LEAST
                    + " characters or more; several words are good ones.");
        }
        byte[] secret = read(workspace, Optional.empty());
        byte[] salt = random(SALT);
        byte[] nonce = random(NONCE);
        Map<String, Object> sealed = new LinkedHashMap<>();
        Base64.Encoder text = Base64.getEncoder();
        sealed.put("form", FORM);
        sealed.put("key", "PBKDF2-HMAC-SHA-256");
        sealed.put("rounds", ROUNDS);
        sealed.put("salt", text.encodeToString(salt));
        sealed.put("cipher", "AES-256-GCM");
        sealed.put("nonce", text.encodeToString(nonce));
        sealed.put("sealed", text.encodeToString(cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ROUNDS, nonce, secret)));
        write(workspace.layout().redactionSecret(), (CanonicalJson.text(sealed) + "\n").getBytes(UTF_8));
        workspace.record("secret", Map.of("now", "sealed"));
    }

    /** Keeps the secret without a passphrase again; the ledger tells of it. */
    public static void unseal(Workspace workspace, char[] passphrase) throws IOException, TracebinderException {
        workspace.mayWrite();
        if (state(workspace) != MaskingSecret.State.SEALED) {
            throw new TracebinderException("The masking secret of this binder is not sealed.");
        }
        write(workspace.layout().redactionSecret(), open(workspace.layout().redactionSecret(), passphrase));
        workspace.record("secret", Map.of("now", "open"));
    }

    private static byte[] open(Path file, char[] passphrase) throws IOException, TracebinderException {
        TracebinderException damaged = new TracebinderException(file + " is damaged: it is no sealed masking secret.");
        if (Files.size(file) > MOST_FILE) {
            throw damaged;
        }
        try {
            JsonNode sealed = Json.tree(Files.readString(file));
            Base64.Decoder text = Base64.getDecoder();
            int rounds = sealed.path("rounds").asInt(0);
            byte[] nonce = text.decode(sealed.path("nonce").asString(""));
            byte[] salt = text.decode(sealed.path("salt").asString(""));
            if (!FORM.equals(sealed.path("form").asString("")) || rounds < 1 || rounds > MOST_ROUNDS
                    || nonce.length != NONCE || salt.length != SALT) {
                throw damaged;
            }
            byte[] secret = cipher(Cipher.DECRYPT_MODE, passphrase, salt, rounds, nonce,
                    text.decode(sealed.path("sealed").asString("")));
            if (secret.length != Masking.SECRET_LENGTH) {
                throw damaged;
            }
            return secret;
        } catch (IllegalArgumentException e) {
            damaged.addSuppressed(e);
            throw damaged;
        }
    }

    private static byte[] cipher(int mode, char[] passphrase, byte[] salt, int rounds, byte[] nonce, byte[] content)
            throws TracebinderException {
        PBEKeySpec words = new PBEKeySpec(passphrase, salt, rounds, Masking.SECRET_LENGTH * Byte.SIZE);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(words).getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(FORM.getBytes(US_ASCII));
            return cipher.doFinal(content);
        } catch (AEADBadTagException e) {
            throw new TracebinderException("This is not the passphrase that the masking secret was sealed with.", e);
        } catch (GeneralSecurityException e) {
            throw new TracebinderException("The masking secret can't be " + (mode == Cipher.ENCRYPT_MODE ? "sealed"
                    : "opened")
                    + ": " + e.getMessage(), e);
        } finally {
            words.clearPassword();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Beside it and moved: a crash leaves the old file or the new one. */
    private static void write(Path file, byte[] content) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = posix ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                    : new FileAttribute<?>[0];
        Path part = Files.createTempFile(file.getParent(), "redaction", ".part", own);
        try {
            Files.write(part, content);
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
