// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages of an interface that stand one a line: the elements of the array in each are records. A line that is no such
 * page, or a broken one, is one record, so that whoever reads it says what is wrong with it.
 */
final class PageFramer implements Framer {

    private final List<String> unwrap;
    private final Alike alike;
    private final LineFramer lines = new LineFramer(true);

    /** A piece of a line. */
    private record Piece(int from, int length, String reason) {
    }

    /**
     * @param unwrap paths of arrays whose elements are records
     * @param alike  knows what records look like, where the content was looked through before
     */
    PageFramer(List<String> unwrap, Alike alike) {
        this.unwrap = unwrap;
        this.alike = alike;
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        return lines.cut(buffer, from, to, end, new Out() {
            @Override
            public void record(int at, int length) {
                line(buffer, at, length, out);
            }

            @Override
            public void bad(int at, int length, String reason) {
                out.bad(at, length, reason);
            }
        });
    }

    private void line(byte[] buffer, int from, int length, Out out) {
        List<Piece> pieces = new ArrayList<>();
        JsonFramer framer = new JsonFramer(unwrap, alike);
        framer.cut(buffer, from, from + length, true, new Out() {
            @Override
            public void record(int at, int bytes) {
                pieces.add(new Piece(at, bytes, null));
            }

            @Override
            public void bad(int at, int bytes, String reason) {
                pieces.add(new Piece(at, bytes, reason));
            }
        });
        if (!framer.unwrapped() || pieces.stream().anyMatch(p -> p.reason != null)) {
            out.record(from, length);
            return;
        }
        pieces.forEach(p -> out.record(p.from, p.length));
    }
}
