// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;

/**
 * Which check speaks to which control, and how strongly. Data: {@code check-map.json}.
 *
 * @param links in the order of the file
 */
public record CheckMap(List<Link> links) {

    /** How a check relates to what the control demands. */
    public enum Label {
        /** The place demands what the check tests. */
        REQUIRED_BY_LAW("required-by-law"),
        /** The check tests something that shows the demanded thing indirectly. */
        PROXY("proxy"),
        /** Nobody demands it there; it makes the evidence better. */
        GOOD_PRACTICE("good-practice");

        private final String id;

        Label(String id) {
            this.id = id;
        }

        /** @return the word in files */
        public String id() {
            return id;
        }
    }

    /**
     * One check of one control.
     *
     * @param check   id
     * @param control id
     * @param label   how strongly
     * @param place   article, paragraph or clause that the label rests on
     * @param why     why this check speaks to this control, never more than the place demands
     * @param leaves  the part of the control that no check looks at, so that support for the rest does not make it
     *                supported; empty when nothing is left
     */
    public record Link(String check, String control, Label label, String place, String why, String leaves) {

        /** A link that leaves nothing open. */
        public Link(String check, String control, Label label, String place, String why) {
            this(check, control, label, place, why, "");
        }
    }

    /** @return the links of a control, in the order of the file */
    public List<Link> of(String control) {
        return links.stream().filter(l -> l.control().equals(control)).toList();
    }
}
