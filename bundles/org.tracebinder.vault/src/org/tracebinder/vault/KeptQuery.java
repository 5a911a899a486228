// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

/**
 * A saved query as the database keeps it.
 *
 * @param name       unique in the binder
 * @param text       in the query language
 * @param saved      when, ISO 8601 UTC
 * @param actor      account that saved it
 * @param total      events that it found then
 * @param resultHash SHA-256 over the ids in their order, each followed by a line feed
 * @param ids        these ids in a short form; the caller knows it
 */
public record KeptQuery(String name, String text, String saved, String actor, long total, String resultHash,
        byte[] ids) {
}
