// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.nio.file.Path;

/** Prints what the readers make of files: {@code Show FILE...}. */
final class Show {

    private Show() {
    }

    public static void main(String[] files) {
        for (String f : files) {
            Path file = Path.of(f);
            Samples.Read read = Samples.read(file.getFileName().toString(), Samples.bytes(file));
            System.out.println("== " + file.getFileName() + " " + (read.reader() == null ? "not detected"
                    : read.reader().id() + " " + read.match() + " events " + read.events().size() + " bad "
                    + read.bad()));
            System.out.println(Dump.of(read.events()));
        }
    }
}
