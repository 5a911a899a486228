// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tracebinder.core.CanonicalJson;

/** Values on their way into a pack: masked and logged where the pack is a masked one, else as they are. */
final class Masked implements AutoCloseable {

    private final Optional<Redaction> redaction;
    private final OutputStream log;

    Masked(PackFiles files, Optional<Redaction> redaction) throws IOException {
        this.redaction = redaction;
        this.log = redaction.isPresent() ? files.create(PackNames.MASK_LOG) : null;
    }

    boolean active() {
        return redaction.isPresent();
    }

    Object value(String place, Object json) throws IOException {
        return redaction.isEmpty() ? json : redaction.get().mask(place, json, this::log);
    }

    /** @param events of the record with the id */
    Object events(String id, List<Map<String, Object>> events) throws IOException {
        return redaction.isEmpty() ? events : redaction.get().maskEvents(id, events, this::log);
    }

    private void log(Map<String, Object> entry, String words) throws IOException {
        log.write(CanonicalJson.bytes(entry));
        log.write('\n');
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String place, Map<String, ?> json) throws IOException {
        return (Map<String, Object>) value(place, json);
    }

    List<Map<String, Object>> objects(String place, List<Map<String, Object>> json) throws IOException {
        if (redaction.isEmpty()) {
            return json;
        }
        List<Map<String, Object>> masked = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            masked.add(object(place + "/" + i, json.get(i)));
        }
        return masked;
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}
