// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;

/**
 * How a field of the common event lies in the index.
 *
 * @param field the field
 * @param name  its name in the index
 * @param kind  how it is stored
 */
public record Column(Field<?> field, String name, Kind kind) {

    /** How values are stored. */
    public enum Kind {
        /** Terms and sorted doc values. */
        KEYWORD,
        /** Terms and sorted-set doc values. */
        KEYWORDS,
        /** An id with few events each: terms and binary doc values, both in {@link IdCode}. */
        ID,
        /** Several such ids: terms, and all of them in one binary doc value. */
        IDS,
        /** Points and numeric doc values. */
        LONG,
        /** The same, of {@link Amount}. */
        DECIMAL,
        /** Words in {@link Column#TEXT}; doc values under the name of the column tell how many. */
        TEXT
    }

    /** Source and record of the event, packed: {@code source << 40 | record}. */
    public static final String RECORD = "rec";
    /** Number of the event in its record. */
    public static final String ORDINAL = "ord";
    /** Of an event in conflict with an earlier one: the record of that one, packed. */
    public static final String FIRST_RECORD = "variant";
    /** The same: its number in the record. */
    public static final String FIRST_ORDINAL = "variantOrd";
    /** The words of prompt, answer and other texts, in this order, with a gap between. */
    public static final String TEXT = "text";
    /** Of an event with words of documents or revisions after the other texts: marks it. These words are no text. */
    public static final String DATA_WORDS = "data";
    /** Everything else that a source says: key, zero byte, value in lower case. */
    public static final String EXTRA = "extra";
    /** Characters of an extra value that can be searched. */
    public static final int EXTRA_CHARS = 256;
    /** Decimal values that {@link Amount} can't hold, as text. */
    public static final String EXACT = ".exact";

    private static final Set<String> ID_FIELDS = Set.of("trace", "span", "parent", "session");
    private static final Map<String, Column> BY_ID = new LinkedHashMap<>();
    private static final List<Column> ALL = new ArrayList<>();

    static {
        for (Field<?> field : Fields.ALL) {
            Column column = new Column(field, field.equals(Fields.OTHER_TEXT) ? "other" : field.id(), kindOf(field));
            ALL.add(column);
            BY_ID.put(field.id(), column);
        }
    }

    /** @return all columns, in the order of the fields */
    public static List<Column> all() {
        return ALL;
    }

    /** @return the column of the field, or null when the index does not know it */
    public static Column of(Field<?> field) {
        return BY_ID.get(field.id());
    }

    /** @return the column of the field with this id, or null */
    public static Column byId(String id) {
        return BY_ID.get(id);
    }

    /** @return true when terms are in {@link IdCode} */
    public boolean coded() {
        return kind == Kind.ID || kind == Kind.IDS;
    }

    /** @return true when values are whole words to be compared exactly */
    public boolean keyword() {
        return kind == Kind.KEYWORD || kind == Kind.KEYWORDS || coded();
    }

    /** @return true when values are numbers */
    public boolean number() {
        return kind == Kind.LONG || kind == Kind.DECIMAL;
    }

    /**
     * @return the key under which a value is found; the second value of a key, {@code key#2}, is found like the first
     */
    public static String extraKey(String key) {
        int hash = key.lastIndexOf('#');
        if (hash <= 0 || hash == key.length() - 1) {
            return key;
        }
        for (int i = hash + 1; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return key;
            }
        }
        return key.substring(0, hash);
    }

    /** @return what of an extra value can be searched */
    public static String extraValue(String value) {
        String low = value.substring(0, IdCode.cut(value, EXTRA_CHARS)).toLowerCase(Locale.ROOT);
        return low.substring(0, IdCode.cut(low, EXTRA_CHARS));
    }

    private static Kind kindOf(Field<?> field) {
        return switch (field.type()) {
            case KEYWORD -> ID_FIELDS.contains(field.id()) ? Kind.ID : Kind.KEYWORD;
            case KEYWORDS -> field.equals(Fields.IDS) ? Kind.IDS : Kind.KEYWORDS;
            case TEXT -> Kind.TEXT;
            case TIME, DURATION, LONG -> Kind.LONG;
            case DECIMAL -> Kind.DECIMAL;
        };
    }
}
