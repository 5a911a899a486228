// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tracebinder.session.Binder;

/** The sample data inside the product: the trail of an invented bank, with known faults. */
final class SampleTrail {

    private SampleTrail() {
    }

    /**
     * @param folder made when it is not there
     * @throws IOException when the files can't be written
     */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : names()) {
            Files.write(folder.resolve(name), read("trail/" + name));
        }
    }

    /** @return names of the files of the trail, sorted */
    static List<String> names() throws IOException {
        return new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Binder.class.getResourceAsStream("/sample/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the product lacks its sample file " + name);
            }
            return in.readAllBytes();
        }
    }
}
