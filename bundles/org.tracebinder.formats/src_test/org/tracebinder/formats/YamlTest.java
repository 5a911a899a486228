// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tracebinder.formats.common.Yaml;
import org.tracebinder.ingest.BadRecordException;

/** YAML as values of JSON, and what is refused. */
class YamlTest {

    private static String wrong(String text) {
        return assertThrows(BadRecordException.class, () -> Yaml.read(text)).getMessage();
    }

    @Test
    void plainWordsAreWhatTheyAreInJson() throws Exception {
        assertEquals("{\"a\":1,\"b\":1.10,\"c\":\"007\",\"d\":\"no\",\"e\":true,"
                + "\"f\":null,\"g\":\"2024-05-01\",\"h\":\"1\"}",
                Yaml.read("a: 1\nb: 1.10\nc: 007\nd: no\ne: true\nf:\ng: 2024-05-01\nh: '1'\n").toString());
        assertEquals("[\"x: y\",{\"k\":[1,{\"l\":\"m\"}]},\"two lines\\n\"]",
                Yaml.read("- 'x: y'\n- k: [1, {l: m}]\n- |\n  two lines\n").toString());
        assertEquals("12345678901234567890", Yaml.read("12345678901234567890").toString());
        assertEquals("null", Yaml.read("").toString());
    }

    @Test
    void asTextsNothingIsRewritten() throws Exception {
        assertEquals("{\"digest\":\"1234e567\",\"stage\":\"1.10\",\"on\":\"true\",\"end\":null,\"tags\":[\"0x1\"]}",
                Yaml.texts("digest: 1234e567\nstage: 1.10\non: true\nend: null\ntags: [0x1]\n").toString());
    }

    @Test
    void anAliasIsTheValueOfItsAnchorAndCountsAsOftenAsItStands() throws Exception {
        assertEquals("{\"a\":[1,2],\"b\":[1,2]}", Yaml.read("a: &x [1, 2]\nb: *x\n").toString());
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        assertTrue(wrong(laughs.toString()).startsWith("more than 2000000 values"), wrong(laughs.toString()));
        assertTrue(wrong("a: &x [*x]\n").contains("has no anchor before it"));
    }

    @Test
    void whatIsBrokenOrTooDeepIsNamedWithItsLine() {
        assertTrue(wrong("a: 1\nb: [1, 2\n").startsWith("not YAML in line "), wrong("a: 1\nb: [1, 2\n"));
        assertEquals("a second YAML document in line 3", wrong("a: 1\n---\nb: 2\n"));
        assertEquals("YAML nested deeper than 100 in line 1", wrong("[".repeat(5_000) + "]".repeat(5_000)));
        assertTrue(wrong("? [a, b]\n: c\n").startsWith("a key of YAML"));
    }
}
