// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.controls.SystemProfile.RiskClass;

/**
 * Who is bound from when: Art. 111 and 113 of Regulation (EU) 2024/1689 as amended by Regulation (EU) 2026/1744, which
 * moved the duties for high-risk systems and added prohibitions.
 */
class LegalDatesTest {

    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

    private final Catalog act = Catalogs.builtIn().byId("eu-ai-act").orElseThrow();

    /** The last column is the first day in force, {@code none} for voluntary. */
    @ParameterizedTest
    @CsvSource({
        // chapters I and II, and what the amendment adds to Art. 5
        "aia.art4.1, deployer, unknown, 2025-02-02", "aia.art4.1, deployer, not-high-risk, 2025-02-02",
        "aia.art4.1, importer, unknown, none", "aia.art5.1.a, importer, not-high-risk, 2025-02-02",
        "aia.art5.1.ba, provider, not-high-risk, 2026-12-02", "aia.art5.1.bb, deployer, annex-i, 2026-12-02",
        "aia.art4a.1, provider, unknown, 2026-07-27",
        // general-purpose models bind their providers alone
        "aia.art53.1.a, gpai-provider, unknown, 2025-08-02", "aia.art53.1.a, provider, unknown, none",
        // transparency; generators that were there before have until December
        "aia.art50.1, provider, not-high-risk, 2026-08-02", "aia.art50.2, provider, annex-iii, 2026-08-02",
        "aia.art111.4, provider, unknown, 2026-12-02",
        // chapter III sections 1 to 3
        "aia.art12.3.a, provider, annex-iii-biometric, 2027-12-02", "aia.art12.3.a, provider, annex-iii, none",
        "aia.art12.3.a, provider, annex-i, none", "aia.art12.3.d, provider, unknown, 2027-12-02",
        "aia.art14.5, provider, annex-iii, none", "aia.art14.5, provider, annex-iii-biometric, 2027-12-02",
        "aia.art26.10, deployer, annex-iii, none", "aia.art26.10, deployer, annex-iii-biometric, 2027-12-02",
        "aia.art12.1, provider, annex-iii-biometric, 2027-12-02",
        "aia.art12.1, provider, unknown, 2027-12-02", "aia.art12.1, provider, annex-iii, 2027-12-02",
        "aia.art12.1, provider, annex-i, 2028-08-02",
        "aia.art12.1, provider, public-authority-existing, 2030-08-02",
        "aia.art12.1, provider, not-high-risk, none", "aia.art12.1, deployer, annex-iii, none",
        "aia.art26.6, deployer, annex-iii, 2027-12-02", "aia.art26.6, deployer, annex-i, 2028-08-02",
        "aia.art26.6, provider, annex-iii, none",
        // outside these sections, but for high-risk systems only: the day from which there are such systems
        "aia.art72.1, provider, annex-iii, 2027-12-02", "aia.art72.1, provider, annex-i, 2028-08-02",
        "aia.art73.2, deployer, annex-iii, 2027-12-02", "aia.art73.2, deployer, not-high-risk, none",
        // one class alone is bound
        "aia.art43.1, provider, annex-iii, 2027-12-02", "aia.art43.1, provider, annex-i, none",
        "aia.art43.3, provider, annex-i, 2028-08-02", "aia.art43.3, provider, annex-iii, none",
        "aia.art49.1, provider, annex-iii, 2027-12-02", "aia.art49.1, provider, not-high-risk, none",
        // who says that a system is not high-risk registers that
        "aia.art49.2, provider, not-high-risk, 2027-12-02"})
    void whoIsBoundFromWhen(String id, String role, String risk, String first) {
        Control control = act.control(id).orElseThrow();
        SystemProfile profile = SystemProfile.of(role, risk);
        if (first.equals("none")) {
            assertEquals(LegalState.VOLUNTARY, LegalState.of(control, NEVER, profile).state());
            return;
        }
        LocalDate day = LocalDate.parse(first);
        assertEquals(LegalState.NOT_YET, LegalState.of(control, day.minusDays(1), profile).state());
        LegalState.Dated dated = LegalState.of(control, day, profile);
        assertEquals(LegalState.IN_FORCE, dated.state());
        assertEquals(day, dated.from());
        assertTrue(dated.basis().contains(first), dated.basis());
    }

    /** Every control has a date of the amended Act, for every class, and stays in force once it is. */
    @Test
    void allControlsHaveDatesOfTheActAsAmended() {
        Set<LocalDate> dates = new TreeSet<>();
        for (String day : new String[] {"2025-02-02", "2025-08-02", "2026-07-27", "2026-08-02", "2026-12-02",
            "2027-12-02", "2028-08-02", "2030-08-02"}) {
            dates.add(LocalDate.parse(day));
        }
        for (Control c : act.controls()) {
            for (RiskClass risk : RiskClass.values()) {
                SystemProfile profile = new SystemProfile(Set.of(), risk);
                LegalState.Dated dated = LegalState.of(c, NEVER, profile);
                if (dated.state() == LegalState.VOLUNTARY) {
                    assertNotEquals(RiskClass.UNKNOWN, risk, c.id());
                } else {
                    assertTrue(dates.contains(dated.from()), c.id() + " " + dated.from());
                    assertEquals(LegalState.NOT_YET, LegalState.of(c, dated.from().minusDays(1), profile).state());
                    assertEquals(LegalState.IN_FORCE, LegalState.of(c, dated.from(), profile).state());
                }
            }
        }
    }

    /** What the amendment put off is not in force on the day that the first text named. */
    @Test
    void dutiesOfHighRiskSystemsArePutOff() {
        LocalDate first = LocalDate.of(2026, 8, 2);
        int seen = 0;
        for (Control c : act.controls()) {
            if (c.ref().matches("Art\\. (8|9|1\\d|2[0-7])(\\(.*|$)")) {
                seen++;
                for (RiskClass risk : RiskClass.values()) {
                    assertNotEquals(LegalState.IN_FORCE, LegalState.of(c, first, new SystemProfile(Set.of(), risk))
                            .state(), c.ref() + " " + risk);
                }
                assertEquals(LegalState.VOLUNTARY, LegalState.of(c, NEVER, new SystemProfile(Set.of(),
                        RiskClass.NOT_HIGH_RISK)).state(), c.ref());
            }
        }
        assertTrue(seen > 60, seen + " controls of Art. 8 to 27");
    }
}
