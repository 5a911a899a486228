// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.tracebinder.ui.internal.start.RebuildLeft;
import org.tracebinder.ui.widgets.TextUndo;

/** Makes the services that the views and commands of one workbench share. Named in plugin.xml. */
public final class Services extends AbstractServiceFactory {

    @Override
    public Object create(Class service, IServiceLocator parent, IServiceLocator locator) {
        Object known = parent.getService(service);
        if (known != null) {
            return known;
        }
        if (service == CurrentBinder.class) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            TextUndo.everywhere(display);
            CurrentBinder current = new CurrentBinder(new Jobs(display));
            current.add(new RebuildLeft(current));
            return current;
        }
        if (service == Investigation.class) {
            return new Investigation(locator.getService(CurrentBinder.class));
        }
        if (service == Imports.class) {
            return new Imports(locator.getService(CurrentBinder.class));
        }
        if (service == Assessments.class) {
            return new Assessments(locator.getService(CurrentBinder.class));
        }
        if (service == Packs.class) {
            return new Packs(locator.getService(CurrentBinder.class));
        }
        if (service == FileChooser.class) {
            return new FileChooser();
        }
        return null;
    }
}
