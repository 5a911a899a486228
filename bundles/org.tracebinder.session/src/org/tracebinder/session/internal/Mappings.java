// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.session.ImportOptions;

/**
 * The mapping files of a binder: how its auditor told the program to read exports that no format knows. They are kept
 * in the binder, named by their digest, because the records are read by them ever after.
 */
final class Mappings {

    /** What a user writes before the path of a mapping file where a format is asked for. */
    static final String PREFIX = "mapping:";
    private static final long MAX_BYTES = 1 << 20;

    private final Path folder;
    private final Detector detector;

    Mappings(Layout layout, Detector detector) {
        this.folder = layout.folder().resolve("mappings");
        this.detector = detector;
    }

    /** Makes the mappings of the binder known. */
    void load() throws IOException, TracebinderException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                    detector.add(reader(file));
                }
            }
        }
    }

    /** Tells the ledger. */
    interface Recorder {
        void record(Map<String, Object> subject) throws IOException, TracebinderException;
    }

    /**
     * Takes the mapping files that an import names into the binder.
     *
     * @param ledger told of each that is new
     * @return the options with ids of formats in place of files
     * @throws TracebinderException when a mapping can't be used, or there is no format of a name
     */
    ImportOptions resolve(ImportOptions options, Recorder ledger) throws IOException, TracebinderException {
        Map<Path, String> own = new LinkedHashMap<>();
        for (Map.Entry<Path, String> e : options.formats().entrySet()) {
            own.put(e.getKey(), id(e.getValue(), ledger));
        }
        ImportOptions all = options.with(own);
        return options.format().isPresent() ? all.as(id(options.format().get(), ledger)) : all;
    }

    private String id(String format, Recorder ledger) throws IOException, TracebinderException {
        if (detector.reader(format).isPresent()) {
            return format;
        }
        if (!format.startsWith(PREFIX)) {
            throw new TracebinderException("There is no format '" + format + "'. Known formats: "
                    + String.join(", ", detector.readers().stream().map(FormatReader::id).toList()) + ".");
        }
        Map<String, Object> subject = new LinkedHashMap<>();
        String id = take(Path.of(format.substring(PREFIX.length())), subject);
        if (!subject.isEmpty()) {
            ledger.record(subject);
        }
        return id;
    }

    /**
     * Takes a mapping file into the binder.
     *
     * @param file    the user's file
     * @param subject takes what the ledger is to hold; left alone when the binder has the mapping already
     * @return id of its format
     * @throws TracebinderException when the file is no mapping, or its id belongs to another mapping of the binder
     */
    String take(Path file, Map<String, Object> subject) throws IOException, TracebinderException {
        if (!Files.isRegularFile(file)) {
            throw new TracebinderException("There is no mapping file " + file + ".");
        }
        FormatReader reader = reader(file);
        byte[] bytes = Files.readAllBytes(file);
        Hash sha256 = Hash.of(bytes);
        Path kept = folder.resolve(sha256 + ".json");
        if (!Files.exists(kept)) {
            if (detector.reader(reader.id()).isPresent()) {
                throw new TracebinderException("This binder has another mapping with the id '" + reader.id()
                        + "'. Give this one an id of its own, so that each record stays with the mapping that read "
                        + "it.");
            }
            Files.createDirectories(folder);
            Files.write(kept, bytes);
            detector.add(reader);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("format", reader.id());
            entry.put("file", file.getFileName().toString());
            entry.put("sha256", sha256.toString());
            subject.putAll(entry);
        }
        return reader.id();
    }

    static FormatReader reader(Path file) throws IOException, TracebinderException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TracebinderException("The mapping file " + file + " is larger than " + MAX_BYTES + " bytes.");
        }
        try {
            return BuiltInFormats.mapped(Files.readString(file, StandardCharsets.UTF_8));
        } catch (TracebinderException e) {
            throw new TracebinderException("The mapping file " + file + " can't be used: " + e.getMessage(), e);
        }
    }
}
