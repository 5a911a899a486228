// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample from draw to conclusion, and masked values from the sealed secret to whoever may know them. */
class SampleCommandTest {

    @TempDir
    private Path folder;
    private Path binder;

    @BeforeEach
    void binder() throws Exception {
        binder = folder.resolve("a.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail/card-helpline.litellm.jsonl")).expect(0);
    }

    @Test
    void drawnMarkedEvaluatedAndInThePack() throws Exception {
        long size = Cli.run("sample", "size", binder, "kind:inference", "--tolerable", "0.1", "--json").expect(0).json()
                .get("size").number();
        Cli.Json drawn = Cli.run("sample", "draw", binder, "one", "kind:inference", "--tolerable", "0.1", "--seed", "7",
                "--json").expect(0).json();
        assertEquals(size, drawn.get("selection").list().size());
        assertEquals("random", drawn.get("method").text());
        Cli.run("sample", "draw", binder, "one", "kind:inference", "--size", "3").expect(3);
        assertTrue(Cli.run("sample", "show", binder, "one").expect(0).text().contains("are open"));
        Cli.run("sample", "mark", binder, "one", "1", "exception").expect(3);
        Cli.run("sample", "mark", binder, "one", "1,2", "exception", "--note", "no notice").expect(0);
        assertTrue(Cli.run("sample", "mark", binder, "one", "all", "conforms").expect(0).text()
                .contains("2 exceptions and 0 not tested"));
        Cli.Json list = Cli.run("sample", "list", binder, "--json").expect(0).json().get("samples").list().get(0);
        assertEquals(false, list.get("evaluation").get("reached").value());
        Path pack = folder.resolve("pack.zip");
        Cli.run("export", binder, pack).expect(0);
        List<Cli.Json> checks = Cli.run("verify", pack, "--json").expect(0).json().get("checks").list();
        assertTrue(checks.stream().anyMatch(c -> c.get("name").text().equals("samples")
                && c.get("detail").text().contains("drawn again")));
        Cli.run("sample", "remove", binder, "one").expect(3);
        Cli.run("sample", "remove", binder, "one", "--reason", "a wrong period").expect(0);
        assertTrue(Cli.run("sample", "list", binder).expect(0).text().contains("No sample"));
    }

    @Test
    void wrongUsageIsSaid() {
        Cli.run("sample", "drew", binder).expect(2);
        Cli.run("sample", "draw", binder).expect(2);
        Cli.run("sample", "mark", binder, "one", "1").expect(2);
        Cli.run("sample", "draw", binder, "x", "kind:inference", "--method", "lucky").expect(2);
        assertTrue(Cli.run("sample", "draw", binder, "x", "kind:(").expect(2).err().contains("^"));
        Cli.run("sample", "mark", binder, "none", "x", "conforms").expect(2);
        assertTrue(Cli.run("sample", "show", binder, "none").expect(3).err().contains("no sample"));
        Cli.Result html = Cli.run("certificate", binder, "S1:1", folder.resolve("x.html")).expect(0);
        assertTrue(html.err().contains("It is JSON"), html.err());
    }

    @Test
    void sealedAndOpened() throws Exception {
        Path words = Files.writeString(folder.resolve("words"), "seven small grey owls\n");
        assertEquals("none", Cli.run("secret", binder, "--json").expect(0).json().get("secret").text());
        Cli.run("secret", binder, "seal", "--passphrase-file", words).expect(0);
        Path pack = folder.resolve("pack.zip");
        Cli.run("export", binder, pack, "--mask-field", "actor", "--passphrase-file", words).expect(0);
        Path opened = folder.resolve("opened.jsonl");
        Cli.run("reveal", binder, pack, opened, "--record", "S1:1", "--passphrase-file", words).expect(2);
        Cli.run("reveal", binder, pack, opened, "--to", "The court", "--passphrase-file", words).expect(2);
        Cli.Json told = Cli.run("reveal", binder, pack, opened, "--to", "The court", "--record", "S1:1",
                "--passphrase-file", words, "--json").expect(0).json();
        assertTrue(told.get("opened").number() > 0);
        assertEquals(true, Cli.run("verify", pack, "--opened", opened, "--json").expect(0).json().get("ok").value());
        Files.writeString(opened, Files.readString(opened).replaceAll("\"words\":\"[^\"]*\"", "\"words\":\"x\""));
        assertTrue(Cli.run("verify", pack, "--opened", opened).expect(1).text().contains("not those that were masked"));
        Cli.run("secret", binder, "unseal", "--passphrase-file", words).expect(0);
        assertEquals("open", Cli.run("secret", binder, "--json").expect(0).json().get("secret").text());
    }
}
