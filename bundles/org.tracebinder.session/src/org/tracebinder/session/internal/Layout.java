// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.nio.file.Path;
import org.tracebinder.core.Hash;
import org.tracebinder.vault.BinderStore;

/**
 * Where things are inside a binder.
 *
 * @param folder the binder
 */
public record Layout(Path folder) {

    /** @return the database */
    public Path database() {
        return folder.resolve(BinderStore.FILE);
    }

    /** @return checks of the auditor's own, when there are any */
    public Path checks() {
        return folder.resolve("checks");
    }

    /** @return catalogues of the auditor's own, when there are any */
    public Path catalogs() {
        return folder.resolve("catalogs");
    }

    /** @return what the auditor filled in for the scorecard, when that was done */
    public Path scorecard() {
        return folder.resolve("scorecard.json");
    }

    /** @return the document of that digest that was attached to a control, as it came */
    public Path document(Hash sha256) {
        return documents().resolve(sha256.toString());
    }

    /** @return documents that were attached to controls */
    public Path documents() {
        return folder.resolve("documents");
    }

    /** @return held by the one process that writes */
    public Path lock() {
        return folder.resolve("lock");
    }

    /** @return what masked packs make their pseudonyms and salts of; never exported */
    public Path redactionSecret() {
        return folder.resolve("redaction.secret");
    }

    /** @return originals and record tables */
    public Path vault() {
        return folder.resolve("vault");
    }

    /** @return files that are not whole yet; emptied when a writer opens the binder */
    public Path partial() {
        return vault().resolve("partial");
    }

    /** @return a second index that the first is compared with, while that lasts */
    public Path comparing() {
        return folder.resolve("index").resolve("compare");
    }

    /** @return the Lucene index, derived */
    public Path index() {
        return folder.resolve("index").resolve("lucene");
    }

    /** @return keys of records and events, derived */
    public Path keys() {
        return folder.resolve("index").resolve("keys");
    }

    /** @return keys that are made again, until they are whole */
    public Path newKeys() {
        return folder.resolve("index").resolve("keys.new");
    }

    /** @return content of that digest, as zstd frames */
    public Path content(Hash sha256) {
        return vault().resolve(sha256 + ".zst");
    }

    /** @return a compressed original or archive of that digest, as it came */
    public Path original(Hash sha256) {
        return vault().resolve(sha256 + ".original");
    }

    /** @return the record table of the source */
    public Path records(int source) {
        return vault().resolve("S" + source + ".records");
    }
}
