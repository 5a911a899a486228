// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Objects beside the records of a document that are read as none. Either those of one array that do not look like the
 * records, though they tell a time or an error of their own: what somebody wrote down, and no record holds; settings,
 * columns and pages tell neither. Or such as look like the records and stand in no list of their own: alone, as members
 * of an object, in a list of lists, or as text.
 *
 * @param pointer to the array in the document (RFC 6901), or to what else holds them
 * @param objects how many of them
 * @param bytes   their length together, as UTF-8
 * @param alike   true when they look like the records
 */
public record Beside(String pointer, long objects, long bytes, boolean alike) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.{0,40}");
    private static final Pattern ERROR = Pattern.compile("error|errors|error[_ ]?(code|message|type)|exception|failure"
            + "|(failure|rejection)?[_ ]?reason");
    /** The year 2001; before it nobody kept such logs. In seconds, as are the next three with finer units. */
    private static final double EARLY = 1e9;
    private static final double LATE = 4e9;

    Beside and(long more) {
        return new Beside(pointer, objects + 1, bytes + more, alike);
    }

    /** @return true when the member tells a time or an error; the parser stands on its value */
    static boolean tells(JsonParser parser, JsonToken token) {
        String key = parser.currentName();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getStringLength() < 60 && (TIME.matcher(parser.getString()).matches()
                    || error(key) && parser.getStringLength() > 0) || parser.getStringLength() >= 60 && error(key);
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = parser.getDoubleValue();
            for (double unit = 1; unit <= 1e9; unit *= 1_000) {
                if (number > EARLY * unit && number < LATE * unit) {
                    return key.toLowerCase(Locale.ROOT).matches(".*(time|date|stamp|_at|[a-z]at|_ts|^ts)$");
                }
            }
            return false;
        }
        return (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) && error(key);
    }

    private static boolean error(String key) {
        return ERROR.matcher(key.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT)).matches();
    }

    /** @return the path with dots as a pointer */
    static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/');
    }
}
