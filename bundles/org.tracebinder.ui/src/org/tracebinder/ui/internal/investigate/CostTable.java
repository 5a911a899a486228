// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.CostReport.Claims;
import org.tracebinder.session.cost.CostReport.Group;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.EventTableCopy;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** The groups of a report, one a row, the total below them; sorted by any column. */
final class CostTable extends Composite {

    /** Digits behind the point, as the command line shows them; a smaller amount is shown with three that count. */
    private static final int DIGITS = 6;
    private static final int SMALLEST = 12;

    /** A column: its header, its name in files, and what of a group it shows: text, a count, an amount, or null. */
    private record Col(String label, String id, Function<Group, Comparable<?>> value) {
    }

    private final ValueMenu values;
    private final Consumer<Group> open;
    private List<Col> columns = List.of();
    private Table table;
    private Palette palette;
    private CostReport report;
    private int sorted = -1;
    private boolean falling;

    /** @param open gets the row that a person opens */
    CostTable(Composite parent, ValueMenu values, Consumer<Group> open) {
        super(parent, SWT.NONE);
        this.values = values;
        this.open = open;
        setLayout(new FillLayout());
    }

    void setPalette(Palette colours) {
        palette = colours;
        paint();
    }

    private void paint() {
        if (table != null && palette != null) {
            table.setBackground(palette.background());
            table.setForeground(palette.foreground());
        }
    }

    @Override
    public boolean setFocus() {
        return table != null && table.setFocus();
    }

    /** @return headers of the columns */
    List<String> labels() {
        return columns.stream().map(Col::label).toList();
    }

    /** Shows a report in its own order. */
    void show(CostReport shown) {
        report = shown;
        sorted = -1;
        List<Col> wanted = columns(shown);
        if (table == null || !wanted.stream().map(Col::label).toList().equals(labels())) {
            columns = wanted;
            make();
        }
        columns = wanted;
        table.setSortDirection(SWT.NONE);
        fill();
        for (int i = 0; i < columns.size(); i++) {
            Trees.widen(table, i, 300);
        }
    }

    private void make() {
        if (table != null) {
            table.dispose();
        }
        table = Trees.table(this, CostWords.Costs_title, SWT.NONE, columns.stream()
                .map(c -> new Trees.Col(c.label(), c == columns.get(0) ? 160 : 70, c != columns.get(0))).toList());
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            table.getColumn(i).addListener(SWT.Selection, e -> sort(at));
        }
        table.addListener(SWT.DefaultSelection, e -> {
            if (table.getSelectionCount() == 1) {
                open.accept((Group) table.getSelection()[0].getData());
            }
        });
        values.on(table, item -> new ValueMenu.Subject(value((Group) item.getData()), null));
        paint();
        layout();
    }

    private List<ValueMenu.Value> value(Group group) {
        return group.value() == null ? List.of() : List.of(new ValueMenu.Value(columns.get(0).label(), field(),
                group.value()));
    }

    /** @return id of the field that the groups are values of */
    String field() {
        return report.by().equals("day") ? "time" : report.by();
    }

    /** Sorts by a column, the largest first; once more turns the order round. */
    void sort(int column) {
        falling = sorted == column ? !falling : column > 0;
        sorted = column;
        table.setSortColumn(table.getColumn(column));
        table.setSortDirection(falling ? SWT.DOWN : SWT.UP);
        fill();
    }

    private List<Group> rows() {
        List<Group> rows = new ArrayList<>(report.groups());
        if (sorted >= 0) {
            Function<Group, Comparable<?>> value = columns.get(sorted).value();
            rows.sort((a, b) -> compare(value.apply(a), value.apply(b)));
        }
        rows.add(report.total());
        return rows;
    }

    /** What is not there comes last in either order. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the values of a column are all of one type
    private int compare(Comparable a, Comparable b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        Comparator<Comparable> order = Comparator.naturalOrder();
        return (falling ? order.reversed() : order).compare(a, b);
    }

    private void fill() {
        table.setRedraw(false);
        table.removeAll();
        for (Group group : rows()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(columns.stream().map(c -> cell(c, group)).toArray(String[]::new));
            item.setData(group);
        }
        table.setRedraw(true);
    }

    private String cell(Col column, Group group) {
        Object value = column.value().apply(group);
        if (column == columns.get(0)) {
            return group == report.total() ? CostWords.Costs_total : value == null ? CostWords.Costs_unsaid
                    : Formats.oneLine(value.toString());
        }
        return value == null ? "\u2013" : value instanceof Long n ? Formats.number(n) : money((BigDecimal) value);
    }

    private static List<Col> columns(CostReport r) {
        List<Col> all = new ArrayList<>();
        all.add(new Col(by(r.by()), r.by(), Group::value));
        all.add(new Col(CostWords.Costs_calls, "calls", Group::events));
        all.add(new Col(CostWords.Costs_tokensIn, "tokensIn", g -> g.tokensIn().longValue()));
        all.add(new Col(CostWords.Costs_tokensOut, "tokensOut", g -> g.tokensOut().longValue()));
        String currency = Formats.oneLine(r.list().currency());
        all.add(new Col(CostWords.bind(CostWords.Costs_recomputed, currency), "byPriceList " + currency,
                g -> g.priced() == 0 ? null : g.cost()));
        all.add(new Col(CostWords.bind(CostWords.Costs_claimed, currency), "claimed " + currency,
                g -> g.claims() == 0 ? null : g.claimed()));
        for (Claims other : r.total().others()) {
            String code = Formats.oneLine(other.currency());
            all.add(new Col(CostWords.bind(CostWords.Costs_claimed, code), "claimed " + code, g -> g.others().stream()
                    .filter(o -> o.currency().equals(other.currency())).findFirst().map(Claims::claimed)
                    .orElse(null)));
        }
        all.add(new Col(CostWords.Costs_unclaimed, "noClaim", Group::unclaimed));
        all.add(new Col(CostWords.Costs_unpriced, "noListPrice", g -> g.events() - g.priced()));
        all.add(new Col(CostWords.Costs_agree, "agree", Group::agree));
        all.add(new Col(CostWords.Costs_higher, "claimHigher", Group::higher));
        all.add(new Col(CostWords.Costs_lower, "claimLower", Group::lower));
        return all;
    }

    private static String by(String field) {
        String word = switch (field) {
            case "app" -> CostWords.Costs_app;
            case "model" -> CostWords.Costs_model;
            case "day" -> CostWords.Costs_day;
            default -> CostWords.Costs_actor;
        };
        return word.substring(0, 1).toUpperCase(java.util.Locale.getDefault()) + word.substring(1);
    }

    /** @return the amount for people, in the language of the window */
    static String money(BigDecimal amount) {
        int small = amount.scale() - amount.precision() + 3;
        NumberFormat format = NumberFormat.getNumberInstance();
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(Math.max(DIGITS, Math.min(small, SMALLEST)));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /** @return the rows as they are sorted and the total, RFC 4180, amounts with all their digits */
    String csv() {
        StringBuilder out = new StringBuilder(columns.stream().map(Col::id).map(EventTableCopy::quoted)
                .collect(Collectors.joining(","))).append("\r\n");
        for (Group group : rows()) {
            for (int i = 0; i < columns.size(); i++) {
                Object value = columns.get(i).value().apply(group);
                out.append(i == 0 ? "" : ",").append(EventTableCopy.quoted(i == 0 && group == report.total() ? "TOTAL"
                        : value == null ? "" : value instanceof BigDecimal d ? d.toPlainString() : value.toString()));
            }
            out.append("\r\n");
        }
        return out.toString();
    }
}
