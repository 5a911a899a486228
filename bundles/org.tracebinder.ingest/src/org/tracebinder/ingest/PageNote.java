// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a page of an interface says, beside its records, about the pages and records around it. Numbers that it does
 * not say are -1.
 *
 * @param announced whether it says that more follows: {@code has_more} of OpenAI and Anthropic, {@code hasNextPage} of
 *                  GraphQL; null when it does not say
 * @param next      true when it names where the next page begins: {@code @odata.nextLink} of OData, {@code nextToken}
 *                  of AWS, {@code next_page_token} of Google and MLflow, {@code next_cursor}, {@code cursors.next}
 * @param page      its own number, from 1
 * @param pages     how many there are
 * @param total     how many records there are
 * @param here      how many it holds itself; told only of pages that are lines of one file
 */
public record PageNote(Boolean announced, boolean next, long page, long pages, long total, long here) {

    private static final PageNote NOTHING = new PageNote(null, false, -1, -1, -1);
    private static final String HERE = "@records";

    /** A page whose records are counted as such. */
    public PageNote(Boolean announced, boolean next, long page, long pages, long total) {
        this(announced, next, page, pages, total, -1);
    }

    private static final Set<String> ANNOUNCED = Set.of("has_more", "hasmore", "has_next", "hasnext", "has_next_page",
            "hasnextpage", "istruncated", "is_truncated");
    private static final Set<String> NEXT = Set.of("nextlink", "@odata.nextlink", "odata.nextlink", "next_link",
            "nexttoken", "next_token", "nextpagetoken", "next_page_token", "nextcursor", "next_cursor", "next_page");
    private static final Set<String> PAGE = Set.of("page", "currentpage", "current_page");
    private static final Set<String> PAGES = Set.of("totalpages", "total_pages");
    private static final Set<String> TOTAL = Set.of("totalitems", "total_items", "totalcount", "total_count",
            "total_size", "totalresults", "@odata.count", "odata.count");
    /** Members of the page that speak of paging; others are the records' own affair. */
    private static final Set<String> WITHIN = Set.of("meta", "metadata", "pagination", "paging", "page_info",
            "pageinfo", "links", "_links", "cursors", "cursor");

    /**
     * @param envelope what stands around the records, see {@link RawRecord#envelope()}
     * @return what each document says, in order; of what is no JSON nothing
     */
    public static List<PageNote> in(byte[] envelope) {
        List<PageNote> notes = new ArrayList<>();
        int from = 0;
        while (from < envelope.length && Bytes.isSpace(envelope[from])) {
            from++;
        }
        if (from == envelope.length || envelope[from] != '{') {
            return notes;
        }
        try (JsonParser parser = Json.parser(new RawRecord(envelope, from, envelope.length - from, 0, null))) {
            for (JsonToken token; (token = parser.nextToken()) != null;) {
                if (token == JsonToken.START_OBJECT) {
                    notes.add(members(parser, "", NOTHING, Set.of()));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return notes; // cut or broken from here on; what was said before counts
        }
        return notes;
    }

    /**
     * @param line  one page
     * @param lists members that may hold its records
     * @return what it says, and how many records it holds; null when it is no page or says nothing
     */
    static PageNote of(byte[] line, Set<String> lists) {
        try (JsonParser parser = Json.parser(new RawRecord(line, 0, line.length, 0, null))) {
            PageNote said = parser.nextToken() == JsonToken.START_OBJECT ? members(parser, "", NOTHING, lists)
                    : NOTHING;
            return said.here < 0 || said.with(-1).equals(NOTHING) ? null : said;
        } catch (JacksonException e) {
            return null; // a line that is broken is told of where it is read
        }
    }

    private PageNote with(long records) {
        return new PageNote(announced, next, page, pages, total, records);
    }

    /** @return a document that {@link #in} understands */
    String json() {
        StringBuilder all = new StringBuilder("{\"" + HERE + "\":" + here);
        if (announced != null) {
            all.append(",\"has_more\":").append(announced);
        }
        if (next) {
            all.append(",\"next_page_token\":1");
        }
        return all.append(page < 0 ? "" : ",\"page\":" + page).append(pages < 0 ? "" : ",\"total_pages\":" + pages)
                .append(total < 0 ? "" : ",\"total_items\":" + total).append('}').toString();
    }

    /** The parser stands at the beginning of an object, and at its end afterwards. */
    private static PageNote members(JsonParser parser, String within, PageNote note, Set<String> lists) {
        PageNote said = note;
        for (String name; (name = parser.nextName()) != null;) {
            JsonToken token = parser.nextToken();
            String key = name.toLowerCase(Locale.ROOT);
            if (token == JsonToken.START_OBJECT && within.isEmpty() && WITHIN.contains(key)) {
                said = members(parser, key, said, lists);
            } else if (token == JsonToken.START_ARRAY && within.isEmpty() && lists.contains(name)) {
                long count = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    parser.skipChildren();
                    count++;
                }
                said = said.with(Math.max(0, said.here) + count);
            } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                said = said.with(key, within, parser, token);
            }
        }
        return said;
    }

    private PageNote with(String key, String within, JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return ANNOUNCED.contains(key)
                    ? new PageNote(token == JsonToken.VALUE_TRUE, next, page, pages, total, here) : this;
        }
        boolean number = token == JsonToken.VALUE_NUMBER_INT;
        if (number && key.equals(HERE)) {
            return with(parser.getString().length() > 15 ? -1 : parser.getLongValue());
        }
        if (number && (PAGE.contains(key) || PAGES.contains(key) || TOTAL.contains(key))) {
            long value = parser.getString().length() > 15 ? -1 : parser.getLongValue();
            return new PageNote(announced, next, PAGE.contains(key) ? value : page, PAGES.contains(key) ? value : pages,
                    TOTAL.contains(key) ? value : total, here);
        }
        boolean text = token == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
        boolean link = text && key.equals("next") && (!within.isEmpty() || parser.getString().startsWith("http"));
        boolean cursor = text && key.equals("cursor") && within.equals("meta"); // Langfuse, of the page that follows
        return link || cursor || (text || number) && NEXT.contains(key)
                ? new PageNote(announced, true, page, pages, total, here) : this;
    }
}
