// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchPartSite;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Latest;

/**
 * Sees by itself which steps of a first audit are done: what is in the binder, what was looked at, what was written.
 */
final class FirstAuditWatch implements CurrentBinder.Listener, IPartListener2 {

    private static final Map<String, String> LOOKED_AT = Map.of(Parts.SOURCES, "reconcile", Parts.QUARANTINE,
            "quarantine", Parts.DETAIL, "inference");

    private final IWorkbenchPartSite site;
    private final Consumer<String> done;
    private final CurrentBinder current;
    private final Packs packs;
    private final Imports imports;
    private final Latest latest = new Latest();
    private final Runnable written = this::written;
    private final Runnable imported = this::imported;

    /** @param done told the id of a step, on the user-interface thread, maybe more than once */
    FirstAuditWatch(IWorkbenchPartSite site, Consumer<String> done) {
        this.site = site;
        this.done = done;
        current = site.getService(CurrentBinder.class);
        packs = site.getService(Packs.class);
        imports = site.getService(Imports.class);
        current.add(this);
        packs.add(written);
        imports.add(imported);
        site.getPage().addPartListener(this);
        contentChanged();
    }

    void close() {
        current.remove(this);
        packs.remove(written);
        imports.remove(imported);
        latest.cancel();
        site.getPage().removePartListener(this);
    }

    private record Facts(boolean sources, boolean notes) {
    }

    @Override
    public void binderChanged() {
        contentChanged();
    }

    @Override
    public void contentChanged() {
        current.binder().ifPresentOrElse(binder -> {
            done.accept("binder");
            latest.ask(current.jobs(), Messages.Loading,
                    p -> new Facts(!binder.trail().sources().isEmpty(), !binder.notes().all().isEmpty()), found -> {
                if (found.sources()) {
                    done.accept("import");
                }
                if (found.notes()) {
                    done.accept("notes");
                }
            }, e -> { });
        }, latest::cancel);
    }

    private void imported() {
        if (imports.state() instanceof Imports.State.Done) {
            done.accept("import");
        }
    }

    private void written() {
        if (packs.state() instanceof Packs.State.Verified v && v.written().isPresent()) {
            done.accept("export");
        }
    }

    @Override
    public void partActivated(IWorkbenchPartReference part) {
        String step = LOOKED_AT.get(part.getId());
        if (step != null && current.binder().isPresent()) {
            done.accept(step);
        }
        if (!site.getService(Investigation.class).query().isBlank()) {
            done.accept("search");
        }
        if (site.getService(Assessments.class).results().isPresent()) {
            done.accept("assess");
        }
    }
}
