// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.ui.internal.Messages;

/** Asks for an order that no column of the table gives: by long texts and by what a source says beside the fields. */
final class SortDialog {

    private SortDialog() {
    }

    /** @return the order, or empty when the person gave up */
    static Optional<Sort> ask(Shell parent, Sort now) {
        String name = now.field() == null ? "relevance" : now.field().id();
        InputDialog dialog = new InputDialog(parent, FollowWords.Sort_title, FollowWords.Sort_ask,
                (now.descending() && now.field() != null ? "-" : "") + name,
                text -> read(text).isPresent() ? null : Messages.bind(FollowWords.Sort_unknown, text.strip()));
        return dialog.open() == Window.OK ? read(dialog.getValue()) : Optional.empty();
    }

    /** @return the order that the words name, as the command line knows them */
    static Optional<Sort> read(String text) {
        String words = text.strip();
        boolean descending = words.startsWith("-");
        String name = descending ? words.substring(1) : words;
        if (name.equals("relevance")) {
            return Optional.of(new Sort(null, true));
        }
        Optional<Field<?>> field = Sort.named(name);
        return field.map(f -> new Sort(f, descending));
    }
}
