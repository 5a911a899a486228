// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of binder.db. A change of shape raises {@link #VERSION}. */
final class Schema {

    static final int VERSION = 1;

    static final String[] TABLES = {
        "CREATE TABLE engagement(key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE source(number INTEGER PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL,
         sha256 TEXT NOT NULL,
         content_sha256 TEXT NOT NULL, compression TEXT, outside TEXT, modified INTEGER NOT NULL,
         format TEXT NOT NULL, format_label TEXT NOT NULL,
         confidence INTEGER NOT NULL, why TEXT NOT NULL, container INTEGER NOT NULL, imported_at INTEGER NOT NULL,
         content_bytes INTEGER NOT NULL, record_bytes INTEGER NOT NULL, framing_bytes INTEGER NOT NULL,
         quarantined_bytes INTEGER NOT NULL, read INTEGER NOT NULL, accepted INTEGER NOT NULL,
         quarantined INTEGER NOT NULL, duplicate INTEGER NOT NULL, events TEXT NOT NULL, conflicts INTEGER NOT NULL,
         repeated INTEGER NOT NULL, first_time INTEGER NOT NULL, last_time INTEGER NOT NULL, merkle_root TEXT NOT NULL,
         envelope BLOB NOT NULL)""",
        """
        CREATE TABLE ledger(seq INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL,
         subject TEXT NOT NULL, count INTEGER NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)""",
        """
        CREATE TABLE quarantine(source INTEGER NOT NULL, record INTEGER NOT NULL, reason TEXT NOT NULL,
         PRIMARY KEY(source, record)) WITHOUT ROWID""",
        """
        CREATE TABLE duplicate(source INTEGER NOT NULL, record INTEGER NOT NULL, of_source INTEGER NOT NULL,
         of_record INTEGER NOT NULL, PRIMARY KEY(source, record)) WITHOUT ROWID""",
        """
        CREATE TABLE conflict(source INTEGER NOT NULL, record INTEGER NOT NULL, ordinal INTEGER NOT NULL,
         of_source INTEGER NOT NULL, of_record INTEGER NOT NULL, of_ordinal INTEGER NOT NULL,
         PRIMARY KEY(source, record, ordinal)) WITHOUT ROWID""",
        "CREATE TABLE warning(source INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL)",
        "CREATE TABLE unfinished(path TEXT PRIMARY KEY, source INTEGER NOT NULL)",
        "CREATE TABLE state(key TEXT PRIMARY KEY, value INTEGER NOT NULL)",
        "PRAGMA user_version=" + VERSION,
    };

    /**
     * Tables that came later: made when a binder without them is opened for writing. An older program passes them over.
     */
    static final String[] ADDED = {
        """
        CREATE TABLE IF NOT EXISTS saved_query(name TEXT PRIMARY KEY, text TEXT NOT NULL, saved TEXT NOT NULL,
         actor TEXT NOT NULL, total INTEGER NOT NULL, result_hash TEXT NOT NULL, ids BLOB NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS conclusion(control TEXT PRIMARY KEY, result TEXT NOT NULL, reason TEXT NOT NULL,
         actor TEXT NOT NULL, at TEXT NOT NULL, computed TEXT NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS note(number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
         subject TEXT NOT NULL, anchor TEXT NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL, actor TEXT NOT NULL,
         at TEXT NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS evidence(number INTEGER PRIMARY KEY AUTOINCREMENT, control TEXT NOT NULL,
         kind TEXT NOT NULL, reference TEXT NOT NULL, bearing TEXT NOT NULL, sha256 TEXT NOT NULL,
         size INTEGER NOT NULL,
         text TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS sample(name TEXT PRIMARY KEY, plan TEXT NOT NULL, population BLOB NOT NULL,
         actor TEXT NOT NULL, at TEXT NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS sample_item(sample TEXT NOT NULL, number INTEGER NOT NULL, event TEXT NOT NULL,
         place INTEGER NOT NULL, extra INTEGER NOT NULL, hits INTEGER NOT NULL, result TEXT NOT NULL,
         note TEXT NOT NULL,
         actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(sample, number)) WITHOUT ROWID""",
        """
        CREATE TABLE IF NOT EXISTS piece(of_source INTEGER NOT NULL, of_record INTEGER NOT NULL,
         of_ordinal INTEGER NOT NULL, source INTEGER NOT NULL, record INTEGER NOT NULL, ordinal INTEGER NOT NULL,
         PRIMARY KEY(of_source, of_record, of_ordinal, source, record, ordinal)) WITHOUT ROWID""",
    };

    private Schema() {
    }

    /** Makes tables that are not there, unless for reading only. Writes collect in transactions from then on. */
    static void prepare(Connection db, boolean readOnly, Path file) throws SQLException, IOException {
        try (Statement s = db.createStatement()) {
            int version;
            try (ResultSet r = s.executeQuery("PRAGMA user_version")) {
                version = r.next() ? r.getInt(1) : 0;
            }
            if (version > VERSION) {
                throw new IOException(file + " was written by a newer version of Tracebinder (shape " + version
                        + ", this version knows " + VERSION + "). Open it with that version.");
            }
            if (version == 0 && readOnly) {
                throw new IOException(file + " is not a binder database");
            }
            if (version == 0) {
                for (String sql : TABLES) {
                    s.execute(sql);
                }
            }
            if (!readOnly) {
                for (String sql : ADDED) {
                    s.execute(sql);
                }
            }
        }
        db.setAutoCommit(false);
    }
}
