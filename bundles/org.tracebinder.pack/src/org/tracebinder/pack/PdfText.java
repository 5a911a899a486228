// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.PdfFonts.Face;
import org.tracebinder.pack.PdfFonts.Glyph;
import org.tracebinder.pack.ReportBlock.Run;

/** Words as glyphs with their places, broken into lines. Lengths are points. */
final class PdfText {

    /** Colours as red, green and blue; each is 4.5 to 1 or more against white. */
    static final String INK = "0.11 0.141 0.188";
    static final String SOFT = "0.333 0.376 0.431";
    static final String ACCENT = "0.09 0.251 0.427";
    static final String WHITE = "1 1 1";

    private static final Map<String, String> RESULTS = Map.of("supported", "0.11 0.42 0.235", "gap",
            "0.639 0.133 0.106", "failed", "0.451 0.09 0.071", "mixed", "0.541 0.325 0", "not-assessable",
            "0.333 0.376 0.431", "documents-only", "0.239 0.31 0.62");
    private static final float MARK_PAD = 3;
    /** A long word may be parted behind one of these. */
    private static final String SOFT_BREAKS = "/-,:;=&?)._|";

    private final PdfFonts fonts;

    /**
     * A glyph in a line.
     *
     * @param glyph null for room at the ends of a mark
     * @param mark  counts the marks of a text from 1; 0 for glyphs outside
     */
    record Placed(Glyph glyph, float size, String colour, float width, int mark) {

        boolean space() {
            return mark == 0 && glyph != null && (glyph.codePoint() == ' ' || glyph.codePoint() == '\t');
        }
    }

    /** A line without the spaces at its end counted. */
    record Line(List<Placed> glyphs, float width) {
    }

    PdfText(PdfFonts fonts) {
        this.fonts = fonts;
    }

    static String colour(String result) {
        return RESULTS.getOrDefault(result, SOFT);
    }

    /** @return lines of words in one face */
    List<Line> lines(String text, Face face, float size, String colour, float width) {
        List<Placed> glyphs = new ArrayList<>();
        add(glyphs, text, face, size, colour, 0);
        return lines(glyphs, width);
    }

    /** @return lines of runs; each list begins on a new line */
    List<Line> lines(List<List<Run>> runs, Face face, float size, String colour, float width) {
        List<Line> lines = new ArrayList<>();
        runs.forEach(one -> lines.addAll(lines(glyphs(one, face, size, colour), width)));
        return lines;
    }

    /** @return the width of the widest line when nothing is broken, and that of the widest word */
    float[] widths(List<List<Run>> runs, Face face, float size) {
        float whole = 0;
        float word = 0;
        for (List<Run> one : runs) {
            float line = 0;
            float part = 0;
            for (Placed p : glyphs(one, face, size, INK)) {
                if (p == null) { // a line break
                    whole = Math.max(whole, line);
                    line = 0;
                    part = 0;
                    continue;
                }
                line += p.width();
                part = p.space() ? 0 : part + p.width();
                word = Math.max(word, part);
            }
            whole = Math.max(whole, line);
        }
        return new float[] {whole, word};
    }

    private List<Placed> glyphs(List<Run> runs, Face face, float size, String colour) {
        List<Placed> glyphs = new ArrayList<>();
        int marks = 0;
        for (Run run : runs) {
            switch (run.style()) {
                case PLAIN -> add(glyphs, run.text(), face, size, colour, 0);
                case CODE -> add(glyphs, run.text(), Face.MONO, size * 0.9f, colour, 0);
                case SMALL -> add(glyphs, run.text(), face, size * 0.87f, SOFT, 0);
                case STRONG -> add(glyphs, run.text(), Face.BOLD, size, colour, 0);
                case MARK -> {
                    String own = colour(run.result());
                    marks++;
                    glyphs.add(new Placed(null, size, own, MARK_PAD, marks));
                    add(glyphs, run.text(), Face.BOLD, size * 0.92f, own, marks);
                    glyphs.add(new Placed(null, size, own, MARK_PAD, marks));
                }
            }
        }
        return glyphs;
    }

    private void add(List<Placed> into, String text, Face face, float size, String colour, int mark) {
        String words = Normalizer.normalize(Printable.of(text), Normalizer.Form.NFC).replace('\t', ' ');
        words.codePoints().forEach(c -> {
            if (c == '\n') {
                into.add(null);
                return;
            }
            for (Glyph glyph : fonts.glyphs(face, c)) {
                into.add(new Placed(glyph, size, colour, glyph.advance() * size / 1000, mark));
            }
        });
    }

    /** Breaks at spaces; a word that is wider than a line behind a sign in it, or anywhere. Null forces a break. */
    private static List<Line> lines(List<Placed> glyphs, float width) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        int space = -1;
        int soft = -1;
        float x = 0;
        for (int i = 0; i < glyphs.size(); i++) {
            Placed p = glyphs.get(i);
            if (p == null) {
                lines.add(line(glyphs, start, i));
                start = i + 1;
            } else if (!p.space() && x + p.width() > width + 0.01f && i > start) {
                int end = space > start ? space : soft > start ? soft : i;
                lines.add(line(glyphs, start, end));
                start = end;
                i = end - 1;
            } else {
                x += p.width();
                if (p.space()) {
                    space = i + 1;
                } else if (p.mark() == 0 && SOFT_BREAKS.indexOf(p.glyph().codePoint()) >= 0) {
                    soft = i + 1;
                }
                continue;
            }
            x = 0;
            space = -1;
            soft = -1;
        }
        if (start < glyphs.size() || lines.isEmpty() && !glyphs.isEmpty()) {
            lines.add(line(glyphs, start, glyphs.size()));
        }
        return lines;
    }

    private static Line line(List<Placed> glyphs, int from, int to) {
        List<Placed> part = List.copyOf(glyphs.subList(from, to));
        float width = 0;
        float counted = 0;
        for (Placed p : part) {
            width += p.width();
            counted = p.space() ? counted : width;
        }
        return new Line(part, counted);
    }
}
