// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

class SignerTest {

    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path dir;

    /** A self-made key store of the platform's own making, and the certificate as PEM beside it. */
    static Path keyStore(Path dir, String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        switch (kind) {
            case "RSA" -> generator.initialize(2048);
            case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            default -> { }
        }
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Invented Auditor,O=Northbank Test");
        String algorithm = kind.equals("RSA") ? "SHA256withRSA" : kind.equals("EC") ? "SHA256withECDSA" : "Ed25519";
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(
                name, BigInteger.TEN, Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                Date.from(Instant.parse("2099-01-01T00:00:00Z")), name, pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
        Path file = dir.resolve(kind + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        Files.writeString(dir.resolve(kind + ".pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        return file;
    }

    private Path pack(String name, PackOptions options) throws Exception {
        Path zip = dir.resolve(name);
        PackWriter.write(new SmallPack(5, 3), zip, options, Progress.NONE);
        return zip;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void signedPacksVerifyHereAndWithOpenssl(String kind) throws Exception {
        Signer signer = Signer.open(keyStore(dir, kind), PASSWORD);
        Path a = pack("a.zip", PackOptions.PLAIN.signedBy(signer));
        Path b = pack("b.zip", PackOptions.PLAIN.signedBy(signer));
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
        VerifyReport report = PackVerifier.verify(a, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        assertTrue(PackTest.explain(report).contains("signature true: signed by CN=Invented Auditor"),
                PackTest.explain(report));

        Repack files = new Repack(a);
        Files.write(dir.resolve("tags"), files.files.get(PackNames.TAGS_256));
        Files.write(dir.resolve("p7s"), files.files.get(PackNames.SIGNATURE));
        Files.write(dir.resolve("signer.pem"), files.files.get(PackNames.SIGNER));
        Optional<Tool.Result> good = openssl(kind, files);
        Assumptions.assumeTrue(good.isPresent(), "no openssl here: the signature is checked by the program only");
        assertEquals(0, good.get().exit(), good.get().text());
        Files.writeString(dir.resolve("tags"), "x");
        assertNotEquals(0, openssl(kind, files).orElseThrow().exit());
    }

    private Optional<Tool.Result> openssl(String kind, Repack files) throws Exception {
        if (kind.equals("Ed25519")) { // inside CMS only since OpenSSL 4.0; the bare signature with every version
            Files.write(dir.resolve("raw"), files.files.get(PackNames.RAW_SIGNATURE));
            Optional<Tool.Result> key = Tool.run(dir, "openssl", "x509", "-in", "signer.pem", "-pubkey", "-noout",
                    "-out", "key.pem");
            return key.isEmpty() ? key : Tool.run(dir, "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey",
                    "key.pem", "-in", "tags", "-sigfile", "raw");
        }
        return Tool.run(dir, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "p7s", "-content", "tags",
                "-CAfile", kind + ".pem", "-purpose", "any", "-cades", "-out", "/dev/null");
    }

    @Test
    void aForgedPackLosesItsSignature() throws Exception {
        Signer signer = Signer.open(keyStore(dir, "EC"), PASSWORD);
        Path zip = pack("a.zip", PackOptions.PLAIN.signedBy(signer));
        Path bad = dir.resolve("bad.zip");
        new Repack(zip).edit(PackNames.REPORT, t -> t.replace("Northbank", "Southbank")).forge(bad);
        signatureFails(bad, "does not fit");
        Repack stripped = new Repack(zip);
        stripped.files.remove(PackNames.SIGNATURE);
        stripped.forge(bad);
        signatureFails(bad, "missing");
        Repack garbage = new Repack(zip);
        garbage.files.put(PackNames.SIGNATURE, new byte[] {0x30, 0});
        garbage.forge(bad);
        signatureFails(bad, PackNames.SIGNATURE);
    }

    private static void signatureFails(Path zip, String words) throws Exception {
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertFalse(report.ok());
        assertTrue(report.checks().stream().allMatch(c -> c.ok() != c.name().equals("signature")),
                PackTest.explain(report));
        assertTrue(report.checks().stream().anyMatch(c -> !c.ok() && c.detail().contains(words)),
                PackTest.explain(report));
    }

    @Test
    void wrongKeyStoresAreExplained() throws Exception {
        Path file = keyStore(dir, "RSA");
        assertThrows(TracebinderException.class, () -> Signer.open(file, "wrong".toCharArray()));
        assertThrows(TracebinderException.class, () -> Signer.open(dir.resolve("none.p12"), PASSWORD));
        Files.writeString(file, "no key store");
        assertThrows(TracebinderException.class, () -> Signer.open(file, PASSWORD));
        assertThrows(IllegalArgumentException.class, () -> new PackOptions(Optional.empty(),
                Optional.of(new Masking(new byte[32], Set.of())), true, Locale.ENGLISH));
    }

    /** An authority made by openssl stamps the query; both sides agree what was stamped. */
    @Test
    void timeStampsGoOutAndComeBack() throws Exception {
        byte[] content = "what is stamped".getBytes();
        Files.write(dir.resolve("q.tsq"), TimeStamp.query(content));
        Files.write(dir.resolve("content"), content);
        Optional<Tool.Result> read = Tool.run(dir, "openssl", "ts", "-query", "-in", "q.tsq", "-text");
        Assumptions.assumeTrue(read.isPresent(), "no openssl here: no time stamp authority to ask");
        assertTrue(read.get().text().contains("sha256"), read.get().text());
        Files.writeString(dir.resolve("tsa.cnf"), """
                [req]
                distinguished_name = dn
                x509_extensions = ext
                prompt = no
                [dn]
                CN = Invented Authority
                [ext]
                keyUsage = critical, digitalSignature
                extendedKeyUsage = critical, timeStamping
                [tsa]
                default_tsa = one
                [one]
                serial = serial
                crypto_device = builtin
                signer_cert = tsa.pem
                signer_key = tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                """);
        Files.writeString(dir.resolve("serial"), "01");
        ok("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days",
                "30", "-config", "tsa.cnf");
        ok("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr");
        ok("openssl", "ts", "-verify", "-data", "content", "-in", "r.tsr", "-CAfile", "tsa.pem");
        byte[] reply = Files.readAllBytes(dir.resolve("r.tsr"));
        assertTrue(Instant.parse(TimeStamp.read(reply, content)).isAfter(Instant.parse("2025-01-01T00:00:00Z")));
        assertThrows(TracebinderException.class, () -> TimeStamp.read(reply, "other".getBytes()));
        assertThrows(TracebinderException.class, () -> TimeStamp.read(new byte[] {1, 2}, content));
    }

    private void ok(String... command) {
        Tool.Result result = Tool.run(dir, command).orElseThrow();
        assertEquals(0, result.exit(), String.join(" ", command) + "\n" + result.text());
    }

    @Test
    void certificates() throws Exception {
        SmallPack binder = new SmallPack(5, 3);
        Certificate.Parts parts = new Certificate.Parts(binder.engagement(), binder.source(1), binder.record(1, 2),
                true, binder.inclusion(1, 2, 5), binder.record(1, 2).events().get(0), List.of(Map.of("action", "deny")),
                List.of(), Map.of(), Map.of("count", 5, "hash", binder.ledger.get(4).get("hash")), Map.of());
        Path plain = dir.resolve("plain.json");
        Certificate.write(parts, PackOptions.PLAIN, plain);
        VerifyReport report = PackVerifier.verify(plain, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        Path signed = dir.resolve("signed.json");
        Certificate.write(parts, PackOptions.PLAIN.signedBy(Signer.open(keyStore(dir, "Ed25519"), PASSWORD)), signed);
        report = PackVerifier.verify(signed, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        assertEquals(5, report.checks().size());
        for (Path file : new Path[] {plain, signed}) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 1; i < good.length; i += file == plain ? 1 : 9) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << i % 8);
                Files.write(file, bad);
                assertFalse(PackVerifier.verify(file, Progress.NONE).ok(), "byte " + i + " of " + file);
            }
        }
        binder.sources.get(0).set(2, new byte[] {1});
        Certificate.Parts altered = new Certificate.Parts(parts.engagement(), parts.source(), binder.record(1, 2), true,
                parts.path(), parts.event(), parts.policy(), parts.reviews(), parts.lineage(), parts.custody(),
                parts.trail());
        assertThrows(TracebinderException.class, () -> Certificate.write(altered, PackOptions.PLAIN, plain));
    }
}
