// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.EventKind;

/**
 * Words that stand in every pack: those of the report, the explanations, the script, and names that give files their
 * form. A user who is called like one of them can't be told from it, and masking them would break the pack.
 */
final class ProgramWords {

    private static final String FORM = """
            id kind operation name time timeText timeRule durationNanos app env actor provider modelRequested
            modelServed
            version tool status error trace span parent session tokensIn tokensOut cost content input output text
            decisions personalData dataSources review evaluation lineage ids extra role engine policy revision action
            reasons count declared score value comment suite test model passed attack state runId parentRun namespace
            inputs outputs type user assistant system developer human guardrail present absent redacted unknown source
            sources index offset length leaf events masked original file accepted quarantined duplicate exported
            treeSize rootHash merkleRoot sourceSha256 algorithm heads proofs path size1 size2 root1 root2 seq act
            subject
            previous hash query queries total listed resultHash sort title summary advice population supporting contrary
            traces missing parameters figures figure before after earlier later effect shift catalog asOf controls
            totals statusBasis checks cannotShow basis computed conclusion computedThen description fromLogs obligation
            binds evidenceHints accountable appliesFrom anchor tags records formatLabel conflicts firstTime lastTime
            warnings bytes format engagement client product packNumber profile roles riskClass import export create
            conclude certificate mapping binder scope account place pointer rule reason replacement commitment
            personal-data chosen-field value-of-chosen-field uuid props links rel href metadata observation objective
            assessment-objective assessment-plan assessment-results satisfied not-satisfied statement subject-uuid
            samples sample seed method field tolerable expected items units strata stratum drawn selection place extra
            hits
            populationHash populationFile random systematic stratified unit conforms exception exceptions notTested
            not-tested open reached upperLimit basis hypergeometric binomial poisson documents leftOut maskedCopy choice
            masking gone changed evidence supporting contrary context document bearing fields language personalData
            tracebinder Tracebinder urn:tracebinder:oscal json jsonl html code span small strong table tbody thead
            read of carriers opens related relation
            section header body head main caption figcaption class lang href mark legend
            """;

    private ProgramWords() {
    }

    /** @return texts with all these words */
    static List<String> all() throws IOException {
        List<String> all = new ArrayList<>(List.of(FORM, PackTexts.README, PackTexts.VERIFY));
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            all.add(new ReportWords(language).everything());
        }
        for (EventKind kind : EventKind.values()) {
            all.add(kind.id());
        }
        try (InputStream script = ProgramWords.class.getResourceAsStream("verify.py")) {
            all.add(new String(script.readAllBytes(), UTF_8));
        }
        return all;
    }
}
