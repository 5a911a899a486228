// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.cli.Cli.Result;
import org.tracebinder.session.Binder;

/** Exit codes, help and messages. */
class MainTest {

    @TempDir
    private Path work;

    @Test
    void helpIsAResultAndSilenceIsNot() {
        Result help = Cli.run("--help").expect(0);
        for (Commands c : Commands.values()) {
            assertTrue(help.text().contains("  " + c.word() + " "), c.word());
            Result one = Cli.run(c.word(), "--help").expect(0);
            assertTrue(one.text().startsWith("Usage: tracebinder " + c.word()), one.text());
            assertTrue(one.err().isEmpty(), one.err());
        }
        Result nothing = Cli.run().expect(2);
        assertEquals("", nothing.text());
        assertTrue(nothing.err().contains("tracebinder demo"));
        assertTrue(Cli.run("--version").expect(0).text().startsWith("tracebinder 0."));
    }

    @Test
    void wrongUsageSaysWhatWasMeant() {
        assertTrue(Cli.run("serch", "x").expect(2).err().contains("Did you mean 'search'?"));
        assertFalse(Cli.run("xyzzy").expect(2).err().contains("Did you mean"));
        assertTrue(Cli.run("search").expect(2).err().contains("BINDER"));
        assertTrue(Cli.run("search", work, "--limit", "many").expect(2).err().contains("many"));
        assertTrue(Cli.run("search", work.resolve("none"), "x").expect(2).err().contains("does not exist"));
        assertTrue(Cli.run("search", work, "x").expect(2).err().contains("is not a binder"));
        assertTrue(Cli.run("raw", work, "17").expect(2).err().contains("S1:17"));
        assertTrue(Cli.run("import", work.resolve("b"), work, "--format", "word").expect(2).err().contains("otlp"));
    }

    @Test
    void whatWasTypedWrongIsToldBeforeWhatIsMissing() throws IOException {
        assertTrue(Cli.run("import", "--nonsense").expect(2).err().startsWith("There is no option '--nonsense' here."));
        assertTrue(Cli.run("search", work, "--nonsense=3").expect(2).err()
                .startsWith("There is no option '--nonsense' "));
        String few = Cli.run("search", work, "--limit", "few").expect(2).err();
        assertTrue(few.startsWith("Invalid value for option '--limit': 'few' is not a whole number."), few);
        for (Commands c : Commands.values()) {
            String usage = Cli.run(c.word(), "--no-such-option").expect(2).err();
            assertFalse(usage.lines().anyMatch(l -> l.matches(".*(, [A-Z]|\\. [A-Za-z0-9]+=| tracebinder .* "
                    + "tracebinder ).*")), usage);
        }
    }

    @Test
    void whatIsNoBinderIsToldApart() throws IOException {
        Path file = Files.writeString(work.resolve("a.txt"), "x");
        for (String command : new String[] {"search", "new"}) {
            assertTrue(Cli.run(command, file).expect(2).err().contains("is a file. A binder is a folder."), command);
            assertTrue(Cli.run(command, work).expect(2).err().contains("of something else"), command);
        }
        assertTrue(Cli.run("import", work, file).expect(2).err().contains("of something else"));
        assertEquals("x", Files.readString(file));
    }

    @Test
    void aBinderThatIsBeingMadeIsInUse() throws IOException {
        Path binder = work.resolve("begun.binder");
        Path file = Files.writeString(work.resolve("b.jsonl"), "{\"decision_id\":\"d1\",\"path\":\"a\",\"result\":true,"
                + "\"timestamp\":\"2026-03-01T00:00:00Z\",\"labels\":{\"id\":\"x\",\"version\":\"1\"}}\n");
        Files.createDirectories(binder.resolve("vault"));
        try (FileChannel lock = FileChannel.open(binder.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            FileLock held = lock.lock();
            assertTrue(Cli.run("search", binder).expect(2).err().contains("is in use"));
            assertTrue(Cli.run("import", binder, file).expect(3).err().contains("is in use"));
            held.release();
        }
        Cli.run("import", binder, file).expect(0);
        Cli.run("doctor", binder).expect(0);
    }

    @Test
    void anEmptyBinderHasNoEmptyTables() {
        Path binder = work.resolve("e.binder");
        Cli.run("new", binder).expect(0);
        assertEquals("0 evaluations\n", Cli.run("evaluations", binder).expect(0).text());
        assertEquals("Nothing was concluded.\n", Cli.run("conclude", binder).expect(0).text());
        assertEquals("Nothing was imported.\n", Cli.run("quarantine", binder).expect(0).text());
        assertEquals("No query is saved.\n", Cli.run("query", "run", binder, "all").expect(0).text());
        String none = Cli.run("search", binder, "word", "--facets", "model").expect(0).text();
        assertFalse(none.contains("model"), none);
        assertTrue(Cli.run("doctor", binder).expect(0).text().contains("nothing was imported"));
        assertTrue(Cli.run("compare", binder, "S1", "S2").expect(2).err().contains("no source S1"));
        assertTrue(Cli.run("query", "remove", binder, "none").expect(2).err().contains("no saved query"));
        assertTrue(Cli.run("restore", binder, "S1", work.resolve("no/x")).expect(2).err().contains("no source"));
    }

    @Test
    void aMessageStandsBehindTheResultsBeforeIt() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new BufferedOutputStream(both, 1 << 16), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, new PrintStream(both, true, StandardCharsets.UTF_8), false, 80);
        out.println("result");
        terminal.say("hint");
        assertEquals("result hint", both.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "));
    }

