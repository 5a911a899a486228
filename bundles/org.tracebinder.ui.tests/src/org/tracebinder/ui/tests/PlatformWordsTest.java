// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** What the platform itself says in the German window is German: its dialogs, menus, commands and keys. */
class PlatformWordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

    private static final String RENDERERS = "org.eclipse.e4.ui.workbench.renderers.swt";
    private static final String ADDONS = "org.eclipse.e4.ui.workbench.addons.swt";

    /** Every word of these has its German. */
    private static final List<List<String>> WHOLE = List.of(
            List.of("org.eclipse.jface", "org/eclipse/jface/messages"),
            List.of("org.eclipse.jface", "org/eclipse/jface/bindings/keys/formatting/AbstractKeyFormatter"),
            List.of("org.eclipse.ui.workbench", "org/eclipse/ui/internal/quickaccess/messages"),
            List.of("org.eclipse.ui.workbench", "org/eclipse/ui/internal/progress/messages"),
            List.of("org.eclipse.ui.workbench", "org/eclipse/ui/internal/keys/WorkbenchKeyboard"),
            List.of(RENDERERS, "org/eclipse/e4/ui/internal/workbench/renderers/swt/messages"),
            List.of(RENDERERS, "org/eclipse/e4/ui/workbench/renderers/swt/messages"),
            List.of(ADDONS, "org/eclipse/e4/ui/workbench/addons/minmax/messages"));

    @Test
    void germanIsFoundWhereThePlatformLooksForIt() {
        ResourceBundle words = ResourceBundle.getBundle("org.eclipse.jface.messages", Locale.GERMAN,
                JFaceResources.class.getClassLoader());
        assertEquals("Abbrechen", words.getString("cancel"));
        assertEquals("&Ja", words.getString("yes"));
        ClassLoader workbench = PlatformUI.class.getClassLoader();
        assertNotNull(workbench.getResource("org/eclipse/ui/internal/quickaccess/messages_de.properties"));
        assertNotNull(workbench.getResource("org/eclipse/ui/internal/messages_de.properties"));
    }

    @Test
    void noWordOfADialogAMenuOrAKeyIsLeftInEnglish() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (List<String> whole : WHOLE) {
            compare(whole.get(0), whole.get(1), "", wrong);
        }
        for (String some : List.of("ClosePerspective", "ResetPerspective", "ShowView_", "QuickAccess", "PluginAction",
                "Operations_", "WorkbenchStatusDialog", "CyclePart", "CyclePerspective", "SaveableHelper",
                "AboutPlugins", "AboutFeatures", "AboutSystem", "BundleSigningTray", "ProductInfo",
                "FilteredPreference", "FilteredTree", "PreferenceNode", "DecorationScheduler")) {
            compare("org.eclipse.ui.workbench", "org/eclipse/ui/internal/messages", some, wrong);
        }
        compare("org.eclipse.ui.workbench", "plugin", "command.", wrong);
        for (String some : List.of("command.", "category.", "context.", "Views.")) {
            compare("org.eclipse.ui", "plugin", some, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    /** No German word stands for one that the platform does not have, and none names a place that it does not fill. */
    @Test
    void germanHasNoWordsOfItsOwn() throws IOException {
        int files = 0;
        List<String> wrong = new ArrayList<>();
        for (String name : List.of("org.eclipse.jface", "org.eclipse.ui.workbench", "org.eclipse.ui", RENDERERS,
                ADDONS)) {
            Bundle bundle = Platform.getBundle(name);
            Enumeration<URL> found = bundle.findEntries("/", "*_de.properties", true);
            for (URL url : found == null ? List.<URL>of() : Collections.list(found)) {
                files++;
                Properties english = read(bundle.getEntry(url.getPath().replace("_de.properties", ".properties")));
                Properties german = read(url);
                for (String key : german.stringPropertyNames()) {
                    if (!english.containsKey(key) || !places(english, key).containsAll(places(german, key))) {
                        wrong.add(url.getPath() + " " + key);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(files >= 10, "files: " + files);
    }

    private static void compare(String host, String path, String begin, List<String> wrong) throws IOException {
        Bundle bundle = Platform.getBundle(host);
        int slash = path.lastIndexOf('/');
        Enumeration<URL> found = bundle.findEntries("/" + path.substring(0, Math.max(0, slash)),
                path.substring(slash + 1) + "_de.properties", false);
        if (found == null) {
            wrong.add(host + " " + path);
            return;
        }
        Properties german = read(found.nextElement());
        Properties english = read(bundle.getEntry(path + ".properties"));
        new TreeSet<>(english.stringPropertyNames()).stream()
                .filter(key -> key.startsWith(begin) && !german.containsKey(key))
                .forEach(key -> wrong.add(path + " " + key));
    }

    private static TreeSet<String> places(Properties words, String key) {
        TreeSet<String> places = new TreeSet<>();
        Matcher m = PLACE.matcher(words.getProperty(key));
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
