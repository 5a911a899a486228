// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the audited system is and in which roles it is audited, as far as duties depend on it.
 *
 * @param roles     some of {@link #ROLES}; empty for not set
 * @param riskClass which transition dates hold
 */
public record SystemProfile(Set<String> roles, RiskClass riskClass) {

    /** Roles that controls bind, in the words of the catalogues. */
    public static final List<String> ROLES = List.of("provider", "deployer", "gpai-provider",
            "authorised-representative", "importer", "distributor", "supplier", "notified-body", "authority");

    /** Whom a control can bind: the roles, everybody, and the organisation that keeps a management system. */
    static final List<String> BOUND = Stream.concat(ROLES.stream(), Stream.of("any", "organization")).toList();

    /** Nothing known: the earliest practical date of each control holds. */
    public static final SystemProfile UNKNOWN = new SystemProfile(Set.of(), RiskClass.UNKNOWN);

    /** Sorts and copies. */
    public SystemProfile {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }

    /**
     * @param roles     parted by commas, empty or null for not set
     * @param riskClass id of a class, empty or null for not set
     * @throws IllegalArgumentException when a word is not known; the message lists those that are
     */
    public static SystemProfile of(String roles, String riskClass) {
        Set<String> known = new TreeSet<>();
        for (String role : roles == null ? new String[0] : roles.split(",")) {
            String word = role.trim().toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && !ROLES.contains(word)) {
                throw new IllegalArgumentException("There is no role '" + word + "': " + String.join(", ", ROLES)
                        + ".");
            }
            if (!word.isEmpty()) {
                known.add(word);
            }
        }
        return new SystemProfile(known, RiskClass.of(riskClass));
    }

    /** @return true when the control binds one of the roles, or nobody said which they are */
    public boolean addressedBy(Control control) {
        return roles.isEmpty() || control.binds().isEmpty() || control.binds().contains("any")
                || control.binds().contains("organization") || roles.stream().anyMatch(control.binds()::contains);
    }

    /** Classes of systems with their own dates in Art. 111 and 113 of the AI Act. */
    public enum RiskClass {
        /** Not set: the catalogue's earliest practical date. */
        UNKNOWN(""),
        /** High-risk by Annex III (Art. 6(2)), other than remote biometric identification. */
        ANNEX_III("Annex III"),
        /** High-risk by Annex III, point 1(a): remote biometric identification, with duties of its own. */
        ANNEX_III_BIOMETRIC("Annex III"),
        /** High-risk as or in a product of Annex I (Art. 6(1)). */
        ANNEX_I("Annex I product", "Annex I systems"),
        /** For public authorities, and on the market before the duties began (Art. 111(2)). */
        PUBLIC_AUTHORITY_EXISTING("public authorities"),
        /** Not high-risk: what binds high-risk systems only does not bind it. */
        NOT_HIGH_RISK("");

        private final String[] words;

        RiskClass(String... words) {
            this.words = words;
        }

        /** @return the word on command lines and in files, for example {@code annex-iii} */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * @param id a word; empty or null for not set
         * @throws IllegalArgumentException when the word is not known
         */
        public static RiskClass of(String id) {
            if (id == null || id.isBlank()) {
                return UNKNOWN;
            }
            for (RiskClass c : values()) {
                if (c.id().equals(id.trim().toLowerCase(Locale.ROOT))) {
                    return c;
                }
            }
            throw new IllegalArgumentException("There is no risk class '" + id + "': " + String.join(", ",
                    List.of(values()).stream().map(RiskClass::id).toList()) + ".");
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
