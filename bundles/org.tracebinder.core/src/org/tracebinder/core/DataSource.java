// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * Data that stood behind an answer: a retrieved document, a file, a knowledge base.
 *
 * @param id      as the source names it
 * @param name    a label, null when there is none
 * @param version null when not recorded
 * @param score   relevance as the source gives it, null when there is none
 */
public record DataSource(String id, String name, String version, Double score) {
}
