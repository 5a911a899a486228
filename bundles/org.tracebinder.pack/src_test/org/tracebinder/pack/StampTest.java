// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** Replies of time stamp authorities beside and in packs, and tree heads signed by themselves. */
class StampTest {

    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path dir;
    private Path zip;
    private byte[] query;

    @BeforeEach
    void write() throws Exception {
        zip = dir.resolve("pack.zip");
        PackWriter.write(new SmallPack(5, 3), zip, PackOptions.PLAIN, Progress.NONE);
        query = new Repack(zip).files.get(PackNames.STAMP_QUERY);
    }

    private static byte[] reply(byte[] query) throws Exception {
        return reply(query, KeyPurposeId.id_kp_timeStamping).reply();
    }

    private record Stamped(byte[] reply, X509Certificate authority) {
    }

    /** An authority that stamps at noon. */
    private static Stamped reply(byte[] query, KeyPurposeId purpose) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Invented Authority");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.TEN,
                Date.from(Instant.parse("2020-01-01T00:00:00Z")), Date.from(Instant.parse("2099-01-01T00:00:00Z")),
                name, pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true,
                new ExtendedKeyUsage(purpose));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder().build().get(
                        new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        return new Stamped(new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256)).generate(
                new TimeStampRequest(query), BigInteger.ONE, Date.from(Instant.parse("2026-03-06T12:00:00Z")))
                .getEncoded(), certificate);
    }

    private VerifyReport.Check stamp() throws IOException {
        List<VerifyReport.Check> found = PackVerifier.verify(zip, Progress.NONE).checks().stream()
                .filter(c -> c.name().equals("time stamp")).toList();
        assertEquals(1, found.size());
        return found.get(0);
    }

    @Test
    void aReplyBesideThePackIsChecked() throws Exception {
        assertTrue(PackVerifier.verify(zip, Progress.NONE).checks().stream()
                .noneMatch(c -> c.name().equals("time stamp")));
        byte[] reply = reply(query);
        Path beside = dir.resolve("pack.zip.tsr");
        Files.write(beside, reply);
        assertTrue(stamp().ok() && stamp().detail().contains("2026-03-06T12:00:00Z, says CN=Invented Authority"),
                stamp().detail());
        assertTrue(PackVerifier.verify(zip, Progress.NONE).ok());
        byte[] forged = reply.clone();
        forged[forged.length - 5] ^= 1;
        Files.write(beside, forged);
        assertFalse(stamp().ok(), "a forged signature passed");
        Files.write(beside, reply(TimeStamp.query(new byte[] {1})));
        assertFalse(stamp().ok(), "a stamp of something else passed");
        Files.write(beside, new byte[0]);
        assertFalse(stamp().ok(), "nothing passed");
        Files.delete(beside);
        Files.write(dir.resolve("pack.tsr"), reply);
        assertTrue(stamp().ok());
    }

    @Test
    void aReplyIsTakenIntoThePack() throws Exception {
        byte[] before = Files.readAllBytes(zip);
        byte[] reply = reply(query);
        byte[] other = reply(TimeStamp.query(new byte[] {1}));
        assertThrows(TracebinderException.class, () -> StampedPack.add(zip, other, Progress.NONE));
        assertArrayEquals(before, Files.readAllBytes(zip));
        assertEquals("2026-03-06T12:00:00Z", StampedPack.add(zip, reply, Progress.NONE).time());
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        assertTrue(stamp().ok());
        Repack opened = new Repack(zip);
        assertArrayEquals(reply, opened.files.remove(PackNames.STAMP));
        assertTrue(new String(opened.files.remove(PackNames.STAMP_DIGEST), UTF_8).endsWith("  " + PackNames.STAMP
                + "\n"));
        Path again = dir.resolve("again.zip");
        opened.zip(again);
        assertArrayEquals(before, Files.readAllBytes(again));
        assertThrows(TracebinderException.class, () -> StampedPack.add(zip, reply, Progress.NONE));
        Files.writeString(again, "no pack at all, but long enough to look like one");
        assertThrows(TracebinderException.class, () -> StampedPack.add(again, reply, Progress.NONE));
    }

    /** Each wrong reply is refused for what is wrong with it, and the pack stays as it was. */
    @Test
    void aWrongReplyIsRefusedWithTheReason() throws Exception {
        byte[] before = Files.readAllBytes(zip);
        byte[] good = reply(query);
        byte[] forged = good.clone();
        forged[forged.length - 5] ^= 1;
        Map<byte[], String> wrong = new LinkedHashMap<>();
        wrong.put("<html>404 Not Found</html>".getBytes(UTF_8), "no reply of a time stamp authority");
        wrong.put(new byte[0], "no reply of a time stamp authority");
        wrong.put(query, "no reply of a time stamp authority");
        wrong.put(reply(TimeStamp.query(new byte[] {1})), "is for other content");
        wrong.put(forged, "does not fit");
        wrong.put(new TimeStampResponseGenerator(null, Set.of()).generateFailResponse(2, 2, "we are closed")
                .getEncoded(), "gave no time stamp: we are closed");
        for (Map.Entry<byte[], String> e : wrong.entrySet()) {
            String said = assertThrows(TracebinderException.class,
                    () -> StampedPack.add(zip, e.getKey(), Progress.NONE)).getMessage();
            assertTrue(said.contains(e.getValue()), said);
            assertArrayEquals(before, Files.readAllBytes(zip));
        }
        assertArrayEquals(query, StampedPack.query(zip));
    }

    @Test
    void opensslTakesTheStampThatIsInThePack() throws Exception {
        Stamped stamped = reply(query, KeyPurposeId.id_kp_timeStamping);
        StampedPack.add(zip, stamped.reply(), Progress.NONE);
        Repack pack = new Repack(zip);
        Files.write(dir.resolve("tags"), pack.files.get(PackNames.TAGS_256));
        Files.write(dir.resolve("reply.tsr"), pack.files.get(PackNames.STAMP));
        Files.writeString(dir.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64,
                "\n".getBytes(UTF_8)).encodeToString(stamped.authority().getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        String[] command = {"openssl", "ts", "-verify", "-data", "tags", "-in", "reply.tsr", "-CAfile", "root.pem"};
        Optional<Tool.Result> result = Tool.run(dir, command);
        Assumptions.assumeTrue(result.isPresent(), "no openssl: the stamp is not checked by another program");
        assertEquals(0, result.get().exit(), result.get().text());
        Files.writeString(dir.resolve("tags"), "something else");
        assertTrue(Tool.run(dir, command).orElseThrow().exit() != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void treeHeadsStandForThemselves(String kind) throws Exception {
        Signer signer = Signer.open(SignerTest.keyStore(dir, kind), PASSWORD);
        PackWriter.write(new SmallPack(5, 3), zip, PackOptions.PLAIN.signedBy(signer), Progress.NONE);
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        assertTrue(report.checks().stream().anyMatch(c -> c.name().equals("signed tree heads") && c.ok()
                && c.detail().startsWith("2 tree heads")), PackTest.explain(report));
        Path bad = dir.resolve("bad.zip");
        new Repack(zip).edit(PackNames.SIGNED_HEADS, t -> Pattern.compile("(?<=\"sig\":\").").matcher(t)
                .replaceFirst(m -> m.group().equals("A") ? "B" : "A")).forge(bad);
        assertTrue(failed(bad).contains("signature does not fit") || failed(bad).contains("Base64"), failed(bad));
        new Repack(zip).edit(PackNames.HEADS, t -> t.replaceFirst("\"exported\":5", "\"exported\":4")).forge(bad);
        assertTrue(failed(bad).contains("says something else"), failed(bad));
        openssl(kind, new Repack(zip).files);
    }

    private static String failed(Path pack) throws IOException {
        return PackVerifier.verify(pack, Progress.NONE).checks().stream()
                .filter(c -> c.name().equals("signed tree heads") && !c.ok()).findFirst().orElseThrow().detail();
    }

    /** The bare signature, checked by a program that knows neither DSSE nor us. */
    private void openssl(String kind, Map<String, byte[]> files) throws Exception {
        Map<String, Object> envelope = JsonTree.object(files.get(PackNames.SIGNED_HEADS));
        byte[] payload = Base64.getDecoder().decode((String) envelope.get("payload"));
        Map<String, Object> statement = JsonTree.object(payload);
        assertEquals("https://in-toto.io/Statement/v1", statement.get("_type"));
        assertEquals("S1", PackFacts.maps(statement.get("subject")).get(0).get("name"));
        Files.write(dir.resolve("signed"), ("DSSEv1 28 application/vnd.in-toto+json " + payload.length + " "
                + new String(payload, UTF_8)).getBytes(UTF_8));
        Files.write(dir.resolve("sig"), Base64.getDecoder()
                .decode((String) PackFacts.maps(envelope.get("signatures")).get(0).get("sig")));
        Optional<Tool.Result> key = Tool.run(dir, "openssl", "x509", "-in", kind + ".pem", "-pubkey", "-noout", "-out",
                "key.pem");
        Assumptions.assumeTrue(key.isPresent(), "no openssl: the signature is not checked by another program");
        String[] command = kind.equals("Ed25519")
                ? new String[] {"openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem", "-in",
                    "signed", "-sigfile", "sig"}
                : new String[] {"openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "signed"};
        Tool.Result result = Tool.run(dir, command).orElseThrow();
        assertEquals(0, result.exit(), result.text());
    }
}
