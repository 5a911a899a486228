// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.util.List;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.IViewDescriptor;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;

/** Short pages on each task, found by a filter; from each page its parts and commands are one key away. */
public final class HelpView extends ViewPart {

    private static final String PREFIX = "org.tracebinder.ui.";

    private final List<HelpPage> pages = HelpPage.all();
    private Text filter;
    private Table titles;
    private StyledText text;
    private Link links;
    private Palette palette;
    private String topic = "";
    private List<String> result = List.of();

    @Override
    public void createPartControl(Composite parent) {
        GridLayoutFactory.fillDefaults().margins(6, 6).spacing(6, 6).applyTo(parent);
        filter = new Text(parent, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.Help_filter);
        filter.setToolTipText(Messages.Help_filter);
        Names.set(filter, Messages.Help_filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        filter.addListener(SWT.Modify, e -> fill());
        SashForm sash = new SashForm(parent, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        titles = Trees.table(sash, Messages.Help_pages, SWT.NONE,
                List.of(new Trees.Col(Messages.Help_pages, 320, false)));
        titles.setHeaderVisible(false);
        titles.addListener(SWT.Selection, e -> {
            topic = "";
            result = List.of();
            show();
        });
        text = new StyledText(sash, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        ScrollBars.keep(text);
        text.setMargins(10, 6, 10, 6);
        Names.set(text, Messages.Help_title);
        sash.setWeights(26, 74);
        links = new Link(parent, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(links);
        links.addListener(SWT.Selection, e -> open(e.text));
        Palettes.follow(parent, p -> {
            palette = p;
            titles.setBackground(p.background());
            titles.setForeground(p.foreground());
            text.setBackground(p.background());
            text.setForeground(p.foreground());
            show();
        });
        fill();
    }

    @Override
    public void setFocus() {
        filter.setFocus();
    }

    /**
     * Shows the page of a part, with the part's own words above it.
     *
     * @param part last word of its id
     */
    public void about(String part) {
        filter.setText("");
        topic = part;
        result = List.of();
        select(HelpPage.of(topic));
    }

    /**
     * Shows a page with a result above it; does nothing when this part was closed.
     *
     * @param page  its id
     * @param lines what came out, written as the lines of a page
     */
    void report(String page, List<String> lines) {
        if (!text.isDisposed()) {
            filter.setText("");
            topic = "";
            result = lines;
            select(page);
        }
    }

    private void fill() {
        Object before = titles.getSelectionCount() == 0 ? null : titles.getSelection()[0].getData();
        titles.removeAll();
        for (HelpPage page : pages) {
            if (page.holds(filter.getText())) {
                TableItem item = new TableItem(titles, SWT.NONE);
                item.setText(page.title());
                item.setData(page);
            }
        }
        select(before instanceof HelpPage page ? page.id() : "");
    }

    private void select(String id) {
        for (int i = 0; i < titles.getItemCount(); i++) {
            if (i == 0 || ((HelpPage) titles.getItem(i).getData()).id().equals(id)) {
                titles.setSelection(i);
            }
        }
        show();
    }

    private void show() {
        HelpText page = new HelpText(palette);
        if (titles.getSelectionCount() == 0) {
            page.add(Messages.Help_nothing);
            page.show(text);
            links.setText("");
            return;
        }
        HelpPage chosen = (HelpPage) titles.getSelection()[0].getData();
        page.title(chosen.title());
        result.forEach(page::add);
        String own = topic.isEmpty() ? "" : FieldLabels.word("help." + topic, "");
        own.lines().filter(l -> !l.isBlank()).forEach(page::add);
        if (!own.isEmpty() || !result.isEmpty()) {
            page.add("## " + Messages.Help_task);
        }
        chosen.lines().forEach(page::add);
        page.show(text);
        StringBuilder words = new StringBuilder();
        for (String link : chosen.links()) {
            words.append(words.isEmpty() ? "" : "    ").append("<a href=\"").append(link).append("\">")
                    .append(label(link).replace("&", "&&")).append("</a>");
        }
        links.setText(words.toString());
        Names.set(links, Messages.Help_links);
        links.getParent().layout();
    }

    private String label(String link) {
        String id = PREFIX + link.substring(link.indexOf(':') + 1);
        if (link.startsWith("part:")) {
            IViewDescriptor part = PlatformUI.getWorkbench().getViewRegistry().find(id);
            return part == null ? id : part.getLabel();
        }
        try {
            return getSite().getService(ICommandService.class).getCommand(id).getName();
        } catch (NotDefinedException e) {
            Log.warn("Help names a command that is not there: " + id, e);
            return id;
        }
    }

    private void open(String link) {
        String id = PREFIX + link.substring(link.indexOf(':') + 1);
        if (link.startsWith("part:")) {
            Perspectives.activate(getSite().getPage(), id);
        } else {
            Commands.run(getSite(), id);
        }
    }
}
