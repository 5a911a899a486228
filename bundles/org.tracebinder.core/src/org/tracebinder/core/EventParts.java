// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an {@link Event.Builder} fills and the finished {@link Event} reads. Not thread-safe while it is filled; nobody
 * writes to it afterwards.
 */
final class EventParts implements Cloneable {

    EventKind kind;
    String operation;
    String name;
    String trace;
    String span;
    String parent;
    String session;
    String app;
    String env;
    String actor;
    String provider;
    String modelRequested;
    String modelServed;
    String version;
    String tool;
    String status;
    String error;
    long time = Event.NONE;
    String timeText;
    TimeRule timeRule;
    long duration = Event.NONE;
    long tokensIn = Event.NONE;
    long tokensOut = Event.NONE;
    BigDecimal cost;
    List<Message> input = List.of();
    List<Message> output = List.of();
    StringBuilder otherText;
    ContentState content;
    List<PolicyDecision> decisions = List.of();
    List<PersonalData> personalData = List.of();
    Review review;
    Evaluation evaluation;
    List<DataSource> dataSources = List.of();
    LineageFact lineage;
    List<String> ids = List.of();
    String identity;
    boolean piece;
    /** It tells single messages of an event, not all of them. */
    boolean turn;
    long ends = Event.NONE;
    int from;
    int to = -1;
    Map<String, String> extra = Map.of();

    EventParts(EventKind kind) {
        this.kind = kind;
    }

    /** @return the same parts, to be changed */
    EventParts copy() {
        try {
            return (EventParts) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("parts can be cloned", e);
        }
    }

    void addText(String words) {
        if (otherText == null) {
            otherText = new StringBuilder(words);
        } else {
            otherText.append('\n').append(words);
        }
    }

    /** A key that is there already keeps its first value; the next gets {@code key#2}. */
    void addExtra(String key, String value) {
        if (extra.isEmpty()) {
            extra = new LinkedHashMap<>();
        }
        extra.put(extra.containsKey(key) ? key + "#" + free(key) : key, value);
    }

    /** The next free number, found in steps that double: a key that comes 100,000 times must not cost its square. */
    private int free(String key) {
        int taken = 1;
        int step = 1;
        while (extra.containsKey(key + "#" + (taken + step))) {
            taken += step;
            step *= 2;
        }
        while (step > 1) {
            step /= 2;
            taken += extra.containsKey(key + "#" + (taken + step)) ? step : 0;
        }
        return taken + 1;
    }

    static <T> List<T> add(List<T> list, T value) {
        List<T> target = list;
        if (target.isEmpty()) {
            target = new ArrayList<>(2);
        }
        target.add(value);
        return target;
    }

    /** @return the words of all messages, null when there are none */
    static String words(List<Message> messages) {
        if (messages.isEmpty()) {
            return null;
        }
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        return messages.stream().map(Message::text).collect(Collectors.joining("\n"));
    }
}
