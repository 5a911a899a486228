// SPDX-License-Identifier: Apache-2.0
/** What a binder keeps: originals in seekable zstd frames, the table of records, the custody ledger, the database. */
package org.tracebinder.vault;
