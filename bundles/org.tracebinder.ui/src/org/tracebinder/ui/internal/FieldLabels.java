// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.tracebinder.core.Field;

/** Names of fields, kinds and states in the language of the user. */
public final class FieldLabels {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("org.tracebinder.ui.internal.fields",
            Locale.getDefault(), FieldLabels.class.getClassLoader());

    private FieldLabels() {
    }

    /**
     * @param field some field
     * @return its name for people
     */
    public static String of(Field<?> field) {
        return word("field." + field.id(), field.label());
    }

    /**
     * @param field some field
     * @return what it means, in one sentence
     */
    public static String meaning(Field<?> field) {
        return word("meaning." + field.id(), field.label());
    }

    /**
     * @param code of a warning, such as {@code log.gap}
     * @return what it is about in a few words, the code after them; the code alone where there are none
     */
    public static String warning(String code) {
        String title = word("warning." + code, "");
        return title.isEmpty() ? code : title + " (" + code + ")";
    }

    /**
     * @param name of what was verified: one word or two, and a source or none, such as {@code original S3}
     * @return what that is in a few words, the name after them; the name alone where there are none
     */
    public static String verified(String name) {
        String kind = name.replaceFirst(" S\\d+$", "");
        String title = word("doctor." + kind.replace(' ', '-'), "");
        return title.isEmpty() ? name : title + " (" + name + ")";
    }

    /**
     * @param key       such as {@code kind.inference}
     * @param otherwise when there is no word
     * @return the word
     */
    public static String word(String key, String otherwise) {
        try {
            return WORDS.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
