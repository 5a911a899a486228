// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pages of interfaces say about the pages around them. */
class PageNoteTest {

    private static List<PageNote> in(String envelope) {
        return PageNote.in(envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static PageNote one(String envelope) {
        List<PageNote> notes = in(envelope);
        assertEquals(1, notes.size());
        return notes.get(0);
    }

    @Test
    void interfacesSayItInTheirWords() {
        assertEquals(Boolean.TRUE, one("{\"object\":\"list\",\"data\":[],\"has_more\":true}").announced());
        assertEquals(Boolean.FALSE, one("{\"data\":[],\"has_more\":false}").announced());
        assertEquals(Boolean.TRUE, one("{\"data\":[],\"pageInfo\":{\"hasNextPage\":true}}").announced());
        for (String next : List.of("\"@odata.nextLink\":\"https://x.invalid/?skip=1\"", "\"nextToken\":\"a\"",
                "\"next_page_token\":\"7\"", "\"nextPageToken\":\"b\"", "\"next_cursor\":12", "\"next\":\"http://x\"",
                "\"cursors\":{\"next\":\"c\"}", "\"meta\":{\"cursor\":\"d\"}", "\"nextLink\":\"https://x.invalid\"")) {
            assertEquals(new PageNote(null, true, -1, -1, -1), one("{\"value\":[]," + next + "}"), next);
        }
        assertEquals(new PageNote(null, false, 2, 120, 6000), one("{\"data\":[],\"meta\":{\"page\":2,\"limit\":50,"
                + "\"totalItems\":6000,\"totalPages\":120}}"));
    }

    @Test
    void whatIsEmptyOrTheRecordsOwnSaysNothing() {
        PageNote none = new PageNote(null, false, -1, -1, -1);
        for (String quiet : List.of("{\"runs\":[],\"next_page_token\":\"\"}", "{\"data\":[],\"next_page\":null}",
                "{\"config\":{\"nextToken\":\"a\",\"has_more\":true}}", "{\"next\":\"step\"}",
                "{\"rows\":[{\"has_more\":true}]}", "{\"totalPages\":12345678901234567890}")) {
            assertEquals(none, one(quiet), quiet);
        }
        assertEquals(List.of(), in("id,has_more"));
        assertEquals(List.of(), in(""));
        assertEquals(List.of(), in("{\"has_more\":true"), "a document that breaks off");
        assertEquals(2, in("{\"has_more\":true}\n{\"has_more\":false}").size());
    }
}
