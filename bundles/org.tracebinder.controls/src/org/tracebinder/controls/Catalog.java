// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;
import java.util.Optional;

/**
 * A catalogue of controls.
 *
 * @param id         {@code eu-ai-act}, {@code iso-42001}, {@code readiness}, or an own one
 * @param version    dated version of the catalogue
 * @param title      full title
 * @param shortTitle title for tabs and trees
 * @param licence    what may be done with the texts, empty when not given
 * @param disclaimer what the catalogue is not, empty when not given
 * @param controls   in the order of the text
 */
public record Catalog(String id, String version, String title, String shortTitle, String licence, String disclaimer,
        List<Control> controls) {

    /** @return the control with that id */
    public Optional<Control> control(String controlId) {
        return controls.stream().filter(c -> c.id().equals(controlId)).findFirst();
    }
}
