// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search says beside its hits: which field holds an id, and that an import is not at its end. */
class SearchHintsTest {

    @TempDir
    private Path work;

    @Test
    void aZeroIsExplained() throws Exception {
        Path log = work.resolve("gateway.jsonl");
        Files.writeString(log, "{\"id\":\"chatcmpl-r12\",\"trace_id\":\"g1\",\"call_type\":\"acompletion\","
                + "\"model\":\"gpt-4o\",\"custom_llm_provider\":\"openai\",\"status\":\"success\","
                + "\"startTime\":1772323200.0,\"endTime\":1772323201.0,\"prompt_tokens\":47,"
                + "\"completion_tokens\":5,\"total_tokens\":52,\"metadata\":{}}\n");
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, log).expect(0);
        for (String query : new String[] {"\"chatcmpl-r12\"", "ids:\"chatcmpl-r12\"", "ids:chatcmpl-r12"}) {
            Cli.Result none = Cli.run("search", binder, query, "--json").expect(0);
            assertEquals("0", none.json().get("total").value().toString(), query);
            assertTrue(none.err().contains("1 event has this id as span: tracebinder search"), query + none.err());
            assertTrue(none.err().contains("span:\"chatcmpl-r12\""), none.err());
            assertFalse(none.err().contains("Warning"), none.err());
        }
        assertEquals("", Cli.run("search", binder, "nothing", "--json").expect(0).err());
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + binder.resolve("binder.db"));
                Statement s = c.createStatement()) {
            s.executeUpdate("INSERT INTO engagement(key,value) VALUES('import.request','x')");
        }
        Cli.Result part = Cli.run("search", binder, "nothing", "--json").expect(0);
        assertEquals(false, part.json().get("complete").value());
        for (Cli.Result r : new Cli.Result[] {part, Cli.run("trace", binder, "g1"), Cli.run("check", binder)}) {
            assertTrue(r.err().contains("Warning: The last import did not come to its end."), r.err());
        }
    }

    @Test
    void otherSpellingsOfAWordThatIsNotThereAreNamed() throws Exception {
        Path log = work.resolve("gateway.jsonl");
        Files.writeString(log, "{\"id\":\"r1\",\"trace_id\":\"g1\",\"call_type\":\"acompletion\","
                + "\"model\":\"GPT-4o\",\"custom_llm_provider\":\"openai\",\"status\":\"success\","
                + "\"startTime\":1772323200.0,\"endTime\":1772323201.0,\"messages\":[{\"role\":\"user\","
                + "\"content\":\"un crédit, Herr Müller\"}],\"metadata\":{}}\n");
        Path binder = work.resolve("b.binder");
        Cli.run("import", binder, log).expect(0);
        for (String[] c : new String[][] {{"credit", "crédit"}, {"\"credit herr\"", "\"crédit herr\""},
            {"Mueller", "müller"}, {"model:gpt-4o", "model:\"GPT-4o\""}}) {
            Cli.Result none = Cli.run("search", binder, c[0]).expect(0);
            assertTrue(none.text().startsWith("0 events"), none.text());
            assertTrue(none.err().contains("another case: 1 event: tracebinder search") && none.err().contains(c[1]),
                    none.err());
        }
        assertFalse(Cli.run("search", binder, "crédit").expect(0).err().contains("accents"));
        assertFalse(Cli.run("search", binder, "mortgage").expect(0).err().contains("accents"));
    }
}
