// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Times.Time;

/** One span or log record on its way from the parser to an event. Reused, so the hot path makes little garbage. */
final class Span {

    /** What stands around all spans of a resource and scope. */
    static final class Around {
        final Attributes resource = new Attributes();
        String scope;
        String scopeVersion;
        final Attributes scopeAttributes = new Attributes();
    }

    /** An event inside a span. */
    record Inner(String name, Attributes attributes, Time at) {
    }

    boolean log;
    String trace;
    String span;
    String parent;
    String name;
    String kind;
    Time start;
    Time end;
    String statusCode;
    String statusMessage;
    int from;
    int to;
    final Attributes attributes = new Attributes();
    final Indexed indexed = new Indexed();
    /** From the attributes of the 1.37 conventions, the only ones that are parsed straight from the parser's buffer. */
    final List<Message> input = new ArrayList<>();
    final List<Message> output = new ArrayList<>();
    /** True when one of those attributes was there, even an empty one. */
    boolean saidInput;
    boolean saidOutput;
    final List<Inner> inner = new ArrayList<>(0);
    /** Judgements among the attributes, to be made events of when the span is one. */
    List<Function<Event, Event>> judged = List.of();
    /** Of a log record. */
    String eventName;
    String body;
    String severity;

    void clear() {
        log = false;
        trace = null;
        span = null;
        parent = null;
        name = null;
        kind = null;
        start = Time.UNKNOWN;
        end = Time.UNKNOWN;
        statusCode = null;
        statusMessage = null;
        from = 0;
        to = -1;
        attributes.clear();
        indexed.clear();
        input.clear();
        output.clear();
        saidInput = false;
        saidOutput = false;
        inner.clear();
        judged = List.of();
        eventName = null;
        body = null;
        severity = null;
    }

    /** Adds one attribute whose value is text by now. */
    void attribute(String key, String value) {
        Key known = Key.find(key);
        if (known == Key.INPUT_MESSAGES || known == Key.OUTPUT_MESSAGES || known == Key.SYSTEM_INSTRUCTIONS) {
            messages(known, value.toCharArray(), 0, value.length());
        } else if (known != null || !indexed.add(key, value)) {
            attributes.add(known, key, value);
        }
    }

    void messages(Key known, char[] buffer, int from, int length) {
        List<Message> to = known == Key.OUTPUT_MESSAGES ? output : input;
        if (known == Key.OUTPUT_MESSAGES) {
            saidOutput = true;
        } else {
            saidInput = true;
        }
        if (known == Key.SYSTEM_INSTRUCTIONS) {
            List<Message> system = new ArrayList<>(1);
            Messages.parse(buffer, from, length, "system", system);
            to.addAll(0, system);
        } else {
            Messages.parse(buffer, from, length,
                    known == Key.OUTPUT_MESSAGES ? "assistant" : "user", to);
        }
    }
}
