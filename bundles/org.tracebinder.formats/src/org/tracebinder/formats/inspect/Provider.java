// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

/**
 * What a model name such as {@code openai/gpt-4o} says.
 *
 * @param name  who serves it, null when the name does not say
 * @param model the model, null when there is none
 */
record Provider(String name, String model) {

    static Provider of(String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        return slash > 0 && slash < text.length() - 1
                ? new Provider(text.substring(0, slash), text.substring(slash + 1)) : new Provider(null, text);
    }
}
