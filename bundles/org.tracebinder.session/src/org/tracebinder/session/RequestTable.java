// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.RequestList;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.Sheet;

/**
 * What a client is asked for, as a table to send: one line for each request and control, and room for due date,
 * state and answer.
 */
public final class RequestTable {

    private static final List<String> HEAD = List.of("no", "evidence", "missing", "request", "ask whom", "catalogue",
            "control", "ref", "title", "binding", "trail shows", "due", "state", "answer");
    private static final List<String> HEAD_DE = List.of("Nr.", "Nachweis", "fehlt", "Bitte", "wen fragen", "Katalog",
            "Anforderung", "Stelle", "Titel", "bindend", "Spur zeigt", "f\u00e4llig", "Stand", "Antwort");
    private static final int[] WIDTHS = {6, 24, 40, 60, 24, 14, 18, 14, 36, 12, 16, 12, 12, 40};

    private final Sheet sheet;

    /**
     * @param list     the requests
     * @param catalogs in the language of the table
     * @param language German, or English, which every other language means as well
     */
    public RequestTable(RequestList list, Catalogs catalogs, Locale language) {
        boolean german = language.getLanguage().equals("de");
        List<Sheet.Column> columns = new ArrayList<>();
        for (int i = 0; i < HEAD.size(); i++) {
            columns.add(new Sheet.Column((german ? HEAD_DE : HEAD).get(i), WIDTHS[i]));
        }
        sheet = new Sheet(german ? "Anfragen" : "Requests", columns);
        for (RequestList.Request r : list.requests()) {
            for (RequestList.Asking a : r.controls()) {
                String title = catalogs.byId(a.catalog()).flatMap(c -> c.control(a.control().id())).map(Control::title)
                        .orElse(a.control().title());
                sheet.row(r.number(), r.kind(), r.description(), r.ask(), r.owner(), a.catalog(), a.control().id(),
                        a.control().ref(), title, a.control().status().id(), a.control().result().id(), "", "", "");
            }
        }
    }

    /** @return comma-separated values (RFC 4180, UTF-8), safe for spreadsheet programs */
    public byte[] csv() {
        return sheet.csv();
    }

    /** @return a workbook (.xlsx) with a filter and a frozen head */
    public byte[] xlsx() {
        return sheet.xlsx();
    }

    /**
     * Writes the table: a workbook when the name ends with {@code .xlsx}, else comma-separated values.
     *
     * @param file is not there yet
     * @throws TracebinderException when there is a file of that name
     */
    public void write(Path file) throws IOException, TracebinderException {
        boolean workbook = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
        try {
            Files.write(file, workbook ? xlsx() : csv(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new TracebinderException("'" + file + "' is there already; nothing was written.", e);
        }
    }
}
