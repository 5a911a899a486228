// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.custom.VerifyKeyListener;
import org.eclipse.swt.events.VerifyEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;

/**
 * One line for a query: field names in colour, completion with Ctrl+Space and after a colon, earlier queries with
 * Alt+Up and
 * Alt+Down, a mark under the character where a query went wrong and the reason below. Enter runs the query.
 */
public final class QueryField extends Composite {

    private static final Pattern FIELD =
            Pattern.compile("\"[^\"]*\"?|(?<![\\w.:])([A-Za-z][\\w.]*):|\\b(AND|OR|NOT|TO)\\b");

    private final StyledText text;
    private final Label problem;
    private final QueryHistory history;
    private final QueryProposals proposals;
    private Palette palette;
    private Consumer<String> run = q -> { };
    private int wrongAt = -1;
    private boolean listUsed;

    /**
     * @param parent     of the field
     * @param completion what can be written next
     * @param history    earlier queries; a query that is run is added
     */
    public QueryField(Composite parent, QueryCompletion completion, QueryHistory history) {
        super(parent, SWT.NONE);
        this.history = history;
        palette = Palette.fitting(parent.getBackground());
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(this);
        text = new StyledText(this, SWT.SINGLE | SWT.BORDER);
        text.setMargins(8, 5, 8, 5);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        problem = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        proposals = proposals(completion);
        text.addVerifyKeyListener((VerifyKeyListener) this::key);
        text.addListener(SWT.Modify, e -> {
            wrongAt = -1;
            colour();
        });
        text.addListener(SWT.Traverse, this::traverse);
        text.addListener(SWT.FocusIn, e -> text.redraw());
        text.addListener(SWT.FocusOut, e -> text.redraw());
        text.addListener(SWT.Paint, this::hint);
        text.setData(Names.KEY, Messages.Query_name);
        text.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Messages.Query_name;
            }

            @Override
            public void getDescription(AccessibleEvent e) {
                e.result = problem.getVisible() ? problem.getText() : Messages.Query_hint;
            }
        });
        setPalette(palette);
    }

    /** @param listener gets the query when a person presses Enter */
    public void onRun(Consumer<String> listener) {
        run = listener;
    }

    /** @param listener gets what stands in the field after undo or redo changed it */
    public void onTakenBack(Consumer<String> listener) {
        text.addListener(TextUndo.TAKEN_BACK, e -> listener.accept(query()));
    }

    /** @return what stands in the field */
    public String query() {
        return text.getText().strip();
    }

    /** @param query put into the field; not run */
    public void setQuery(String query) {
        if (!text.getText().equals(query)) {
            text.setText(query);
            text.setCaretOffset(query.length());
        }
        showValid();
    }

    /** Runs what stands in the field, as Enter does. */
    public void runNow() {
        history.add(query());
        run.accept(query());
    }

    /**
     * Marks the character where the query went wrong.
     *
     * @param at     index of the character, from 0; may be just behind the end
     * @param reason what was expected
     */
    public void showError(int at, String reason) {
        wrongAt = Math.max(0, Math.min(at, text.getCharCount()));
        problem.setText(Messages.bind(Messages.Query_error, wrongAt + 1, reason).replace("&", "&&"));
        showProblem(true);
        colour();
        text.getAccessible().setFocus(ACC.CHILDID_SELF);
    }

    /** Takes the mark away. */
    public void showValid() {
        wrongAt = -1;
        showProblem(false);
        colour();
    }

    /** @return what is said about the query, empty when nothing is wrong */
    public String problem() {
        return problem.getVisible() ? problem.getText() : "";
    }

    /** @return index of the marked character, or -1 */
    public int problemAt() {
        return wrongAt;
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        palette = colours;
        text.setBackground(palette.background());
        text.setForeground(palette.foreground());
        Meaning.set(problem, palette.bad());
        colour();
    }

    /** @return the control a person types into */
    public StyledText control() {
        return text;
    }

    @Override
    public boolean setFocus() {
        text.selectAll();
        return text.setFocus();
    }

    private void key(VerifyEvent e) {
        if (proposals.isProposalPopupOpen()) {
            if (e.keyCode == SWT.ARROW_DOWN || e.keyCode == SWT.ARROW_UP) {
                listUsed = true;
            }
            if (listUsed || e.keyCode != SWT.CR && e.keyCode != SWT.KEYPAD_CR) {
                return;
            }
            // The list opened by itself and nobody looked at it: Enter means the query, not its first line.
            proposals.close();
        }
        listUsed = e.keyCode == SWT.SPACE && (e.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1;
        if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            e.doit = false;
            runNow();
        } else if ((e.stateMask & SWT.MODIFIER_MASK) == SWT.ALT && e.keyCode == SWT.ARROW_UP) {
            e.doit = false;
            putBack(history.older());
        } else if ((e.stateMask & SWT.MODIFIER_MASK) == SWT.ALT && e.keyCode == SWT.ARROW_DOWN) {
            e.doit = false;
            putBack(history.newer());
        }
    }

    private void putBack(String query) {
        if (query != null) {
            setQuery(query);
        }
    }

    /** Tab leaves the field: a query has no tabs, and the keyboard must not be caught here. */
    private void traverse(Event e) {
        if (e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            e.doit = true;
        }
    }

    private void hint(Event e) {
        if (text.getCharCount() == 0) {
            e.gc.setForeground(palette.muted());
            e.gc.setFont(text.getFont());
            e.gc.drawText(Messages.Query_hint, text.getLeftMargin() + (text.isFocusControl() ? 4 : 0),
                    text.getTopMargin(), true);
        }
    }

    private void colour() {
        String query = text.getText();
        text.setStyleRange(null);
        Matcher m = FIELD.matcher(query);
        while (m.find()) {
            int group = m.group(1) != null ? 1 : m.group(2) != null ? 2 : 0;
            text.setStyleRange(new StyleRange(m.start(group), m.end(group) - m.start(group),
                    group == 0 ? palette.good() : palette.accent(), null, group == 2 ? SWT.BOLD : SWT.NORMAL));
        }
        if (wrongAt >= 0 && !query.isEmpty()) {
            int at = Math.min(wrongAt, query.length() - 1);
            StyleRange wrong = new StyleRange(at, 1, palette.bad(), null, SWT.BOLD);
            wrong.underline = true;
            wrong.underlineStyle = SWT.UNDERLINE_ERROR;
            wrong.underlineColor = palette.bad();
            text.setStyleRange(wrong);
        }
    }

    private void showProblem(boolean show) {
        if (problem.getVisible() != show || show) {
            problem.setVisible(show);
            ((GridData) problem.getLayoutData()).exclude = !show;
            requestLayout();
        }
    }

    private QueryProposals proposals(QueryCompletion completion) {
        KeyStroke ctrlSpace = KeyStroke.getInstance(SWT.MOD1, SWT.SPACE);
        QueryProposals adapter = new QueryProposals(text, (contents, position) ->
                completion.complete(contents, position).stream().map(p -> (IContentProposal) new ContentProposal(
                        contents.substring(0, p.from()) + p.insert() + contents.substring(p.to()), p.label(),
                        p.description(), p.from() + p.insert().length())).toArray(IContentProposal[]::new),
                ctrlSpace);
        adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
        adapter.setPopupSize(new Point(420, 240));
        adapter.colour(() -> palette);
        return adapter;
    }
}
