// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * Personal data that a source declares or that was found in content. The value itself is never kept here.
 *
 * @param kind     {@code IBAN}, {@code EMAIL_ADDRESS}, {@code CREDIT_CARD}...
 * @param count    how often, at least 1
 * @param declared true when the source says that it masked or saw it; false when it stands in clear in the content
 */
public record PersonalData(String kind, int count, boolean declared) {
}
