// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Words;

/**
 * Lists that were flattened into attribute keys: {@code gen_ai.prompt.0.content},
 * {@code llm.input_messages.0.message.contents.1.message_content.text}, {@code retrieval.documents.2.document.id}.
 * Indices are only sort keys here, so a hostile index costs nothing, and beyond {@link #MAX} the attribute stays an
 * extra.
 */
final class Indexed {

    /** Highest index that is taken for one. */
    static final int MAX = 2_000;

    private enum Kind {
        PROMPT("gen_ai.prompt.", true), COMPLETION("gen_ai.completion.", false), INPUT("llm.input_messages.", true),
        OUTPUT("llm.output_messages.", false), PROMPTS("llm.prompts.", true), CHOICES("llm.choices.", false),
        EMBEDDINGS("embedding.embeddings.", true), DOCUMENTS("retrieval.documents.", true),
        RERANKED("reranker.output_documents.", true);

        private final String prefix;
        private final boolean input;

        Kind(String prefix, boolean input) {
            this.prefix = prefix;
            this.input = input;
        }
    }

    private static final Kind[] LISTS = Kind.values();

    private static final class Item {
        private String role;
        private final StringBuilder words = new StringBuilder();
        private String call;
        private String id;
        private String name;
        private Double score;

        void say(String text) {
            if (!text.isEmpty()) {
                words.append(words.length() == 0 ? "" : "\n").append(text);
            }
        }

        void endCall() {
            if (call != null) {
                say(call + "()");
                call = null;
            }
        }
    }

    private final List<Map<Integer, Item>> items = new ArrayList<>();
    private boolean any;

    Indexed() {
        for (int i = 0; i < LISTS.length; i++) {
            items.add(new TreeMap<>());
        }
    }

    void clear() {
        if (any) {
            items.forEach(Map::clear);
            any = false;
        }
    }

    /** @return true when the key is an index into one of the lists and the value was taken */
    boolean add(String key, String value) {
        char first = key.charAt(0);
        if (first != 'g' && first != 'l' && first != 'e' && first != 'r') {
            return false;
        }
        for (Kind list : LISTS) {
            if (key.startsWith(list.prefix)) {
                return add(list, key.substring(list.prefix.length()), value);
            }
        }
        return false;
    }

    private boolean add(Kind list, String rest, String value) {
        int digits = 0;
        while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
            digits++;
        }
        if (digits == 0) {
            // gen_ai.prompt.role without an index is the only message
            return (list == Kind.PROMPT || list == Kind.COMPLETION) && set(list, 0, rest, value);
        }
        if (digits > 4 || digits >= rest.length() || rest.charAt(digits) != '.') {
            return false;
        }
        int index = Integer.parseInt(rest.substring(0, digits));
        return index <= MAX && set(list, index, rest.substring(digits + 1), value);
    }

    private boolean set(Kind list, int index, String path, String value) {
        String member = lastOf(path);
        Map<Integer, Item> of = items.get(list.ordinal());
        boolean nested = path.contains("tool_calls.") || path.contains("contents.");
        switch (list) {
            case DOCUMENTS, RERANKED -> {
                return document(of, index, path, member, value);
            }
            default -> {
                // fall out to messages
            }
        }
        if (deepIndex(path) > MAX) {
            return false;
        }
        switch (member) {
            case "role" -> item(of, index).role = value;
            case "content", "text" -> item(of, index).say(value);
            case "name" -> {
                if (!nested) {
                    return false;
                }
                Item item = item(of, index);
                item.endCall();
                item.call = value;
            }
            case "arguments" -> {
                Item item = item(of, index);
                item.say((item.call == null ? "" : item.call) + "(" + value + ")");
                item.call = null;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int deepIndex(String path) {
        int highest = 0;
        for (String step : path.split("\\.", -1)) {
            if (!step.isEmpty() && step.length() < 10 && step.chars().allMatch(Character::isDigit)) {
                highest = Math.max(highest, Integer.parseInt(step));
            }
        }
        return highest;
    }

    private boolean document(Map<Integer, Item> of, int index, String path, String member, String value) {
        if (!path.equals("document." + member)) {
            return false;
        }
        switch (member) {
            case "id" -> item(of, index).id = value;
            case "content" -> item(of, index).say(value);
            case "name", "title" -> item(of, index).name = value;
            case "score" -> {
                var score = Nodes.decimal(value);
                if (score == null) {
                    return false;
                }
                item(of, index).score = score.doubleValue();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Item item(Map<Integer, Item> of, int index) {
        any = true;
        return of.computeIfAbsent(index, i -> new Item());
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** @return whether there are messages of that direction */
    boolean has(boolean input) {
        if (any) {
            for (Kind list : LISTS) {
                if (list.input == input && list != Kind.DOCUMENTS && list != Kind.RERANKED
                        && !items.get(list.ordinal()).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasDocuments() {
        return any && !(items.get(Kind.DOCUMENTS.ordinal()).isEmpty() && items.get(Kind.RERANKED.ordinal()).isEmpty());
    }

    void messages(boolean input, List<Message> to) {
        for (Kind list : LISTS) {
            if (list.input != input || list == Kind.DOCUMENTS || list == Kind.RERANKED) {
                continue;
            }
            for (Item item : items.get(list.ordinal()).values()) {
                item.endCall();
                if (item.words.length() > 0) {
                    String role = item.role == null || item.role.isEmpty() ? input ? "user" : "assistant" : item.role;
                    to.add(new Message(role, item.words.toString()));
                }
            }
        }
    }

    void documents(Event.Builder to) {
        for (Kind list : new Kind[] {Kind.DOCUMENTS, Kind.RERANKED}) {
            for (Map.Entry<Integer, Item> e : items.get(list.ordinal()).entrySet()) {
                Item item = e.getValue();
                String id = item.id != null ? item.id : item.name != null ? item.name : "#" + e.getKey();
                to.addDataSource(Words.dataSource(id, item.name, item.score));
                to.addText(item.words.toString());
            }
        }
    }
}
