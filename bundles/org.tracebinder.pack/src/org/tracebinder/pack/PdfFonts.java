// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of the PDF report, embedded with the glyphs that are used. A character that a face lacks is taken from the
 * fixed-width face, and one that neither has is written as {@code [U+4E2D]}: nothing vanishes. So are characters that
 * show nothing, since what is not seen could hide something.
 */
final class PdfFonts implements AutoCloseable {

    /** Faces, with the names of their files and in the pages' resources. */
    enum Face {
        TEXT("NotoSans-Regular.ttf"), BOLD("NotoSans-Bold.ttf"), MONO("NotoSansMono-Regular.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }

        /** @return the name in content streams */
        String resource() {
            return "F" + ordinal();
        }
    }

    /**
     * A glyph to draw.
     *
     * @param face    that has it
     * @param code    four hexadecimal digits, for content streams
     * @param advance in thousandths of the size
     */
    record Glyph(Face face, int codePoint, String code, float advance) {
    }

    private static final class Loaded {

        private final TrueTypeFont file;
        private final CmapLookup characters;
        private final PDType0Font font;
        private final Map<Integer, Glyph> known = new HashMap<>();

        Loaded(PDDocument document, TrueTypeFont file) throws IOException {
            this.file = file;
            this.characters = file.getUnicodeCmapLookup();
            this.font = PDType0Font.load(document, file, true);
        }
    }

    private final Map<Face, Loaded> faces = new EnumMap<>(Face.class);

    /** @param document that embeds the fonts; closed after this */
    PdfFonts(PDDocument document) throws IOException {
        for (Face face : Face.values()) {
            try (InputStream in = PdfFonts.class.getResourceAsStream("/fonts/" + face.file)) {
                if (in == null) {
                    throw new IOException("the product lacks its font " + face.file);
                }
                TrueTypeFont file = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
                faces.put(face, new Loaded(document, file));
            }
        }
    }

    /** @return the glyphs of a character: one, or several that say which character it is */
    List<Glyph> glyphs(Face face, int codePoint) {
        if (Character.getType(codePoint) != Character.FORMAT) {
            for (Face one : List.of(face, Face.MONO)) {
                Glyph glyph = glyph(one, codePoint);
                if (glyph != null) {
                    return List.of(glyph);
                }
            }
        }
        List<Glyph> spelled = new ArrayList<>();
        String.format(Locale.ROOT, "[U+%04X]", codePoint).chars().forEach(c -> spelled.add(glyph(face, c)));
        return spelled;
    }

    private Glyph glyph(Face face, int codePoint) {
        Loaded loaded = faces.get(face);
        return loaded.known.computeIfAbsent(codePoint, c -> {
            int id = loaded.characters.getGlyphId(c);
            try {
                return id == 0 ? null : new Glyph(face, c, String.format(Locale.ROOT, "%04X", id),
                        loaded.file.getAdvanceWidth(id) * 1000f / loaded.file.getUnitsPerEm());
            } catch (IOException e) {
                throw new IllegalStateException("a font in memory can be read", e);
            }
        });
    }

    /** Makes sure that the glyph is embedded. */
    void use(Glyph glyph) {
        faces.get(glyph.face()).font.addToSubset(glyph.codePoint());
    }

    /** @return the fonts as resources of a page; filled by {@link #finish} */
    COSDictionary resources() {
        COSDictionary fonts = new COSDictionary();
        faces.forEach((face, loaded) -> fonts.setItem(COSName.getPDFName(face.resource()), loaded.font));
        return fonts;
    }

    /** Cuts the fonts down to the used glyphs and embeds them; nothing can be drawn after this. */
    void finish() throws IOException {
        for (Loaded loaded : faces.values()) {
            loaded.font.addToSubset(' ');
            loaded.font.subset();
        }
    }

    @Override
    public void close() throws IOException {
        for (Loaded loaded : faces.values()) {
            loaded.file.close();
        }
    }
}
