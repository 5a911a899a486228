// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Library;
import org.tracebinder.core.words.Phrases;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.pack.PackVerifier;
import org.tracebinder.trace.TraceView;

/**
 * What people read, in their language. A binder, its ledger, JSON and the command line keep the English sentences;
 * window and report put them through here when they show them. German, and English for every other language.
 * Immutable, thread-safe, and never slow enough to matter.
 */
public final class Translation {

    /** Classes beside which the sentences of a bundle are. */
    static final List<Class<?>> OWNERS = List.of(Catalogs.class, BadRecordException.class, BuiltInFormats.class,
            EventIndex.class, TraceView.class, PackVerifier.class, Translation.class);
    private static final Map<String, Translation> MADE = new ConcurrentHashMap<>();

    private final Locale language;
    private final Phrases phrases;

    private Translation(Locale language) {
        this.language = language;
        this.phrases = Library.phrases(Phrases.of(language, OWNERS), language);
    }

    /** @return the translation to the language, or to English when there is none */
    public static Translation to(Locale language) {
        String code = language.getLanguage().equals("de") ? "de" : "en";
        return MADE.computeIfAbsent(code, c -> new Translation(Locale.forLanguageTag(c)));
    }

    /** @return the language that it leads to */
    public Locale language() {
        return language;
    }

    /**
     * @param english sentences or words of the product: a summary, an advice, a basis, a warning, a reason, a role
     * @return the same in the language; what is not known, such as words of the auditor, as it is
     */
    public String say(String english) {
        return phrases.say(english);
    }

    /** @return each of them as {@link #say(String)} puts it */
    public List<String> say(List<String> english) {
        return english.stream().map(this::say).toList();
    }

    /** @return all words that {@link #say(String)} may put, in no order; empty for English */
    public String everything() {
        return phrases.everything();
    }

    /**
     * @return the library with titles, obligations, hints and requests in the language; for showing, not
     * for assessing
     */
    public Library library(Library english) {
        return english.in(language);
    }

    /**
     * @return the catalogues with titles, obligations, hints and requests in the language; for showing,
     * not for assessing
     */
    public Catalogs catalogs(Catalogs english) {
        return english.in(language);
    }
}
