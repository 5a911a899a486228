// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import org.tracebinder.core.Hash;

/**
 * A query that is kept in the binder together with what it found when it was saved.
 *
 * @param name       unique in the binder
 * @param text       in the query language
 * @param saved      when, ISO 8601 UTC
 * @param by         account that saved it, as the operating system names it
 * @param total      events that it found then
 * @param resultHash SHA-256 over their ids in order of the ids, each followed by a line feed
 */
public record SavedQuery(String name, String text, String saved, String by, long total, Hash resultHash) {
}
