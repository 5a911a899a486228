// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that tests import. */
final class Samples {

    private Samples() {
    }

    /** @return the root of the checkout */
    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("bundles"))) {
            at = at.getParent();
        }
        return at;
    }

    /** @return the sample trail of the product */
    static List<Path> trail() throws IOException {
        try (Stream<Path> files = Files.list(root().resolve("bundles/org.tracebinder.session/sample/trail"))) {
            return files.sorted().toList();
        }
    }

    /** @return a decision of a policy engine, as a line */
    static String decision(String id, String trace, String action) {
        return "{\"decision_id\":\"" + id + "\",\"trace_id\":\"" + trace + "\",\"path\":\"ai/guard\",\"timestamp\":"
                + "\"2026-03-01T10:00:00Z\",\"labels\":{\"app\":\"loans\"},\"result\":{\"action\":\"" + action
                + "\"}}\n";
    }
}