    @Test
    void anInputThatCannotBeReadIsNoUsageError() {
        Path binder = work.resolve("b.binder");
        assertTrue(Cli.run("import", binder, work.resolve("none.jsonl")).expect(3).err().contains("none.jsonl"));
        assertFalse(Files.exists(binder), "no binder is made for nothing");
        assertTrue(Cli.run("verify", work.resolve("none.zip")).expect(3).err().contains("none.zip"));
    }

    @Test
    void aBinderThatIsThereIsNotMadeAgain() {
        Path binder = work.resolve("b.binder");
        assertTrue(Cli.run("new", binder, "--name", "Case 7").expect(0).text().contains("Case 7"));
        Cli.run("new", binder).expect(2);
        assertEquals("{\"records\":[]}\n", Cli.run("quarantine", binder, "--json").expect(0).text());
        assertEquals(0, Cli.run("search", binder, "--json").expect(0).json().get("total").number());
    }

    @Test
    void aWrongQueryIsShownWithItsPlace() {
        Path binder = work.resolve("b.binder");
        Cli.run("new", binder).expect(0);
        Result wrong = Cli.run("search", binder, "kind:tool AND \"open").expect(2);
        assertEquals("", wrong.text());
        String[] lines = wrong.err().split("\\R");
        assertEquals("  kind:tool AND \"open", lines[1]);
        assertTrue(lines[2].matches(" +\\^"), lines[2]);
        assertTrue(lines[2].length() <= lines[1].length() + 1, lines[2]);
        assertTrue(Cli.run("search", binder, "x", "--sort", "size").expect(2).err().contains("relevance"));
        assertTrue(Cli.run("search", binder, "x", "--sort", "extra").expect(2).err().contains("no order"));
        Cli.run("search", binder, "x", "--sort", "prompt").expect(0);
        Cli.run("search", binder, "x", "--sort=-duration").expect(0);
        assertTrue(Cli.run("search", binder, "x", "--facets", "prompt").expect(2).err().contains("model"));
        assertTrue(Cli.run("search", binder, "x", "--histogram", "year").expect(2).err().contains("month"));
        assertTrue(Cli.run("search", binder, "x", "--json", "--csv").expect(2).err().contains("--csv"));
        assertTrue(Cli.run("check", binder, "log.orphans").expect(2).err().contains("log.orphan,"));
        assertTrue(Cli.run("assess", binder, "--catalog", "gdpr").expect(2).err().contains("eu-ai-act"));
        assertTrue(Cli.run("assess", binder, "--as-of", "tomorrow").expect(2).err().contains("2026-12-02"));
        assertTrue(Cli.run("trace", binder, "nobody").expect(2).err().contains("nobody"));
        assertTrue(Cli.run("export", binder, work.resolve("p.zip"), "--control", "x").expect(2).err().contains("'x'"));
    }

    @Test
    void formatsSayHowFarTheyAreTested() {
        assertTrue(Cli.run("formats", "--json").expect(0).json().get("formats").list().size() >= 6);
        assertTrue(Cli.run("formats").expect(0).text().contains("openlineage"));
    }

    @Test
    void theDemoShowsEveryStepAndRunsAgain() throws IOException {
        assumeTrue(Binder.class.getResource("/sample/files.txt") != null, "the sample is not on this class path");
        Path folder = work.resolve("demo");
        for (int time = 0; time < 2; time++) {
            Result demo = Cli.run("demo", "--dir", folder, "--no-ui").expect(0);
            for (int step = 1; step <= 8; step++) {
                assertTrue(demo.text().contains("== " + step + " of 8"), demo.text());
            }
            assertTrue(demo.text().contains("Every check passed: the pack is as it was written."), demo.text());
        }
        Path own = Files.createDirectory(work.resolve("own"));
        Files.writeString(own.resolve("thesis.txt"), "mine");
        Cli.run("demo", "--dir", own).expect(2);
        assertTrue(Files.exists(own.resolve("thesis.txt")));
    }
}
