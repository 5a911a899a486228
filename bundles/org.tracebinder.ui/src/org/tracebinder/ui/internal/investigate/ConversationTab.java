// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.session.Snippets;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.MarkBar;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;

/** What was said: to the model and by it. Says why where there are no words. */
final class ConversationTab implements DetailTab {

    /** Characters of one message that are shown; the rest stands in the raw bytes. */
    private static final int MOST = 200_000;

    private static final int MOST_TURNS = 200;

    /** Characters that are looked through for found words; more would be felt. */
    private static final int LOOKED_THROUGH = 2_000_000;

    private final ValueMenu values;
    private StyledText text;
    private MarkBar bar;
    /** First character and length of each found word. */
    private final List<Point> found = new ArrayList<>();
    private Snippets looked = new Snippets("");
    private int room;
    private Palette palette;
    private Detail detail;
    private final StringBuilder words = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();

    ConversationTab(ValueMenu values) {
        this.values = values;
    }

    @Override
    public String title() {
        return Messages.Conversation_title;
    }

    @Override
    public Control create(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        text = new StyledText(page, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        ScrollBars.keep(text);
        text.setMargins(12, 8, 12, 8);
        text.setLineSpacing(2);
        Names.set(text, Messages.Conversation_title);
        values.on(text, () -> detail == null ? null : detail.id());
        bar = new MarkBar(page, text);
        bar.moveAbove(text);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
        return page;
    }

    @Override
    public void setPalette(Palette colours) {
        palette = colours;
        text.setBackground(colours.background());
        text.setForeground(colours.foreground());
        if (detail != null) {
            show(detail);
        }
    }

    @Override
    public void show(Detail selected) {
        detail = selected;
        words.setLength(0);
        styles.clear();
        found.clear();
        looked = new Snippets(selected.query());
        room = LOOKED_THROUGH;
        Event e = selected.event();
        state(e);
        decisions(e);
        personalData(e);
        e.input().forEach(m -> turn(m, Fields.PROMPT));
        e.output().forEach(m -> turn(m, Fields.ANSWER));
        if (e.input().isEmpty() && e.output().isEmpty() && e.otherText() != null && e.review() == null) {
            heading(Messages.Conversation_text, palette.muted());
            body(e.otherText(), Fields.OTHER_TEXT);
        }
        lineage(e.lineage());
        evaluation(e.evaluation());
        if (words.isEmpty()) {
            styled(Messages.Conversation_none, palette.muted(), SWT.NORMAL);
        }
        if (e.error() != null) {
            heading(Messages.Conversation_error, palette.bad());
            body(e.error(), Fields.OTHER_TEXT);
        }
        render();
    }

    @Override
    public void show(Detail selected, Optional<TraceView> trace, String why) {
        Event e = selected.event();
        if (!e.input().isEmpty() || !e.output().isEmpty() || trace.isEmpty() || trace.get().conversation().isEmpty()) {
            return;
        }
        // An event without words of its own is read in the light of what was said in its trace.
        words.append('\n');
        heading(Messages.Conversation_trace, palette.muted());
        words.append('\n');
        trace.get().conversation().stream().limit(MOST_TURNS).forEach(t -> turn(t.message(),
                t.given() ? Fields.PROMPT : Fields.ANSWER));
        render();
    }

    private void render() {
        text.setText(words.toString());
        text.setStyleRanges(styles.toArray(StyleRange[]::new));
        text.setTopPixel(0);
        bar.found(found.size(), found::get, i -> text.getTextRange(found.get(i).x, found.get(i).y),
                found.size() < Detail.MOST_MARKS && room >= 0 ? "" : Messages.Raw_more);
    }

    private void decisions(Event e) {
        for (PolicyDecision d : e.decisions()) {
            Color colour = "deny".equals(d.action()) ? palette.bad()
                    : "allow".equals(d.action()) ? palette.good() : palette.warning();
            styled(Messages.bind(Messages.Conversation_decision, d.action()), colour, SWT.BOLD);
            words.append(Stream.of(d.engine(), d.policy(), d.revision()).filter(Objects::nonNull)
                    .collect(Collectors.joining("  ", "   ", "\n")));
            d.reasons().forEach(r -> words.append("\u2013 ").append(r).append('\n'));
        }
        if (e.review() != null) {
            styled(Messages.bind(Messages.Conversation_review, String.valueOf(e.review().value())), palette.accent(),
                    SWT.BOLD);
            words.append(Stream.of(FieldLabels.word("by." + e.review().by(), e.review().by()), e.review().who(),
                    e.review().comment()).filter(Objects::nonNull).collect(Collectors.joining("  ", "   ", "\n")));
        }
        if (!e.decisions().isEmpty() || e.review() != null) {
            words.append('\n');
        }
    }

    private void lineage(LineageFact fact) {
        if (fact == null) {
            return;
        }
        heading(fact.job() == null ? Messages.Conversation_dataset
                : Messages.bind(Messages.Conversation_job, fact.job(),
                fact.state() == null ? "" : fact.state()), palette.accent());
        things(Messages.Conversation_reads, fact.inputs());
        things(Messages.Conversation_writes, fact.outputs());
    }

    private void things(String what, List<LineageFact.Dataset> things) {
        for (LineageFact.Dataset thing : things) {
            words.append(what).append("  ").append(thing.name());
            words.append(thing.version() == null ? "" : "  @" + thing.version());
            words.append(thing.namespace() == null ? "" : "  (" + thing.namespace() + ")").append('\n');
        }
    }

    private void evaluation(Evaluation test) {
        if (test == null) {
            return;
        }
        Boolean passed = test.passed();
        Color colour = passed == null ? palette.muted() : passed ? palette.good() : palette.bad();
        String outcome = passed == null ? Messages.Conversation_noVerdict
                : passed ? Messages.Facts_passed : Messages.Facts_notPassed;
        words.append('\n');
        styled(Messages.bind(Messages.Conversation_evaluation, outcome), colour, SWT.BOLD);
        words.append(Stream.of(test.suite(), test.test(), test.model(), test.version(), test.attack())
                .filter(Objects::nonNull).collect(Collectors.joining("  ", "   ", "\n")));
    }

    private void state(Event e) {
        ContentState state = e.content();
        boolean expected = e.kind() == EventKind.INFERENCE || e.kind() == EventKind.AGENT
                || state != ContentState.NOT_RECORDED;
        if (state != ContentState.PRESENT && expected) {
            Color colour = state == ContentState.NOT_RECORDED ? palette.muted() : palette.warning();
            styled(FieldLabels.word("content." + state.name(), state.name()) + "\n\n", colour, SWT.NORMAL);
        }
    }

    private void personalData(Event e) {
        for (PersonalData data : e.personalData()) {
            String line = Messages.bind(data.declared() ? Messages.Conversation_declared : Messages.Conversation_clear,
                    data.kind(), data.count());
            styled(line + "\n", data.declared() ? palette.muted() : palette.bad(), SWT.BOLD);
        }
        if (!e.personalData().isEmpty()) {
            words.append('\n');
        }
    }

    private void turn(Message message, Field<String> field) {
        Color colour = switch (message.role()) {
            case "assistant" -> palette.accent();
            case "user" -> palette.good();
            default -> palette.muted();
        };
        heading(FieldLabels.word("role." + message.role(), message.role()), colour);
        body(message.text(), field);
    }

    private void heading(String what, Color colour) {
        styled(what + "\n", colour, SWT.BOLD);
    }

    private void body(String what, Field<String> field) {
        mark(what.length() > MOST ? what.substring(0, MOST) : what, field);
        words.append(what.length() > MOST ? what.substring(0, MOST) + "\n" + Messages.Conversation_cut : what)
                .append("\n\n");
    }

    private void mark(String shown, Field<String> field) {
        room -= shown.length();
        int left = Detail.MOST_MARKS - found.size();
        for (Snippets.Mark m : left <= 0 || room < 0 ? List.<Snippets.Mark>of() : looked.marks(field, shown, left)) {
            found.add(new Point(words.length() + m.from(), m.to() - m.from()));
            styles.add(MarkBar.style(words.length() + m.from(), m.to() - m.from(), palette));
        }
    }

    private void styled(String what, Color colour, int style) {
        styles.add(new StyleRange(words.length(), what.length(), colour, null, style));
        words.append(what);
    }
}
