// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** German is complete: the same words as in English, with the same places for figures. */
class MessagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

    @Test
    void germanHasAllWordsAndAllTheirPlaces() throws IOException {
        List<String> wrong = new ArrayList<>();
        int files = 0;
        for (String name : List.of("org.tracebinder.ui", "org.tracebinder.ui.widgets", "org.tracebinder.rcp")) {
            Bundle bundle = Platform.getBundle(name);
            Enumeration<URL> found = bundle.findEntries("/", "*_de.properties", true);
            for (URL url : found == null ? List.<URL>of() : Collections.list(found)) {
                String path = url.getPath();
                Properties german = read(url);
                Properties english = read(bundle.getEntry(path.replace("_de.properties", ".properties")));
                files++;
                assertTrue(english.size() > 3, path);
                TreeSet<String> keys = new TreeSet<>(english.stringPropertyNames());
                keys.addAll(german.stringPropertyNames());
                for (String key : keys) {
                    String en = english.getProperty(key);
                    String de = german.getProperty(key);
                    if (en == null && key.startsWith("timeRule.")) {
                        continue; // English has these words in the code that makes the times
                    }
                    if (en == null || de == null || !places(en).equals(places(de))) {
                        wrong.add(path + " " + key);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(files >= 7, "files: " + files);
    }

    /** A German keyboard has other names on its keys, and a German menu is called otherwise. */
    @Test
    void germanHelpNamesTheKeysOfAGermanKeyboard() throws IOException {
        String page = "org/tracebinder/ui/internal/help/pages_de.md";
        try (InputStream in = Platform.getBundle("org.tracebinder.ui").getEntry(page).openStream()) {
            String help = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(help.contains("`Strg+Umschalt+"), help);
            assertEquals(List.of(), help.lines().filter(l -> l.contains("Ctrl+") || l.contains("Shift+")).toList());
        }
    }

    private static TreeSet<String> places(String words) {
        TreeSet<String> places = new TreeSet<>();
        Matcher m = PLACE.matcher(words);
        while (m.find()) {
            places.add(m.group());
        }
        return places;
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
