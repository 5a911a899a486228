// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tracebinder.core.words.Nearest;

/** All commands, in the order in which a person needs them. Only the one that is asked for is ever made. */
enum Commands {
    DEMO("Start", "makes a binder from the sample data and shows every step", DemoCommand::new),
    NEW("Start", "makes an empty binder", NewCommand::new),
    IMPORT("Start", "imports files, folders and archives", ImportCommand::new),
    PREVIEW("Start", "what an import would make of files", PreviewCommand::new),
    FORMATS("Start", "what can be read, and how far each format is tested", FormatsCommand::new),
    SOURCES("Custody", "what was imported, with the totals", SourcesCommand::new),
    QUARANTINE("Custody", "the records that could not be read", QuarantineCommand::new),
    RAW("Custody", "the original bytes of a record", RawCommand::new),
    RESTORE("Custody", "gives an original file back, bit for bit", RestoreCommand::new),
    DOCTOR("Custody", "checks hashes, chain, totals and index", DoctorCommand::new),
    REBUILD("Custody", "makes the index again from the originals", RebuildCommand::new),
    SEARCH("Investigate", "finds events", SearchCommand::new),
    TRACE("Investigate", "one inference from end to end", TraceCommand::new),
    LINEAGE("Investigate", "the data and models something rests on", LineageCommand::new),
    QUERY("Investigate", "saves queries and asks them again", QueryCommand::new),
    COMPARE("Investigate", "what differs between two exports", CompareCommand::new),
    RECONCILE("Investigate", "holds two trails against each other", ReconcileCommand::new),
    DIFF("Investigate", "what differs between two inferences or two periods", DiffCommand::new),
    COST("Investigate", "what inferences cost by a price list, and what is claimed", CostCommand::new),
    CHECK("Assess", "runs checks and lists their records", CheckCommand::new),
    ASSESS("Assess", "what the trail shows for each control of a catalogue", AssessCommand::new),
    PROFILE("Assess", "the roles and the kind of the audited system", ProfileCommand::new),
    EVALUATIONS("Assess", "what was tested and what ran, day by day", EvaluationsCommand::new),
    CONCLUDE("Assess", "keeps what you conclude about a control", ConcludeCommand::new),
    EVIDENCE("Assess", "attaches events, queries and documents to controls", EvidenceCommand::new),
    SAMPLE("Assess", "draws samples, keeps what you found, says what it shows", SampleCommand::new),
    REQUESTS("Assess", "what the trail can't show, as requests to the client", RequestsCommand::new),
    SCORECARD("Assess", "readiness on one page, with goals and owners", ScorecardCommand::new),
    EXPORT("Assess", "writes an evidence pack", ExportCommand::new),
    VERIFY("Assess", "checks an evidence pack, without its binder", VerifyCommand::new),
    REVEAL("Assess", "opens masked values of a pack for somebody who may know", RevealCommand::new),
    SECRET("Assess", "looks after the secret of masked packs, seals it", SecretCommand::new),
    STAMP("Assess", "carries a time stamp query out of a pack and the reply into it", StampCommand::new),
    CERTIFICATE("Assess", "writes the certificate of one event", CertificateCommand::new);

    private final String group;
    private final String summary;
    private final Supplier<Command> maker;

    Commands(String group, String summary, Supplier<Command> maker) {
        this.group = group;
        this.summary = summary;
        this.maker = maker;
    }

    /** @return the word on the command line */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @return heading in the overview */
    String group() {
        return group;
    }

    /** @return one line for the overview */
    String summary() {
        return summary;
    }

    /** @return a fresh command */
    Command make() {
        return maker.get();
    }

    /** @return the command of that word */
    static Optional<Commands> of(String word) {
        return List.of(values()).stream().filter(c -> c.word().equals(word)).findFirst();
    }

    /** @return the command that the person probably meant */
    static Optional<Commands> near(String word) {
        // further away is no slip of the finger
        return Nearest.to(word, Stream.of(values()).map(Commands::word).toList(), 2).flatMap(Commands::of);
    }
}
