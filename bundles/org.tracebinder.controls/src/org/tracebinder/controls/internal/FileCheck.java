// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.controls.internal.Stated.Kind;
import org.tracebinder.controls.internal.Stated.Requirement;
import org.tracebinder.controls.internal.Stated.Setting;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** A check that a file states. Immutable; what is counted is kept in objects of one run. */
public abstract sealed class FileCheck implements Check permits DeclaredCheck, TableCheck {

    private final Stated stated;

    /** @param stated what the file says */
    FileCheck(Stated stated) {
        this.stated = stated;
    }

    /** @return id, words and settings as the file says them */
    public final Stated stated() {
        return stated;
    }

    /** @return the queries as they are asked with the default settings, by the member of the file that holds them */
    public abstract Map<String, String> queries();

    /** Adds the queries of what the check requires. */
    final void requirements(Map<String, String> all) {
        for (int i = 0; i < stated.requires().size(); i++) {
            if (stated.requires().get(i).setting().isEmpty()) {
                all.put("requires/" + i + "/query", stated.requires().get(i).query());
            }
        }
    }

    @Override
    public final String id() {
        return stated.id();
    }

    @Override
    public final String title() {
        return stated.title();
    }

    @Override
    public final String question() {
        return stated.question();
    }

    @Override
    public final List<Field<?>> needs() {
        return stated.needs();
    }

    @Override
    public final List<Parameter> parameters() {
        return stated.parameters().stream().map(Setting::parameter).toList();
    }

    @Override
    public final List<String> after() {
        return stated.after();
    }

    /** @return the settings as they are put into queries, by id */
    final Map<String, String> values(Parameters parameters) {
        Map<String, String> values = new TreeMap<>();
        for (Setting s : stated.parameters()) {
            String text = parameters.text(s.parameter());
            values.put(s.parameter().id(), switch (s.kind()) {
                case QUERY -> "(" + text + ")";
                case TEXT -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                case NUMBER, WHOLE -> s.number(parameters);
            });
        }
        return values;
    }

    /** @return the query with the settings in it; one that is nothing but a setting is asked as it was set */
    final String query(String text, Parameters parameters) {
        for (Setting s : stated.parameters()) {
            if (s.kind() == Kind.QUERY && text.equals("${" + s.parameter().id() + "}")) {
                return parameters.text(s.parameter());
            }
        }
        return Stated.settings(text, values(parameters));
    }

    /** @return figures for the sentences: the settings */
    final Map<String, String> figures(Parameters parameters) {
        Map<String, String> figures = new TreeMap<>();
        stated.parameters().forEach(s -> figures.put(s.parameter().id(), parameters.text(s.parameter()).trim()));
        return figures;
    }

    /** @return the answer when there is nothing to look at */
    final CheckResult nothing(Parameters parameters, Map<String, String> figures) {
        return Answer.to(this, parameters).missing(Stated.figures(stated.message("none"), figures),
                stated.missing().stream().map(m -> query(m, parameters)).toArray(String[]::new));
    }

    /** @return the answer when something is not in the trail that has to be, else null */
    final CheckResult lacking(Trail trail, Parameters parameters, Map<String, String> figures, Progress progress)
            throws QueryException, IOException {
        for (Requirement r : stated.requires()) {
            boolean there = r.setting().isEmpty() ? trail.count(query(r.query(), parameters), progress) > 0
                    : stated.parameters().stream().map(Setting::parameter).anyMatch(p -> p.id().equals(r.setting())
                            && !parameters.text(p).equals(p.fallback()));
            if (!there) {
                return Answer.to(this, parameters).missing(Stated.figures(r.message(), figures),
                        r.missing().toArray(String[]::new));
            }
        }
        return null;
    }

    /** @return what was found in words; the sentence for nothing contrary where the file has one */
    final String summary(long contrary, Map<String, String> figures) {
        String clear = stated.message("clear");
        return Stated.figures(contrary == 0 && !clear.isEmpty() ? clear : stated.message("found"), figures);
    }
}
