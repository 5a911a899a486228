// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The two launchers tell a sub-command from a folder by the same list of words. */
class LauncherScriptsTest {

    @Test
    void knowTheSameCommands() throws IOException {
        Set<String> unix = words("tracebinder", Pattern.compile("(?s)\\n    (new .*?)\\)\\n"));
        Set<String> windows = words("tracebinder.cmd", Pattern.compile("in \\((new [^)]*)\\)"));
        assertEquals(unix, windows);
        assertTrue(unix.contains("import"), unix::toString);
        assertFalse(unix.contains("demo"), "demo has a rule of its own");
    }

    private static Set<String> words(String script, Pattern list) throws IOException {
        String text = Files.readString(Repository.root().resolve("releng/org.tracebinder.product/launcher/" + script));
        Matcher found = list.matcher(text.replace("\r", ""));
        assertTrue(found.find(), script);
        Set<String> words = new TreeSet<>();
        for (String word : found.group(1).split("[\\s|\\\\]+")) {
            words.add(word);
        }
        return words;
    }
}
