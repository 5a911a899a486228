// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** The words of reports and tables: English, or German for {@code de}. Immutable. */
final class ReportWords {

    private final Properties words = new Properties();

    ReportWords(Locale language) throws IOException {
        load("report.properties");
        if (language.getLanguage().equals("de")) {
            load("report_de.properties");
        }
    }

    private void load(String name) throws IOException {
        try (InputStream in = ReportWords.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        }
    }

    /** @return the words under the key; the key itself when there are none */
    String of(String key) {
        return words.getProperty(key, key);
    }

    /** @return the words under the key with values in the places of {@code {0}}, {@code {1}}... */
    String of(String key, Object... values) {
        return new MessageFormat(of(key).replace("'", "''"), Locale.ROOT).format(values);
    }

    /** @return the word for a value such as a result; the value itself when it is not known */
    String value(String group, Object value) {
        return words.getProperty(group + "." + value, value == null ? "" : value.toString());
    }

    /** @return all keys and words, each pair on a line */
    String everything() {
        StringBuilder all = new StringBuilder();
        words.forEach((key, value) -> all.append(key).append(' ').append(value).append('\n'));
        return all.toString();
    }
}
