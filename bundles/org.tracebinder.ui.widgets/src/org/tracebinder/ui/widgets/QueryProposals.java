// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.swt.custom.StyledText;

/** The completion list of the query field; can be closed from outside. Opens by a key, and by itself after a colon. */
final class QueryProposals extends ContentProposalAdapter {

    QueryProposals(StyledText text, IContentProposalProvider provider, KeyStroke key) {
        super(text, new QueryFieldContent(), provider, key, new char[] {':'});
    }

    void close() {
        closeProposalPopup();
    }
}
