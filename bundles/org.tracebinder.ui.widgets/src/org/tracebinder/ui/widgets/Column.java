// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.Row;

/**
 * A column of the event table.
 *
 * @param id      stable name, for saved layouts
 * @param label   header
 * @param field   the field, or null for the id of the event
 * @param width   pixels at 100 %
 * @param right   true for numbers
 * @param visible false when people have to choose it first
 */
public record Column(String id, String label, Field<?> field, int width, boolean right, boolean visible) {

    /** Fields that only make sense to people who look for them. */
    private static final Set<Field<?>> HIDDEN = Set.of(Fields.ENV, Fields.SERVED, Fields.OPERATION, Fields.LEAK,
            Fields.SPAN, Fields.PARENT, Fields.IDS, Fields.REVIEW, Fields.PROVIDER, Fields.SESSION);

    /** Words live in the detail and the snippet: a table can't load them for thousands of rows. */
    private static final Set<Field<?>> NEVER = Set.of(Fields.PROMPT, Fields.ANSWER, Fields.OTHER_TEXT);

    /**
     * @param labels the words for a field
     * @return the columns of an event table, in reading order: time, what, who, with which model, what came of it
     */
    public static List<Column> all(Function<Field<?>, String> labels) {
        List<Field<?>> first = List.of(Fields.TIME_START, Fields.KIND, Fields.APP, Fields.ACTOR, Fields.MODEL,
                Fields.POLICY, Fields.TOOL, Fields.STATUS, Fields.VERSION, Fields.PII, Fields.DURATION_NANOS,
                Fields.TOKENS_IN, Fields.TOKENS_OUT, Fields.COST, Fields.TRACE);
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("id", Messages.Column_id, null, 78, false, true));
        first.forEach(f -> columns.add(of(f, labels)));
        Fields.ALL.stream().filter(f -> !first.contains(f) && !NEVER.contains(f))
                .forEach(f -> columns.add(of(f, labels)));
        return List.copyOf(columns);
    }

    /**
     * @param row a row of the trail
     * @return the value for the screen
     */
    public String cell(Row row) {
        return field == null ? row.id().toString() : Formats.cell(field, row.get(field));
    }

    /**
     * @param row a row of the trail
     * @return the value for files
     */
    public String plain(Row row) {
        return field == null ? row.id().toString() : Formats.plain(field, row.get(field));
    }

    /** @return true when the trail can sort by it */
    public boolean sortable() {
        return field != null;
    }

    private static Column of(Field<?> field, Function<Field<?>, String> labels) {
        boolean right = switch (field.type()) {
            case DURATION, LONG, DECIMAL -> true;
            default -> false;
        };
        String label = field == Fields.TIME_START ? Messages.bind(Messages.Column_utc, labels.apply(field))
                : labels.apply(field);
        return new Column(field.id(), label, field, width(field), right,
                !HIDDEN.contains(field) && field != Fields.NAME);
    }

    private static int width(Field<?> field) {
        return switch (field.id()) {
            case "time" -> 196;
            case "kind" -> 84;
            case "app", "actor" -> 112;
            case "model" -> 164;
            case "version", "status", "cost" -> 76;
            case "duration", "tokensIn", "tokensOut" -> 84;
            case "policy" -> 128;
            case "pii", "leak" -> 110;
            case "trace", "span", "parent", "session", "ids" -> 150;
            default -> 120;
        };
    }
}
