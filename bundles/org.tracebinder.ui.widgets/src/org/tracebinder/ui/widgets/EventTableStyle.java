// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.config.CellConfigAttributes;
import org.eclipse.nebula.widgets.nattable.config.IConfigRegistry;
import org.eclipse.nebula.widgets.nattable.freeze.FreezeConfigAttributes;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.cell.AlternatingRowConfigLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.layer.cell.ColumnLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.painter.cell.TextPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.decorator.PaddingDecorator;
import org.eclipse.nebula.widgets.nattable.sort.config.DefaultSortConfiguration;
import org.eclipse.nebula.widgets.nattable.sort.painter.SortIconPainter;
import org.eclipse.nebula.widgets.nattable.sort.painter.SortableHeaderTextPainter;
import org.eclipse.nebula.widgets.nattable.style.BorderStyle;
import org.eclipse.nebula.widgets.nattable.style.CellStyleAttributes;
import org.eclipse.nebula.widgets.nattable.style.DisplayMode;
import org.eclipse.nebula.widgets.nattable.style.HorizontalAlignmentEnum;
import org.eclipse.nebula.widgets.nattable.style.SelectionStyleLabels;
import org.eclipse.nebula.widgets.nattable.style.Style;
import org.eclipse.nebula.widgets.nattable.ui.util.CellEdgeEnum;
import org.eclipse.swt.graphics.Color;

/** Colours, alignments and painters of the event table. Can be applied again when the theme changes. */
final class EventTableStyle {

    private EventTableStyle() {
    }

    static void apply(NatTable table, List<Column> columns, Palette p) {
        IConfigRegistry registry = table.getConfigRegistry();
        table.setBackground(p.background());
        var text = new PaddingDecorator(new TextPainter(false, true, false), 0, 6, 0, 6);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, text, DisplayMode.NORMAL, GridRegion.BODY);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE,
                style(p.background(), p.foreground(), HorizontalAlignmentEnum.LEFT), DisplayMode.NORMAL);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE,
                style(p.background(), p.foreground(), null), DisplayMode.NORMAL,
                AlternatingRowConfigLabelAccumulator.EVEN_ROW_CONFIG_TYPE);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE,
                style(p.stripe(), p.foreground(), null), DisplayMode.NORMAL,
                AlternatingRowConfigLabelAccumulator.ODD_ROW_CONFIG_TYPE);
        registry.registerConfigAttribute(CellConfigAttributes.GRID_LINE_COLOR, p.line());
        registry.registerConfigAttribute(FreezeConfigAttributes.SEPARATOR_COLOR, p.accent());
        header(registry, p);
        selection(registry, p);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).right()) {
                Style right = new Style();
                right.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, HorizontalAlignmentEnum.RIGHT);
                registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, right, DisplayMode.NORMAL,
                        ColumnLabelAccumulator.COLUMN_LABEL_PREFIX + i);
            }
        }
    }

    private static void header(IConfigRegistry registry, Palette p) {
        var plain = new PaddingDecorator(new TextPainter(false, true, false), 0, 6, 0, 6);
        var sorted = new PaddingDecorator(new SortableHeaderTextPainter(new TextPainter(false, true, false),
                CellEdgeEnum.RIGHT, new SortIconPainter(false, p.dark()), false, 0, false), 0, 4, 0, 6);
        Style style = style(p.header(), p.foreground(), HorizontalAlignmentEnum.LEFT);
        for (DisplayMode mode : List.of(DisplayMode.NORMAL, DisplayMode.SELECT)) {
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, mode, GridRegion.COLUMN_HEADER);
            registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, plain, mode, GridRegion.COLUMN_HEADER);
            for (String label : List.of(DefaultSortConfiguration.SORT_DOWN_CONFIG_TYPE,
                    DefaultSortConfiguration.SORT_UP_CONFIG_TYPE)) {
                registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, sorted, mode, label);
                registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, mode, label);
            }
        }
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, DisplayMode.SELECT,
                SelectionStyleLabels.COLUMN_FULLY_SELECTED_STYLE);
    }

    private static void selection(IConfigRegistry registry, Palette p) {
        Style selected = style(p.soft(), p.selected(), null);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, selected, DisplayMode.SELECT);
        Style anchor = style(p.soft(), p.selected(), null);
        anchor.setAttributeValue(CellStyleAttributes.BORDER_STYLE, (BorderStyle) null);
        for (DisplayMode mode : List.of(DisplayMode.NORMAL, DisplayMode.SELECT)) {
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, anchor, mode,
                    SelectionStyleLabels.SELECTION_ANCHOR_STYLE);
        }
    }

    private static Style style(Color back, Color front, HorizontalAlignmentEnum align) {
        Style style = new Style();
        style.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, back);
        style.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, front);
        if (align != null) {
            style.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, align);
        }
        return style;
    }
}
