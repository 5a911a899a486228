// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * A check of the product that tells of itself in another language. It runs as the one it stands for; its results keep
 * the English sentences.
 *
 * @param check what runs
 * @param texts in the language
 */
record SpokenCheck(Check check, CatalogTexts texts) implements Check {

    private String text(String member, String fallback) {
        return texts.text("checks", check.id(), member, fallback);
    }

    @Override
    public String id() {
        return check.id();
    }

    @Override
    public String title() {
        return text("title", check.title());
    }

    @Override
    public String question() {
        return text("question", check.question());
    }

    @Override
    public List<Field<?>> needs() {
        return check.needs();
    }

    @Override
    public List<Parameter> parameters() {
        return check.parameters().stream().map(p -> new Parameter(p.id(), text(p.id() + ".label", p.label()),
                p.fallback(), text(p.id() + ".hint", p.hint()))).toList();
    }

    @Override
    public List<String> after() {
        return check.after();
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        return check.evaluate(trail, parameters, progress);
    }
}
