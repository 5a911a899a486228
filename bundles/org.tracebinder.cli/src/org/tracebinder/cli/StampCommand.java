// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.TimeStamp;
import org.tracebinder.session.FinishedPack;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries a time stamp: the query out of a pack, the authority's reply back into it. */
@picocli.CommandLine.Command(description = "Time stamps (RFC 3161) without a network. With --query, writes the query "
        + "that is carried to an authority; with REPLY, checks the authority's reply and puts it into the pack.%n")
final class StampCommand extends Command {

    /** A reply is a few thousand bytes: a token and some certificates. */
    private static final long MAX_REPLY = 1 << 20;

    @Parameters(index = "0", paramLabel = "PACK.zip", description = "the pack; only its time stamp is added")
    private Path pack;
    @Parameters(index = "1", paramLabel = "REPLY", arity = "0..1", description = "what the authority gave (.tsr)")
    private Path reply;
    @Option(names = "--query", paramLabel = "FILE", description = "writes the query there (.tsq)")
    private Path query;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if ((reply == null) == (query == null)) {
            throw new UsageException("Either REPLY or --query FILE is needed.");
        }
        if (!Files.isRegularFile(pack)) {
            throw new NoSuchFileException(pack.toString());
        }
        return query == null ? take(terminal) : carry(terminal);
    }

    private int carry(Terminal terminal) throws TracebinderException, IOException {
        if (Files.exists(query)) {
            throw new UsageException("'" + query + "' is there already; nothing was written.");
        }
        byte[] bytes = FinishedPack.stampQuery(pack);
        Files.write(query, bytes);
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.put("pack", pack.toString()).put("query", query.toString()).put("bytes", bytes.length);
            }
        } else {
            terminal.out().println("Query written to " + query + ", " + Words.bytes(bytes.length)
                    + ". It holds a digest and nothing of the content.");
            terminal.say("Next: have it stamped (HTTP POST, content type application/timestamp-query), then "
                    + "tracebinder stamp " + BinderArgument.quoted(pack.toString()) + " REPLY.tsr");
        }
        return ExitCode.OK;
    }

    private int take(Terminal terminal) throws TracebinderException, IOException {
        if (!Files.isRegularFile(reply)) {
            throw new NoSuchFileException(reply.toString());
        }
        if (Files.size(reply) > MAX_REPLY) {
            throw new UsageException("'" + reply + "' is larger than the reply of an authority can be.");
        }
        Progress progress = terminal.progress();
        TimeStamp.Stamp stamp;
        try {
            stamp = FinishedPack.stamp(pack, Files.readAllBytes(reply), progress);
        } catch (TracebinderException e) {
            terminal.clear(progress);
            terminal.say("Not taken: " + e.getMessage() + ". The pack is as it was.");
            return ExitCode.WRONG;
        }
        terminal.clear(progress);
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.put("pack", pack.toString()).put("time", stamp.time()).put("authority", stamp.authority())
                        .put("certificateSha256", stamp.sha256().toString());
            }
        } else {
            terminal.out().println("Time stamp of " + stamp.time() + " by " + stamp.authority() + " is in " + pack
                    + ".");
            terminal.out().println("Its certificate has SHA-256 " + stamp.sha256()
                    + "; whether to trust it is for you, see VERIFY.txt, step 5.");
            terminal.say("Next: tracebinder verify " + BinderArgument.quoted(pack.toString()));
        }
        return ExitCode.OK;
    }
}
