// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;

/** Finds the line in which a part of a JSON file stands, so that a refusal can name it. Stateless. */
public final class JsonLines {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonLines() {
    }

    /**
     * @param json    the bytes of a file that was parsed before
     * @param pointer a JSON pointer (RFC 6901) such as {@code /controls/3/ref}
     * @return the line, from 1, of the member's name, or of an element of a list; 0 when there is no such part
     */
    public static int of(byte[] json, String pointer) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                JsonToken token = parser.currentToken();
                if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    continue;
                }
                TokenStreamContext at = parser.streamReadContext();
                // behind an opening bracket the parser stands inside already
                TokenStreamContext place = token.isStructStart() ? at.getParent() : at;
                if (place != null && place.pathAsPointer().toString().equals(pointer)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 0;
        } catch (JacksonException e) {
            return 0; // what can't be read to its end was refused before, with its own line
        }
    }
}
