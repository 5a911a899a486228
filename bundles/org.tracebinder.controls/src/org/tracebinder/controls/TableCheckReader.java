// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.Table;
import org.tracebinder.controls.internal.TableCheck;
import org.tracebinder.controls.internal.TableDeclaration;
import org.tracebinder.controls.internal.TableDeclaration.Beside;
import org.tracebinder.controls.internal.TableDeclaration.Condition;
import org.tracebinder.controls.internal.TableDeclaration.Test;
import org.tracebinder.controls.internal.TableDeclaration.Value;

/** Reads a check over the rows of a table. */
final class TableCheckReader {

    private static final Map<String, Test> TESTS = Map.of("is", Test.IS, "isNot", Test.ISNOT, "present", Test.PRESENT,
            "absent", Test.ABSENT, "atLeast", Test.ATLEAST, "atMost", Test.ATMOST, "above", Test.ABOVE, "below",
            Test.BELOW);

    private final CheckParts parts;
    private final Table table;

    private TableCheckReader(CheckParts parts, Table table) {
        this.parts = parts;
        this.table = table;
    }

    static TableCheck read(Entry e, Map<String, String> definitions) throws CatalogException {
        e.only("id", "title", "question", "needs", "parameters", "table", "where", "contrary", "list", "messages",
                "missing", "requires", "after", "controls", "note", "beside", "open");
        TableCheckReader reader = new TableCheckReader(new CheckParts(e, definitions), CheckParts.word(e, "table",
                Table.values()));
        List<String> counted = List.of("population", "contrary", "supporting", "rows", "rest", "uncovered", "held",
                "open", "opens");
        List<String> item = new ArrayList<>(reader.table.columns());
        item.add("means");
        List<Condition> where = reader.conditions(e, "where");
        Entry contrary = e.object("contrary");
        contrary.only("all", "any");
        boolean any = contrary.has("any");
        if (any == contrary.has("all")) {
            throw e.bad("contrary", "'contrary' of a table has either 'all' or 'any', a list of conditions");
        }
        List<Condition> against = reader.conditions(contrary, any ? "any" : "all");
        if (against.isEmpty()) {
            throw e.bad("contrary", "'contrary' has no condition, so every row would be contrary");
        }
        List<Condition> open = reader.conditions(e, "open");
        if (!open.isEmpty()) {
            e.object("messages").need("open");
            e.object("messages").need("lacks");
        }
        Beside beside = e.has("beside") ? beside(e.object("beside")) : null;
        List<String> besides = beside == null ? List.of() : beside.table().columns();
        return new TableCheck(new TableDeclaration(reader.parts.stated("table:" + reader.table.id(), Map.of("found",
                counted, "clear", counted, "open", counted, "lacks", counted, "none", List.of("rest", "uncovered"),
                "rest", List.of("rest"), "uncovered",
                List.of("groups"), "group", besides), item), reader.table, where, against, any, beside,
                open));
    }

    private static Beside beside(Entry b) throws CatalogException {
        b.only("table", "lacks");
        return new Beside(CheckParts.word(b, "table", Table.values()), b.need("lacks"));
    }

    private List<Condition> conditions(Entry e, String key) throws CatalogException {
        List<Condition> result = new ArrayList<>();
        for (Entry c : e.objects(key)) {
            result.add(condition(c));
        }
        return List.copyOf(result);
    }

    private Condition condition(Entry c) throws CatalogException {
        String column = c.need("column");
        if (!table.columns().contains(column)) {
            throw c.bad("column", "the table '" + table.id() + "' has no column '" + column + "', but "
                    + String.join(", ", table.columns()));
        }
        List<String> tests = c.keys().stream().filter(k -> !k.equals("column") && !k.equals("note")).toList();
        Test test = tests.size() == 1 ? TESTS.get(tests.get(0)) : null;
        if (test == null) {
            throw c.bad("a condition has 'column' and one of "
                    + String.join(", ", TESTS.keySet().stream().sorted().toList()));
        }
        String key = tests.get(0);
        return new Condition(column, test, switch (test) {
            case PRESENT, ABSENT -> {
                if (!c.flag(key, false)) {
                    throw c.bad(key, "'" + key + "' is true");
                }
                yield List.<Value>of();
            }
            case IS, ISNOT -> values(c, key);
            default -> List.of(new Value(limit(c, key), ""));
        });
    }

    private String limit(Entry c, String key) throws CatalogException {
        String text = c.plain(key);
        if (!table.columns().contains(text) && !parts.numberPlace(text) && !text.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            throw c.bad(key, "'" + key + "' is a number, a setting of kind number, or another column, not '" + text
                    + "'");
        }
        return text;
    }

    /** One value, or a list of values, or of values with what they mean. */
    private static List<Value> values(Entry c, String key) throws CatalogException {
        List<Value> values = new ArrayList<>();
        for (Entry each : c.items(key)) {
            if (each.isObject()) {
                each.only("value", "means");
                values.add(new Value(each.plain("value"), each.text("means")));
            } else {
                values.add(new Value(each.plain(), ""));
            }
        }
        if (values.isEmpty() || values.stream().anyMatch(v -> v.value().isEmpty())) {
            throw c.bad(key, String.format(Locale.ROOT, "'%s' is a value or a list of values", key));
        }
        return List.copyOf(values);
    }
}
