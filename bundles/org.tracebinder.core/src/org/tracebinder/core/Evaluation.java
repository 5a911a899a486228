// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * One test of a model.
 *
 * @param suite   the evaluation run or suite, null when not recorded
 * @param test    the test case, null when not recorded
 * @param model   the model under test, null when not recorded
 * @param version its version, null when not recorded
 * @param passed  true when the case came out as wanted, null when the source gives no verdict
 * @param score   null when there is none
 * @param attack  the attack family of a red-team case, null otherwise
 */
public record Evaluation(String suite, String test, String model, String version, Boolean passed, Double score,
        String attack) {
}
