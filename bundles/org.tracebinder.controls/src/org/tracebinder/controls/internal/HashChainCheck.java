// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Logs whose entries name the hash of the entry before. Population: their entries, each with the link to the one that
 * stands before it, and the files that digests of CloudTrail vouch for, as far as they can be compared. Contrary: an
 * entry whose link does not hold, or that does not give its hash any more; a file with another content.
 */
public final class HashChainCheck implements Check {

    /** Records that are read in one run, in all. */
    private static final long READ = 1_000_000;
    private static final int SAID = 6;
    /** So many sources are looked into; of more, those that the index names. */
    private static final int LOOKED = 64;
    /** Sources that are followed in one run: each keeps a file open. */
    private static final int FOLLOWED = 500;
    private static final int CLAUSES = 60;
    private static final Parameter FROM = new Parameter("from", "First source", "1",
            "number of the source from which on sources are looked at");

    @Override
    public String id() {
        return "log.chain";
    }

    @Override
    public String title() {
        return "Chain of hashes inside a log";
    }

    @Override
    public String question() {
        return "Where entries name the hash of the entry before, does each name the one that stands before it, and does"
                + " each entry still give its own hash?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(FROM);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        List<ChainWalk> chains = new ArrayList<>();
        long left = READ;
        long unread = 0;
        for (SourceInfo s : candidates(trail, (int) parameters.number(FROM), progress)) {
            ChainWalk chain = new ChainWalk(trail, s.number(), s.totals().read());
            if (chains.size() == FOLLOWED) {
                unread += s.totals().read();
            } else if (chain.walk(left, progress)) {
                chains.add(chain);
                unread += chain.unread();
                left -= s.totals().read() - chain.unread();
            }
        }
        Answer answer = Answer.to(this, parameters);
        Evidence evidence = new Evidence();
        DigestFiles files = new DigestFiles(trail, left, evidence);
        files.compare((int) parameters.number(FROM), progress);
        List<ChainWalk> mute = chains.stream().filter(c -> !c.speaks()).toList();
        chains.removeAll(mute);
        if (chains.isEmpty() && files.compared() == 0) {
            return answer.missing(!files.said().isEmpty() ? String.join(" ", files.said()) : mute.isEmpty()
                    ? "No log in the trail names, in each entry, the hash of the entry before."
                    : "The entries of S" + mute.get(0).source() + " have " + mute.get(0).place().keys() + " as a chain"
                            + " of hashes has, but none names the hash of one before it, and no rule that is known"
                            + " gives that hash. So the chain can't be followed.", "chain of hashes");
        }
        long entries = files.compared();
        long contrary = files.contrary();
        for (ChainWalk c : chains) {
            entries += c.count();
            contrary += c.contrary();
            c.evidence(evidence);
        }
        answer.counts(entries, contrary).shows(evidence).says(summary(chains, files))
                .advises("Ask who could write to the log, and for copies of the named entries that are kept elsewhere.")
                .queries(query(chains, files));
        List<String> unseen = new ArrayList<>();
        if (unread > 0) {
            unseen.add(unread + " entries that were not read");
        }
        if (files.absent() > 0) {
            unseen.add("files that a digest vouches for");
        }
        return answer.result(unseen.toArray(String[]::new));
    }

    /** Looking into a source opens its file: of very many sources only those whose events have such names. */
    private static List<SourceInfo> candidates(Trail trail, int from, Progress progress)
            throws QueryException, IOException {
        List<SourceInfo> all = trail.sources().stream().filter(s -> s.number() >= from && s.totals().read() > 1)
                .toList();
        if (all.size() <= LOOKED) {
            return all;
        }
        Set<Integer> named = new HashSet<>();
        List<String> names = ChainPlace.names();
        for (int i = 0; i < names.size(); i += CLAUSES) {
            String query = names.subList(i, Math.min(names.size(), i + CLAUSES)).stream()
                    .map(name -> "extra." + name + ":*").collect(Collectors.joining(" OR "));
            trail.scan(query, List.of(Fields.KIND), row -> named.add(row.id().record().source()), progress);
        }
        return all.stream().filter(s -> named.contains(s.number())).toList();
    }

    private static String query(List<ChainWalk> chains, DigestFiles files) {
        List<String> parts = new ArrayList<>(chains.stream().limit(CheckResult.QUERY_IDS)
                .map(c -> "source:S" + c.source()).toList());
        if (files.compared() > 0) {
            files.digests().stream().limit(CheckResult.QUERY_IDS).forEach(n -> parts.add("source:S" + n));
        }
        return String.join(" OR ", parts);
    }

    private static String summary(List<ChainWalk> chains, DigestFiles files) {
        if (chains.isEmpty()) {
            return String.join(" ", files.said());
        }
        long links = chains.stream().mapToLong(ChainWalk::links).sum();
        long breaks = chains.stream().mapToLong(ChainWalk::breaks).sum();
        long altered = chains.stream().mapToLong(ChainWalk::altered).sum();
        List<String> said = new ArrayList<>();
        said.add("In logs with a chain of hashes (" + names(chains) + "), " + breaks + " of " + links
                + " links between entries do not hold.");
        chains.stream().flatMap(c -> c.words().stream()).limit(SAID).forEach(w -> said.add(w + "."));
        if (altered > 0) {
            said.add(altered == 1 ? "1 entry does not give the hash that stands in it."
                    : altered + " entries do not give the hash that stands in each.");
        }
        rules(chains, said);
        heads(chains, said);
        said.add("Entries that were cut off at the end, and a chain that was made anew as a whole, do not show in it.");
        said.addAll(files.said());
        return String.join(" ", said);
    }

    private static void rules(List<ChainWalk> chains, List<String> said) {
        TreeSet<String> rules = new TreeSet<>();
        List<ChainWalk> without = new ArrayList<>();
        for (ChainWalk c : chains) {
            if (c.rule() == null) {
                without.add(c);
            } else {
                rules.add(c.rule().words());
            }
        }
        rules.stream().limit(SAID).forEach(r -> said.add("By a rule that was found by trial, " + r
                + ", the hashes were computed again."));
        if (!without.isEmpty()) {
            said.add("The hashes in " + names(without) + " could not be computed again, for the rule is not in the"
                    + " file.");
            said.add("An entry that was changed and kept its hash would not be seen there.");
        }
    }

    private static String names(List<ChainWalk> chains) {
        return String.join(", ", chains.stream().limit(SAID).map(c -> "S" + c.source()).toList())
                + (chains.size() > SAID ? ", \u2026 (" + chains.size() + " in all)" : "");
    }

    /** A log that was cut into files goes on from one to the next. */
    private static void heads(List<ChainWalk> chains, List<String> said) {
        Map<String, Integer> tails = new HashMap<>();
        chains.forEach(c -> {
            if (c.tail() != null) {
                tails.put(c.tail(), c.source());
            }
        });
        int told = 0;
        for (ChainWalk c : chains) {
            if (c.openHead() != null && told++ < SAID) {
                Integer before = tails.get(c.openHead());
                said.add(before != null && before != c.source()
                        ? "S" + c.source() + " goes on where S" + before + " ends."
                        : "The chain of S" + c.source() + " begins before its first entry; what came before is not in"
                                + " the trail.");
            }
        }
    }
}
