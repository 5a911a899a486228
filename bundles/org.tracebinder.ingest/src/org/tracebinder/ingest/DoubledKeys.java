// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * A parser that remarks keys which stand twice in one object (RFC 8259, 4: what a reader makes of them is not
 * predictable). The names of an object are compared only where 64 bits can't tell them apart, because this runs over
 * every key of an import.
 */
final class DoubledKeys extends JsonParserDelegate {

    /** An object with more keys than this has a set of them. */
    private static final int FEW = 64;

    private final Remarks remarks;
    /** The keys of the open objects, outermost first. */
    private String[] keys = new String[FEW];
    private int top;
    /** For each open object or array: where its keys begin, bits of their hashes, and the rest where there are many. */
    private int[] begins = new int[16];
    private long[] bits = new long[16];
    private Set<String>[] many;
    private int depth = -1;

    DoubledKeys(JsonParser parser, Remarks remarks) {
        super(parser);
        this.remarks = remarks;
    }

    private JsonToken seen(JsonToken token) {
        if (token == JsonToken.PROPERTY_NAME) {
            key(delegate.currentName());
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            open();
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            top = begins[depth];
            if (many != null) {
                many[depth] = null;
            }
            depth--;
        }
        return token;
    }

    private void open() {
        if (++depth == begins.length) {
            begins = Arrays.copyOf(begins, depth * 2);
            bits = Arrays.copyOf(bits, depth * 2);
            many = many == null ? null : Arrays.copyOf(many, depth * 2);
        }
        begins[depth] = top;
        bits[depth] = 0;
    }

    private void key(String key) {
        int hash = key.hashCode();
        long bit = 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
        if ((bits[depth] & bit) != 0 && known(key)) {
            remarks.doubled(key);
            return;
        }
        bits[depth] |= bit;
        if (top - begins[depth] == FEW) {
            many(key);
            return;
        }
        if (top == keys.length) {
            keys = Arrays.copyOf(keys, top * 2);
        }
        keys[top++] = key;
    }

    private boolean known(String key) {
        for (int i = begins[depth]; i < top; i++) {
            if (keys[i].equals(key)) {
                return true;
            }
        }
        return many != null && many[depth] != null && many[depth].contains(key);
    }

    @SuppressWarnings("unchecked")
    private void many(String key) {
        if (many == null) {
            many = new Set[begins.length];
        }
        if (many[depth] == null) {
            many[depth] = new HashSet<>();
        }
        many[depth].add(key);
    }

    @Override
    public JsonToken nextToken() {
        return seen(delegate.nextToken());
    }

    @Override
    public JsonToken nextValue() {
        JsonToken token = nextToken();
        return token == JsonToken.PROPERTY_NAME ? nextToken() : token;
    }

    @Override
    public String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? delegate.currentName() : null;
    }

    @Override
    public boolean nextName(SerializableString name) {
        return nextToken() == JsonToken.PROPERTY_NAME && name.getValue().equals(delegate.currentName());
    }

    @Override
    public int nextNameMatch(PropertyNameMatcher matcher) {
        nextToken();
        return delegate.currentNameMatch(matcher);
    }

    @Override
    public JsonParser skipChildren() {
        JsonToken token = delegate.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int outer = depth - 1;
            while (depth > outer && nextToken() != null) {
                continue;
            }
        }
        return this;
    }
}
