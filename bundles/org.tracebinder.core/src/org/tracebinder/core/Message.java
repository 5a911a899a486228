// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, {@code tool}, or what the source wrote
 * @param text the words, never null; tool calls and results are given as text
 */
public record Message(String role, String text) {
}
