// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

/** Ids of views, perspectives and commands, as in plugin.xml. */
public final class Parts {

    /** Tasks for somebody who has no binder open. */
    public static final String START = "org.tracebinder.ui.start";
    /** Query bar, histogram and table. */
    public static final String RESULTS = "org.tracebinder.ui.results";
    /** Values and their counts. */
    public static final String FACETS = "org.tracebinder.ui.facets";
    /** One event: conversation, facts, policy, lineage, bytes. */
    public static final String DETAIL = "org.tracebinder.ui.detail";
    /** Running import, then its reconciliation. */
    public static final String IMPORT = "org.tracebinder.ui.import";
    /** Sources with their totals. */
    public static final String SOURCES = "org.tracebinder.ui.sources";
    /** Bad records with their bytes. */
    public static final String QUARANTINE = "org.tracebinder.ui.quarantine";
    /** Everything that was done to the binder. */
    public static final String LEDGER = "org.tracebinder.ui.ledger";
    /** Coverage of the sources over time. */
    public static final String COVERAGE = "org.tracebinder.ui.coverage";
    /** A written or verified evidence pack. */
    public static final String PACK = "org.tracebinder.ui.pack";
    /** Catalogues with results. */
    public static final String CATALOGS = "org.tracebinder.ui.catalogs";
    /** One control. */
    public static final String CONTROL = "org.tracebinder.ui.control";
    /** Readiness on one page. */
    public static final String SCORECARD = "org.tracebinder.ui.scorecard";
    /** Samples and their items. */
    public static final String SAMPLES = "org.tracebinder.ui.samples";
    /** What to ask the client for. */
    public static final String REQUESTS = "org.tracebinder.ui.requests";

    /** Help pages. */
    public static final String HELP = "org.tracebinder.ui.helpPages";
    /** The steps of an audit. */
    public static final String FIRST_AUDIT = "org.tracebinder.ui.firstAudit";
    /** All notes. */
    public static final String NOTES = "org.tracebinder.ui.notes";

    /** Queries that are kept. */
    public static final String SAVED = "org.tracebinder.ui.savedQueries";
    /** Two events side by side. */
    public static final String COMPARE = "org.tracebinder.ui.compare";
    /** Two trails held against each other. */
    public static final String RECONCILE = "org.tracebinder.ui.reconcile";

    /** What calls cost, beside what is claimed. */
    public static final String COSTS = "org.tracebinder.ui.costs";

    /** Perspective without a binder. */
    public static final String PERSPECTIVE_START = "org.tracebinder.rcp.start";
    /** Perspective to search and read. */
    public static final String PERSPECTIVE_INVESTIGATE = "org.tracebinder.rcp.investigate";
    /** Perspective of sources, quarantine and ledger. */
    public static final String PERSPECTIVE_CUSTODY = "org.tracebinder.rcp.custody";
    /** Perspective of catalogues and checks. */
    public static final String PERSPECTIVE_ASSESS = "org.tracebinder.rcp.assess";

    /** Opens a binder. */
    public static final String COMMAND_OPEN = "org.tracebinder.ui.openBinder";
    /** Makes a new binder. */
    public static final String COMMAND_NEW = "org.tracebinder.ui.newBinder";
    /** Makes and opens the sample binder. */
    public static final String COMMAND_SAMPLE = "org.tracebinder.ui.openSample";
    /** Imports files. */
    public static final String COMMAND_IMPORT = "org.tracebinder.ui.importFiles";
    /** Puts the keyboard into the query bar. */
    public static final String COMMAND_QUERY = "org.tracebinder.ui.focusQuery";
    /** Keeps the query with what it found. */
    public static final String COMMAND_SAVE_QUERY = "org.tracebinder.ui.saveQuery";
    /** Compares the two selected events. */
    public static final String COMMAND_COMPARE = "org.tracebinder.ui.compareEvents";
    /** Writes all found events to a CSV file. */
    public static final String COMMAND_CSV = "org.tracebinder.ui.saveCsv";
    /** Puts the selected rows on the clipboard as CSV. */
    public static final String COMMAND_COPY_CSV = "org.tracebinder.ui.copyCsv";
    /** Asks for the order of the events. */
    public static final String COMMAND_SORT = "org.tracebinder.ui.sortBy";
    /** Shows all events of the same trace. */
    public static final String COMMAND_TRACE = "org.tracebinder.ui.wholeTrace";
    /** Puts the keyboard into the field for a note. */
    public static final String COMMAND_NOTE = "org.tracebinder.ui.writeNote";
    /** Closes the binder. */
    public static final String COMMAND_CLOSE = "org.tracebinder.ui.closeBinder";
    /** Writes an evidence pack. */
    public static final String COMMAND_EXPORT = "org.tracebinder.ui.exportPack";
    /** Verifies an evidence pack. */
    public static final String COMMAND_VERIFY = "org.tracebinder.ui.verifyPack";
    /** Shows the help page of the active part. */
    public static final String COMMAND_HELP = "org.tracebinder.ui.help";
    /** Shows the steps of an audit. */
    public static final String COMMAND_FIRST_AUDIT = "org.tracebinder.ui.firstAudit";
    /** Shows which network sockets are open. */
    public static final String COMMAND_NETWORK = "org.tracebinder.ui.network";
    /** Runs the checks once more. */
    public static final String COMMAND_ASSESS = "org.tracebinder.ui.assess";
    /** Says which system is audited, and on which day. */
    public static final String COMMAND_PROFILE = "org.tracebinder.ui.profile";
    /** Keeps what an auditor concludes about the selected control. */
    public static final String COMMAND_CONCLUDE = "org.tracebinder.ui.conclude";
    /** Attaches an event, a query or a document to a control. */
    public static final String COMMAND_ATTACH = "org.tracebinder.ui.attachEvidence";

    private Parts() {
    }
}
