// SPDX-License-Identifier: Apache-2.0
/**
 * The product's own sentences in other languages. Ledger, files and JSON keep the English ones.
 */
package org.tracebinder.core.words;
