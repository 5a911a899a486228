// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.tracebinder.ui.widgets.Zoom;

/** Changes the size of letters (on GTK) and the language of the words in the running window, as the desktop does. */
final class Letters {

    private Letters() {
    }

    /** All parts are made anew with letters so many times as large as usual. */
    static void size(double factor) throws ReflectiveOperationException {
        ClassLoader swt = SWT.class.getClassLoader();
        Class<?> os = swt.loadClass("org.eclipse.swt.internal.gtk.OS");
        Class<?> gtk = swt.loadClass("org.eclipse.swt.internal.gtk.GTK");
        long settings = (long) gtk.getMethod("gtk_settings_get_default").invoke(null);
        byte[] name = "gtk-xft-dpi\0".getBytes(StandardCharsets.US_ASCII);
        os.getMethod("g_object_set", long.class, byte[].class, int.class, long.class)
                .invoke(null, settings, name, factor == 1 ? -1 : (int) (96 * 1024 * factor), 0L);
        Bench.settle();
        Field zoom = Zoom.class.getDeclaredField("factor");
        zoom.setAccessible(true);
        zoom.setDouble(null, 0);
        anew();
    }

    /** All parts are made anew with the words of that language. */
    static void language(String suffix) throws ReflectiveOperationException, IOException {
        for (String name : List.of("org.tracebinder.ui", "org.tracebinder.ui.widgets")) {
            Bundle bundle = Platform.getBundle(name);
            Enumeration<URL> found = bundle.findEntries("/", "*_de.properties", true);
            for (URL url : Collections.list(found)) {
                fill(bundle, url.getPath().replace("_de.properties", ""), suffix);
            }
        }
        anew();
    }

    /** The words of a file stand in the fields of the class beside it that has one for each of them. */
    private static void fill(Bundle bundle, String path, String suffix) throws ReflectiveOperationException,
            IOException {
        Properties words = new Properties();
        try (InputStream in = bundle.getEntry(path + suffix + ".properties").openStream()) {
            words.load(in);
        }
        String folder = path.substring(0, path.lastIndexOf('/'));
        for (String resource : bundle.adapt(BundleWiring.class).listResources(folder, "*s.class",
                BundleWiring.LISTRESOURCES_LOCAL)) {
            Class<?> type = bundle.loadClass(resource.substring(0, resource.length() - 6).replace('/', '.'));
            if (NLS.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == String.class && !Modifier.isFinal(field.getModifiers())
                            && words.containsKey(field.getName())) {
                        field.setAccessible(true);
                        field.set(null, words.getProperty(field.getName()));
                    }
                }
            }
        }
    }

    private static void anew() {
        IWorkbenchPage page = Bench.window().getActivePage();
        IPerspectiveDescriptor perspective = page.getPerspective();
        List<IPerspectiveDescriptor> open = new ArrayList<>(List.of(page.getOpenPerspectives()));
        open.remove(perspective);
        open.forEach(p -> page.closePerspective(p, false, false));
        List.of(page.getViewReferences()).forEach(page::hideView);
        page.resetPerspective();
        Bench.window().getShell().layout(true, true);
        Bench.settle();
    }
}
