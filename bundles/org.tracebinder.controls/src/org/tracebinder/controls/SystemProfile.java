// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * What the audited system is, as far as dates depend on it.
 *
 * @param role      {@code provider}, {@code deployer}, {@code gpai-provider}..., null for not set
 * @param riskClass which transition dates hold
 */
public record SystemProfile(String role, RiskClass riskClass) {

    /** Nothing known: the earliest practical date of each control holds. */
    public static final SystemProfile UNKNOWN = new SystemProfile(null, RiskClass.UNKNOWN);

    /** Classes of systems with their own dates in Art. 111 and 113 of the AI Act. */
    public enum RiskClass {
        /** Not set: the catalogue's earliest practical date. */
        UNKNOWN(""),
        /** High-risk by Annex III (Art. 6(2)). */
        ANNEX_III("Annex III"),
        /** High-risk as or in a product of Annex I (Art. 6(1)). */
        ANNEX_I("Annex I product", "Annex I systems"),
        /** For public authorities, and on the market before the duties began (Art. 111(2)). */
        PUBLIC_AUTHORITY_EXISTING("public authorities");

        private final String[] words;

        RiskClass(String... words) {
            this.words = words;
        }

        /** @return true when a scope of a catalogue means this class */
        boolean means(String scope) {
            for (String word : words) {
                if (!word.isEmpty() && scope.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }
}
