// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;

/**
 * Digests of rows of the binder's database, so that the ledger can tell of them. Each row is one line: a canonical JSON
 * array (RFC 8785) of its values as text in the order of the columns, null where there is none, for bytes their
 * SHA-256. The lines stand in the order of the table's key.
 */
public final class RowDigests {

    /** Tables with rows of a source, and the order of their rows. */
    private static final Map<String, String> TABLES = tables();
    private static final String FACTS = "number, path, bytes, sha256, content_sha256, compression, outside, modified,"
            + " format, format_label, confidence, why, container, imported_at, content_bytes, record_bytes,"
            + " framing_bytes, quarantined_bytes, read, accepted, quarantined, duplicate, repeated, first_time,"
            + " last_time, merkle_root, envelope";

    private final BinderStore store;

    /** @param store the open database */
    public RowDigests(BinderStore store) {
        this.store = store;
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("quarantine", "source, record");
        tables.put("duplicate", "source, record");
        tables.put("conflict", "source, record, ordinal");
        tables.put("piece", "of_source, of_record, of_ordinal, source, record, ordinal");
        return tables;
    }

    /**
     * @param rows   how many
     * @param sha256 over their lines
     */
    public record Digest(long rows, Hash sha256) {
    }

    /** @return by name of the table, the digest of its rows of the source; without tables that have none */
    public Map<String, String> of(int source) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            Digest digest = of(source, table.getKey());
            if (digest.rows() > 0) {
                all.put(table.getKey(), digest.sha256().toString());
            }
        }
        return all;
    }

    /** @return the digest of the rows of one of the tables */
    private Digest of(int source, String table) throws IOException {
        boolean[] there = {false};
        synchronized (store) {
            // a binder of an older version that is open for reading only lacks tables that came later
            store.query("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", r -> there[0] = true, table);
            return there[0] ? digest("SELECT * FROM " + table + " WHERE source=? ORDER BY " + TABLES.get(table), source)
                    : new Digest(0, Hash.of(new byte[0]));
        }
    }

    /** @return the digest of what stands of the source itself, but for counts that a later act may put right */
    public String facts(int source) throws IOException {
        synchronized (store) {
            return digest("SELECT " + FACTS + " FROM source WHERE number=?", source).sha256().toString();
        }
    }

    /** @return the digest of warnings, but for those of an index that was made again */
    public Digest warnings(List<String> but) throws IOException {
        String places = "?,".repeat(but.size()) + "''";
        synchronized (store) {
            return digest("SELECT source, code, text FROM warning WHERE code NOT IN (" + places
                    + ") ORDER BY source, code, text, rowid", but.toArray());
        }
    }

    private Digest digest(String sql, Object... values) throws IOException {
        MessageDigest digest = Hash.newDigest();
        long[] rows = new long[1];
        store.query(sql, r -> {
            rows[0]++;
            digest.update(line(r).getBytes(StandardCharsets.UTF_8));
        }, values);
        return new Digest(rows[0], Hash.wrap(digest.digest()));
    }

    private static String line(ResultSet row) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        List<Object> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            Object value = row.getObject(i);
            values.add(value == null ? null : value instanceof byte[] bytes ? Hash.of(bytes).toString()
                    : value.toString());
        }
        return CanonicalJson.text(values) + "\n";
    }
}
