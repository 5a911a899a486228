// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import org.tracebinder.ingest.Beside;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Preamble;
import org.tracebinder.vault.BinderStore;

/** What is said of parts of a file that are read as no records, though they are more than framing. */
final class AroundRecords {

    private static final int MOST_QUOTED = 400;

    private AroundRecords() {
    }

    /** @return a warning of objects beside the records */
    static BinderStore.Warning beside(int source, String name, Beside b) {
        if (b.alike()) {
            return new BinderStore.Warning(source, "import.beside", name + ": beside the records, at " + b.pointer()
                    + ", stands what looks like records and is in no list of them (" + b.objects() + ", together "
                    + b.bytes() + " bytes): alone, in a list of lists, or as text. It is read as none; the file keeps"
                    + " it.");
        }
        return new BinderStore.Warning(source, "import.beside", name
                + ": beside the records, at " + b.pointer() + ", stand objects that tell a time or an error ("
                + b.objects() + ", together " + b.bytes() + " bytes). They do not look like the records and are"
                + " read as none; the file keeps them.");
    }

    /** @return a warning of zeros that fill up a packed file */
    static BinderStore.Warning padding(int source, String name, long zeros) {
        return new BinderStore.Warning(source, "import.padding", name + ": " + zeros + " zero bytes behind its packed"
                + " bytes fill it up, as tapes and blocks of disks do; they hold nothing. The file is kept with them.");
    }

    /** @return a warning that quotes the lines of text before the header of a table */
    static BinderStore.Warning before(int source, String name, Head whole, Head table) {
        String text = Preamble.text(whole, table);
        String quoted = text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "...";
        return new BinderStore.Warning(source, "import.preamble", name + (table.before() == 1
                ? ": 1 line before the header of its table is text and read as no record; the file keeps it: '"
                : ": " + table.before() + " lines before the header of its table are text and read as no records; the"
                + " file keeps them: '") + quoted + "'.");
    }
}
