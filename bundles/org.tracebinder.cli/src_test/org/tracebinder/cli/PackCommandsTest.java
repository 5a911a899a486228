// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.pack.Masking;

/** Masked fields and time stamps on the command line. */
class PackCommandsTest {

    @TempDir
    private Path folder;
    private Path binder;
    private Path pack;

    @BeforeEach
    void binder() throws Exception {
        binder = folder.resolve("a.binder");
        pack = folder.resolve("pack.zip");
        Cli.run("import", binder, Cli.sample().resolve("trail/card-helpline.litellm.jsonl")).expect(0);
    }

    @Test
    void chosenFieldsAreNowhereInThePack() throws Exception {
        String actor = Cli.run("search", binder, "kind:inference", "--limit", "1", "--json").expect(0).json()
                .get("hits").list().get(0).get("actor").text();
        Cli.run("query", "save", binder, "one person", "actor:\"" + actor + "\"").expect(0);
        Cli.run("export", binder, folder.resolve("clear.zip")).expect(0);
        assertTrue(Files.readString(folder.resolve("clear.zip"), StandardCharsets.ISO_8859_1).contains(actor));
        Cli.run("export", binder, pack, "--mask-field", "user,prompt", "--mask-field", "extra.model_group").expect(0);
        assertFalse(Files.readString(pack, StandardCharsets.ISO_8859_1).contains(actor), actor);
        assertEquals(true, Cli.run("verify", pack, "--json").expect(0).json().get("ok").value());
        Path again = folder.resolve("again.zip");
        Cli.run("export", binder, again, "--mask-field", "extra.model_group,prompt,actor").expect(0);
        assertArrayEquals(Files.readAllBytes(pack), Files.readAllBytes(again));
        Cli.Result empty = Cli.run("export", binder, folder.resolve("empty.zip"), "--mask-field",
                "extra.nosuch,extra.model_group," + String.join(",", Masking.choices())).expect(0);
        assertTrue(empty.text().contains("NOTHING MASKED for the field 'extra.nosuch'"), empty.text());
        assertFalse(empty.text().contains("'extra.model_group'") || empty.text().contains("'actor'")
                || empty.text().contains("'prompt'"), empty.text());
        Cli.Result wrong = Cli.run("export", binder, folder.resolve("x.zip"), "--mask-field", "nosuch").expect(2);
        assertTrue(wrong.err().contains("extra.NAME"), wrong.err());
        assertFalse(Files.exists(folder.resolve("x.zip")));
    }

    /** For a person who asks: in sentences, without other people's data, with what it does not say. */
    @Test
    void aCertificateExplainsItself() throws Exception {
        Cli.Json hit = Cli.run("search", binder, "kind:inference", "--limit", "1", "--json").expect(0).json()
                .get("hits").list().get(0);
        String id = hit.get("id").text();
        Path plain = folder.resolve("plain.json");
        Cli.run("certificate", binder, id, plain).expect(0);
        String said = Files.readString(plain);
        assertTrue(said.contains("\"explanation\":[\"At ") && said.contains("Article 86")
                && said.contains("bytesBase64"));
        assertTrue(said.contains(hit.get("actor").text()));
        Path masked = folder.resolve("masked.json");
        Cli.run("certificate", binder, id, masked, "--mask-field", "user", "--language", "de").expect(0);
        said = Files.readString(masked);
        assertTrue(said.contains("Artikel 86") && said.contains("[ACTOR-") && !said.contains("bytesBase64"), said);
        assertFalse(said.contains(hit.get("actor").text()));
        for (Path file : List.of(plain, masked)) {
            List<Cli.Json> checks = Cli.run("verify", file, "--json").expect(0).json().get("checks").list();
            assertTrue(checks.stream().anyMatch(c -> c.get("name").text().equals("source in the trail")));
        }
        Files.writeString(plain, Files.readString(plain).replace("Article 86", "Article 87"));
        Cli.run("verify", plain).expect(1);
        Cli.run("certificate", binder, id, folder.resolve("x.json"), "--language", "fr").expect(2);
    }

    /** openssl plays the authority, so that nothing of ours makes the stamp. */
    @Test
    void aReplyOfAnotherProgramIsTakenIn() throws Exception {
        Cli.run("export", binder, pack, "--query", "kind:inference").expect(0);
        Path query = folder.resolve("pack.tsq");
        Cli.run("stamp", pack, "--query", query).expect(0);
        Cli.run("stamp", pack, "--query", query).expect(2);
        Cli.run("stamp", pack).expect(2);
        byte[] before = Files.readAllBytes(pack);
        Path page = Files.writeString(folder.resolve("page.html"), "<html>not found</html>");
        Cli.Result refused = Cli.run("stamp", pack, page).expect(1);
        assertTrue(refused.err().contains("no reply of a time stamp authority"), refused.err());
        assertArrayEquals(before, Files.readAllBytes(pack));
        authority();
        Cli.run("stamp", pack, folder.resolve("reply.tsr")).expect(0);
        List<Cli.Json> checks = Cli.run("verify", pack, "--json").expect(0).json().get("checks").list();
        assertTrue(checks.stream().anyMatch(c -> c.get("name").text().equals("time stamp")
                && c.get("detail").text().contains("CN=Test authority")));
        assertTrue(Cli.run("stamp", pack, folder.resolve("reply.tsr")).expect(1).err().contains("already"));
    }

    private void authority() throws Exception {
        Files.writeString(folder.resolve("tsa.cnf"), """
                [req]
                distinguished_name = dn
                x509_extensions = ext
                prompt = no
                [dn]
                CN = Test authority
                [ext]
                extendedKeyUsage = critical,timeStamping
                [tsa]
                default_tsa = one
                [one]
                serial = serial
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                accuracy = secs:1
                ess_cert_id_alg = sha256
                """);
        Files.writeString(folder.resolve("serial"), "01\n");
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "2",
                "-config", "tsa.cnf");
        openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "pack.tsq", "-signer", "tsa.pem", "-inkey",
                "tsa.key", "-out", "reply.tsr");
    }

    private void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile()).start();
        } catch (IOException e) {
            Assumptions.abort("no openssl to play the authority: " + e.getMessage());
            return;
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("openssl.log")));
    }
}
