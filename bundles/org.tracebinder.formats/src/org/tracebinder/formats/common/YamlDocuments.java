// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Records as documents of YAML, one after the other, as command lines of clouds print them. */
final class YamlDocuments {

    private static final Pattern RULE = Pattern.compile("(?m)^---[ \\t]*$");
    private static final Pattern START = Pattern.compile(
            "\\A(?:---[ \\t]*\\n)?(?:- )?[A-Za-z_@][\\w.@/-]{0,80}:(?:[ ].*)?\\n"
            + "(?:[ -].*\\n|[A-Za-z_@][\\w.@/-]{0,80}:)");
    private static final Pattern KEY = Pattern.compile("\\A(?:- )?[A-Za-z_@][\\w.@/-]{0,80}:(?:\\s|\\z)");
    private static final int LOOKED_AT = 200;

    private YamlDocuments() {
    }

    /** @return true when the content begins with keys on lines of their own */
    static boolean are(Head head) {
        return head.values().isEmpty() && START.matcher(start(head)).lookingAt();
    }

    private static String start(Head head) {
        String text = head.text();
        return text.substring(0, Math.min(text.length(), Head.SIZE)).replace("\r", "");
    }

    /** @return the first documents; of one that is cut off what stands before its last line */
    static List<JsonNode> values(Head head, int most) {
        List<JsonNode> values = new ArrayList<>();
        String[] documents = RULE.split(start(head));
        for (int i = 0; i < documents.length && values.size() < most; i++) {
            boolean cut = i == documents.length - 1 && !head.complete();
            String text = cut ? documents[i].substring(0, documents[i].lastIndexOf('\n') + 1) : documents[i];
            if (!text.isBlank()) {
                try {
                    JsonNode value = Yaml.read(text);
                    if (value.isArray()) {
                        value.forEach(values::add);
                    } else {
                        values.add(value);
                    }
                } catch (BadRecordException e) {
                    continue; // a broken document: another one may speak
                }
            }
        }
        return values;
    }

    /** @return true for a record that begins with a key and has nothing around it */
    static boolean is(RawRecord record) {
        byte first = record.length() == 0 || record.envelope().length > 0 ? 0 : record.bytes()[record.from()];
        return (first == '-' || first == '_' || first == '@' || Character.isLetter(first))
                && KEY.matcher(new String(record.bytes(), record.from(), Math.min(LOOKED_AT, record.length()),
                        StandardCharsets.ISO_8859_1)).lookingAt();
    }
}
