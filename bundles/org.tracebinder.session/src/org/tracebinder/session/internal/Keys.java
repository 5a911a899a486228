// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;
import org.tracebinder.ingest.RawRecord;

/** The keys of all records and events of a binder: how it is known that something was there before. */
final class Keys implements AutoCloseable {

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::newDigest);

    private final KeyStore records;
    private final KeyStore events;

    Keys(Path folder) throws IOException {
        records = new KeyStore(folder, "records");
        events = new KeyStore(folder, "events");
    }

    /** Remembers a record by its bytes. */
    void record(RecordId id, byte[] leaf) throws IOException {
        records.add(leaf, 0, leaf, 16, id.source(), id.record(), 0);
    }

    /** Remembers an event by its identity and its bytes; an event without identity can't be there twice. */
    void event(EventId id, Event event, byte[] leaf, RawRecord raw) throws IOException {
        if (event.identity() == null) {
            return;
        }
        byte[] content = leaf;
        MessageDigest digest = DIGEST.get();
        byte[] key = digest.digest(event.identity().getBytes(StandardCharsets.UTF_8));
        // an event with bytes of its own is known by them, also where it is the only one in its record: the same span
        // comes alone and among others
        if (id.ordinal() != 0 || event.to() >= 0) {
            int to = event.to() < 0 ? raw.length() : event.to();
            digest.update(raw.bytes(), raw.from() + event.from(), to - event.from());
            content = digest.digest();
        }
        events.add(key, 0, content, 0, id.record().source(), id.record().record(), id.ordinal());
    }

    /** @return keys of records */
    KeyStore records() {
        return records;
    }

    /** @return keys of events */
    KeyStore events() {
        return events;
    }

    /** Makes the keys of this import durable. */
    void seal(int firstSource) throws IOException {
        records.seal(firstSource);
        events.seal(firstSource);
    }

    /** Forgets what was added for this source and later ones: they are not kept after all. */
    void forget(int firstSource) throws IOException {
        records.forget(firstSource);
        events.forget(firstSource);
    }

    /** Forgets the keys of all sources after the last committed one. */
    void keepUpTo(int lastSource) throws IOException {
        records.keepUpTo(lastSource);
        events.keepUpTo(lastSource);
    }

    /** Takes over the keys of some sources from another folder, as far as they are there. */
    void takeOver(Path other, Set<Integer> sources) throws IOException {
        records.takeOver(other, sources);
        events.takeOver(other, sources);
    }

    /** Puts the sealed keys of one folder, which has all from the first source on, in the place of those of another. */
    static void replace(Path fresh, Path old) throws IOException {
        Files.createDirectories(old);
        List<Path> files;
        try (Stream<Path> all = Files.list(fresh)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.move(file, old.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
        try (Keys keys = new Keys(old)) {
            keys.keepUpTo(1);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
        events.close();
    }
}
