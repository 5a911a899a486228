// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.internal.Assessing;
import org.tracebinder.session.internal.Workspace;
import org.tracebinder.vault.KeptNote;

/**
 * The notes of a binder. A note on an event or source is tied to the SHA-256 of the bytes that were seen; each note and
 * each removal is an act in the ledger. Thread-safe; every method reads from disk and refuses the threads that
 * {@link Binder#forbid} names.
 */
public final class Notes {

    /** Characters of a note at most. */
    public static final int MOST_TEXT = 20_000;
    /** Tags of a note at most. */
    public static final int MOST_TAGS = 20;
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0,39}");
    private static final Pattern SOURCE = Pattern.compile("S[1-9][0-9]{0,8}");

    private final Supplier<Workspace> work;
    private final Runnable changed;

    Notes(Supplier<Workspace> work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    /** @return all notes, oldest first */
    public List<Note> all() throws IOException {
        return work.get().notes().stream().map(Notes::told).toList();
    }

    /** @return the notes on one event, control or source, oldest first */
    public List<Note> on(String subject) throws IOException {
        return all().stream().filter(n -> n.subject().equals(subject)).toList();
    }

    /**
     * Adds a note.
     *
     * @param subject id of an event or record, of a source, or of a control
     * @param text    not blank
     * @param tags    words of letters, digits, blanks and . _ / - up to 40 characters
     * @return the note as it is kept
     * @throws TracebinderException when there is no such subject, the text is blank or too long, a tag is no tag, or
     *                              the binder is open for reading only
     */
    public Note add(String subject, String text, Collection<String> tags) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        if (text == null || text.isBlank() || text.length() > MOST_TEXT) {
            throw new TracebinderException("A note has words, and " + MOST_TEXT + " characters at most.");
        }
        TreeSet<String> sorted = new TreeSet<>();
        for (String tag : tags) {
            if (!TAG.matcher(tag.strip()).matches()) {
                throw new TracebinderException("'" + tag + "' can't be a tag: letters, digits, blanks and . _ / - up "
                        + "to 40 of them.");
            }
            sorted.add(tag.strip());
        }
        if (sorted.size() > MOST_TAGS) {
            throw new TracebinderException("A note has " + MOST_TAGS + " tags at most.");
        }
        Note.Kind kind = kind(subject);
        String anchor = anchor(workspace, kind, subject).map(Hash::toString).orElse("");
        KeptNote kept = workspace.addNote(kind.id(), subject, anchor, text.strip(), String.join("\n", sorted));
        changed.run();
        return told(kept);
    }

    /**
     * Takes a note back; the ledger keeps that there was one, and the digest of its text.
     *
     * @throws TracebinderException when there is no note of that number, or the binder is open for reading only
     */
    public void remove(long number) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        KeptNote note = workspace.notes().stream().filter(n -> n.number() == number).findFirst()
                .orElseThrow(() -> new TracebinderException("There is no note " + number + "."));
        workspace.removeNote(note);
        changed.run();
    }

    private static Note.Kind kind(String subject) {
        return SOURCE.matcher(subject).matches() ? Note.Kind.SOURCE
                : EventId.isId(subject) ? Note.Kind.EVENT : Note.Kind.CONTROL;
    }

    private static Optional<Hash> anchor(Workspace workspace, Note.Kind kind, String subject)
            throws IOException, TracebinderException {
        switch (kind) {
            case SOURCE -> {
                return Optional.of(workspace.trail().sources().stream().filter(s -> s.id().equals(subject)).findFirst()
                        .map(SourceInfo::sha256).orElseThrow(() -> unknown("source", subject)));
            }
            case EVENT -> {
                EventId id = EventId.parse(subject);
                boolean there = workspace.trail().record(id.record()).isPresent()
                        && (id.ordinal() == 0 || workspace.trail().event(id).isPresent());
                if (!there) {
                    throw unknown("event", subject);
                }
                return Optional.of(Hash.of(workspace.trail().bytes(id.record())));
            }
            default -> {
                if (Assessing.library(workspace, AssessOptions.DEFAULTS).catalogs().all().stream()
                        .noneMatch(c -> c.control(subject).isPresent())) {
                    throw unknown("control", subject);
                }
                return Optional.empty();
            }
        }
    }

    private static TracebinderException unknown(String kind, String subject) {
        return new TracebinderException("There is no " + kind + " '" + subject
                + "' to note on. A note is on an event such as S1:12.3, a source such as S1, or a control.");
    }

    private static Note told(KeptNote k) {
        return new Note(k.number(), Note.Kind.of(k.kind()), k.subject(),
                k.anchor().isEmpty() ? Optional.empty() : Optional.of(Hash.parse(k.anchor())), k.text(),
                k.tags().isEmpty() ? List.of() : List.of(k.tags().split("\n")), k.actor(), k.at());
    }
}
