// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.session.internal.MappingText;
import org.tracebinder.session.internal.Places;
import org.tracebinder.session.internal.Threads;

/**
 * A mapping file that is being written: which column or member of an unknown file fills which field.
 *
 * @param id        of the mapping: small letters, digits and hyphens
 * @param label     for people
 * @param delimited true for delimited text, whose places are columns; false for JSON, whose places are pointers
 * @param separator between cells of delimited text; ignored for JSON
 * @param records   paths of the arrays that hold the records of a JSON document, keys joined by dots; empty for none
 * @param kind      kind of all events
 * @param fields    by field name, in the order of the file; see {@link #fieldNames()}
 */
public record MappingDraft(String id, String label, boolean delimited, char separator, List<String> records,
        String kind,
        Map<String, Source> fields) {

    /** Keeps its own copy. */
    public MappingDraft {
        records = List.copyOf(records);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * What fills a field.
     *
     * @param place  a column or a pointer
     * @param format how a time is written: {@code iso}, {@code seconds}, {@code millis}, {@code micros}, {@code
     *               nanos} or a
     *               pattern; of a number {@code ,} or {@code .} where that begins its fraction and thousands are
     *               apart; null for other fields
     * @param zone   of times that name none, such as {@code Europe/Berlin}; null for none
     */
    public record Source(String place, String format, String zone) {
    }

    /**
     * A column or member of the file.
     *
     * @param name    as the mapping names it
     * @param samples some of its first values, cut to a line
     */
    public record Place(String name, List<String> samples) {
    }

    /**
     * What a look at the file proposes.
     *
     * @param places where values stand, in the order of the file
     * @param draft  a first mapping by the names of the places and the look of their values
     */
    public record Proposal(List<Place> places, MappingDraft draft) {
    }

    /** @return the names of all fields that can be filled */
    public static List<String> fieldNames() {
        return BuiltInFormats.mappingFields();
    }

    /**
     * @param file delimited text, JSON or JSON lines; packed or not
     * @return where its values stand, and a mapping to begin with; empty when it is none of these
     */
    public static Optional<Proposal> propose(Path file, Progress progress) throws IOException {
        Threads.refuse();
        return Places.propose(file, progress);
    }

    /** @return the text of the mapping file, the same for the same draft */
    public String json() {
        return MappingText.write(this);
    }

    /**
     * @return this, when it can be used
     * @throws TracebinderException when a reader could not be made of it, with line and reason
     */
    public MappingDraft checked() throws TracebinderException {
        BuiltInFormats.mapped(json());
        return this;
    }

    /** @return the same with other fields */
    public MappingDraft with(Map<String, Source> others) {
        return new MappingDraft(id, label, delimited, separator, records, kind, others);
    }

    /** @return the same with another id, label and kind */
    public MappingDraft called(String newId, String newLabel, String newKind) {
        return new MappingDraft(newId, newLabel, delimited, separator, records, newKind, fields);
    }
}
