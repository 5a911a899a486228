// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;

/**
 * The structure tree of a tagged PDF (ISO 32000-1, 14.7): which part of the pages is a heading, a cell, a list, so that
 * programs can read the report aloud in the right order.
 */
final class PdfTags {

    private final COSDictionary root = new COSDictionary();
    private final COSDictionary document;
    /** For each page, the elements that own its marked contents, in the order of their numbers. */
    private final List<COSArray> pages = new ArrayList<>();
    private final List<COSDictionary> links = new ArrayList<>();

    PdfTags() {
        root.setItem(COSName.TYPE, COSName.getPDFName("StructTreeRoot"));
        document = create("Document", root);
    }

    /** @return the element that holds all others */
    COSDictionary document() {
        return document;
    }

    /** @return a new last child */
    COSDictionary create(String type, COSDictionary parent) {
        COSDictionary element = new COSDictionary();
        element.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
        element.setItem(COSName.S, COSName.getPDFName(type));
        element.setItem(COSName.P, parent);
        append(parent, element);
        return element;
    }

    private static void append(COSDictionary parent, COSBase kid) {
        COSArray kids = parent.getCOSArray(COSName.K);
        if (kids == null) {
            kids = new COSArray();
            parent.setItem(COSName.K, kids);
        }
        kids.add(kid);
    }

    /** Says what a head of a table stands for: {@code Column} or {@code Row}. */
    static void scope(COSDictionary element, String scope) {
        COSDictionary attributes = new COSDictionary();
        attributes.setDirect(true);
        attributes.setItem(COSName.O, COSName.getPDFName("Table"));
        attributes.setItem(COSName.getPDFName("Scope"), COSName.getPDFName(scope));
        element.setItem(COSName.A, attributes);
    }

    /** Says where on its page a figure stands. */
    static void box(COSDictionary element, float left, float bottom, float right, float top) {
        COSDictionary attributes = new COSDictionary();
        attributes.setDirect(true);
        attributes.setItem(COSName.O, COSName.getPDFName("Layout"));
        attributes.setItem(COSName.BBOX, numbers(left, bottom, right, top));
        attributes.setItem(COSName.getPDFName("Placement"), COSName.getPDFName("Block"));
        element.setItem(COSName.A, attributes);
    }

    /** @return lengths to the point */
    static COSArray numbers(float... lengths) {
        COSArray array = new COSArray();
        for (float length : lengths) {
            array.add(COSInteger.get(Math.round(length)));
        }
        array.setDirect(true);
        return array;
    }

    /** Begins the next page. */
    void page() {
        pages.add(new COSArray());
    }

    /** @return the number of the next marked content on a page, now owned by the element */
    int mark(COSDictionary element, int pageIndex, COSDictionary page) {
        COSArray owners = pages.get(pageIndex);
        int number = owners.size();
        owners.add(element);
        COSDictionary reference = new COSDictionary();
        reference.setDirect(true);
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, page);
        reference.setInt(COSName.MCID, number);
        append(element, reference);
        return number;
    }

    /** Makes an annotation part of an element. */
    void annotation(COSDictionary element, COSDictionary annotation, COSDictionary page) {
        COSDictionary reference = new COSDictionary();
        reference.setDirect(true);
        reference.setItem(COSName.TYPE, COSName.getPDFName("OBJR"));
        reference.setItem(COSName.PG, page);
        reference.setItem(COSName.OBJ, annotation);
        append(element, reference);
        annotation.setInt(COSName.STRUCT_PARENT, pages.size() + links.size());
        links.add(element);
    }

    /** @return the finished tree; all pages and annotations are known */
    COSDictionary finish() {
        COSArray numbers = new COSArray();
        int n = 0;
        for (COSArray owners : pages) {
            numbers.add(COSInteger.get(n++));
            numbers.add(owners);
        }
        for (COSDictionary owner : links) {
            numbers.add(COSInteger.get(n++));
            numbers.add(owner);
        }
        COSDictionary parents = new COSDictionary();
        parents.setItem(COSName.NUMS, numbers);
        root.setItem(COSName.PARENT_TREE, parents);
        root.setInt(COSName.PARENT_TREE_NEXT_KEY, n);
        return root;
    }
}
