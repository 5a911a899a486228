// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;

/**
 * What goes into a pack, in one state of the binder: two calls of a method give the same answer. JSON values are maps
 * with text keys, lists, text, booleans, numbers and null. Called from one thread.
 */
public interface PackContent {

    /** Takes records. */
    @FunctionalInterface
    interface RecordSink {
        /**
         * @param item the next record
         * @throws IOException          when the pack can't be written
         * @throws TracebinderException when the record does not fit its proof
         */
        void accept(PackRecord item) throws IOException, TracebinderException;
    }

    /** Takes entries of the custody ledger. */
    @FunctionalInterface
    interface EntrySink {
        /**
         * @param entry the next entry
         * @throws IOException          when the pack can't be written
         * @throws TracebinderException when the entry breaks the chain
         */
        void accept(Map<String, Object> entry) throws IOException, TracebinderException;
    }

    /**
     * Facts of the engagement. {@code id} is there and names pack and folder; shown in the report where given:
     * {@code name}, {@code client}, {@code packNumber}, {@code asOf}, {@code product}.
     *
     * @return JSON object
     */
    Map<String, Object> engagement();

    /**
     * All sources of the binder. Always there: {@code id} ({@code S1}), {@code path}, {@code bytes}, {@code sha256},
     * {@code format}, {@code records} ({@code read accepted quarantined duplicate}), {@code treeSize} and
     * {@code merkleRoot}; shown where given: {@code formatLabel}, {@code firstTime}, {@code lastTime}, {@code events},
     * {@code warnings} (list of text).
     *
     * @return JSON objects, by number
     */
    List<Map<String, Object>> sources();

    /**
     * Calls for each exported record, sorted by source and record number, each once.
     *
     * @throws IOException          from the store or the sink
     * @throws TracebinderException from the store or the sink
     */
    void forEachRecord(RecordSink sink) throws IOException, TracebinderException;

    /**
     * @param source   number of the source
     * @param index    of the leaf, from 0
     * @param treeSize of the source's tree
     * @return the audit path of RFC 9162, 2.1.3.1
     * @throws IOException when the store can't be read
     */
    List<Hash> inclusion(int source, long index, long treeSize) throws IOException;

    /**
     * An import.
     *
     * @param entry   number of its entry in the custody ledger
     * @param sources how many sources the binder had after it
     */
    record Stage(long entry, int sources) {
    }

    /** @return the imports in their order; the last one ends with all sources; empty when they are not known */
    default List<Stage> stages() {
        return List.of();
    }

    /**
     * Proofs that a later import only appended: {@code source size1 size2 root1 root2 path}.
     *
     * @return JSON objects; empty when every source came in one piece
     */
    default List<Map<String, Object>> consistency() {
        return List.of();
    }

    /**
     * Calls for each entry of the custody ledger in order:
     * {@code seq time actor act subject count previous hash}, the hash being SHA-256 over the canonical JSON of the
     * entry without {@code hash}.
     *
     * @throws IOException          from the store or the sink
     * @throws TracebinderException from the sink
     */
    void forEachCustodyEntry(EntrySink sink) throws IOException, TracebinderException;

    /** @return the saved queries and those that the pack was made by */
    List<PackQuery> queries();

    /**
     * Results of checks: {@code id result summary query population supporting contrary records traces}; also shown:
     * {@code title}, {@code advice}.
     *
     * @return JSON objects
     */
    List<Map<String, Object>> checks();

    /**
     * Results per catalogue: {@code catalog version asOf controls totals}, shown too: {@code title}; each control
     * {@code id ref title status result checks cannotShow}, and where known {@code supporting contrary records
     * contraryRecords obligation appliesFrom basis binds evidenceHints accountable evidence conclusion}. The
     * {@code evidence} tells of the kinds in {@code cannotShow}: {@code kind description fromLogs} (yes, partial or no)
     * and, where given, {@code ask}. {@code related} names controls of other catalogues:
     * {@code id relation confidence}, and {@code catalog ref} where the catalogue is here. The {@code conclusion} is
     * the auditor's own: {@code result reason by at}.
     *
     * @return JSON objects
     */
    List<Map<String, Object>> assessments();

    /** @return the exact catalogue files used, by file name such as {@code eu-ai-act.json} */
    Map<String, byte[]> catalogs();

    /** @return names in {@link #catalogs} of files that the auditor wrote; a masked pack masks them, too */
    default Set<String> ownCatalogs() {
        return Set.of();
    }

    /** @return findings and notes of the auditor: {@code title text by time records}; empty when there are none */
    default List<Map<String, Object>> findings() {
        return List.of();
    }

    /**
     * Samples. Always there: {@code name method field seed confidence tolerable expected size items population
     * populationHash units strata selection evaluation}; rates are text. Each of the {@code strata} has
     * {@code value count drawn}, each item of the {@code selection} {@code number event place extra hits result}, where
     * the result is {@code conforms}, {@code exception}, {@code not-tested} or {@code open}; the {@code evaluation} has
     * {@code drawn conforms exceptions notTested open basis upperLimit reached}. Shown too:
     * {@code purpose query by at}, and {@code note by at} of an item.
     *
     * @return JSON objects; empty when there are none
     */
    default List<Map<String, Object>> samples() {
        return List.of();
    }

    /** Takes lines. */
    @FunctionalInterface
    interface LineSink {
        /**
         * @param line ASCII, without its end
         * @throws IOException when the pack can't be written
         */
        void accept(String line) throws IOException;
    }

    /**
     * Calls for each item of the population of a sample, in order: its id, with a tabulator and its number where it has
     * one.
     *
     * @param sample place in {@link #samples}
     * @throws IOException from the store or the sink
     */
    default void forEachOfPopulation(int sample, LineSink sink) throws IOException {
        throw new IOException("there is no sample");
    }

    /**
     * Documents that were attached to controls: {@code id} ({@code D4}), {@code name}, {@code control},
     * {@code bearing}, {@code sha256}, {@code size}; shown too: {@code text by at}. With {@code leftOut} ({@code gone}
     * or {@code changed}) the content is not asked for.
     *
     * @return JSON objects; empty when there are none
     */
    default List<Map<String, Object>> documents() {
        return List.of();
    }

    /**
     * @param id of a document
     * @return its content; the caller closes it
     * @throws IOException when it can't be read
     */
    default InputStream document(String id) throws IOException {
        throw new IOException("there is no document " + id);
    }

    /**
     * @param language of the report
     * @return how to say the facts of this pack in it
     */
    default PackSpeech speech(Locale language) {
        return PackSpeech.ENGLISH;
    }

    /**
     * Words for the report where given: {@code title}, {@code preparedBy}, {@code reviewedBy}, {@code scope},
     * {@code methods}, {@code limits}.
     *
     * @return plain text by key
     */
    Map<String, String> report();
}
