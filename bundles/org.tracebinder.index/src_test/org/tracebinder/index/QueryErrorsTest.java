// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.query.QueryException;

/** A wrong query says where it is wrong and what was expected. */
class QueryErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "modle:gpt-5             | 0  | did you mean 'model'",
        "a AND aktor:x           | 6  | did you mean 'actor'",
        "zzzzzzzz:1              | 0  | extra.KEY",
        "https://x.example       | 0  | there is no field 'https'",
        "`a \"b c`               | 6  | closing quote expected for the one at 2",
        "(a OR b                 | 7  | ')' expected for the '(' at 0",
        "a OR b)                 | 6  | ')' without '('",
        "time:[2026-01-01 TO     | 19 | a value or * expected",
        "time:[2026-01-01 2026]  | 17 | TO expected",
        "time:[2026-01-01 TO 2026-01-02 | 30 | ']' or '}' expected",
        "time:tomorrow           | 5  | a date such as",
        "time:2026-13-01         | 5  | no such date",
        "time:2026-02-30         | 5  | no such date",
        "time:[2026-01-01 TO x]  | 20 | a date such as",
        "time:2026-03-01T25:00Z  | 5  | no such date",
        "tokensIn:many           | 9  | a whole number expected",
        "tokensIn:>1.5           | 10 | a whole number expected",
        "cost:cheap              | 5  | a number such as",
        "duration:>5x            | 10 | a duration such as",
        "AND a                   | 0  | AND needs something before",
        "OR a                    | 0  | OR needs something before",
        "a OR                    | 4  | OR needs something after",
        "a AND                   | 5  | AND needs something after",
        "a AND OR b              | 6  | a value expected, not OR",
        "a OR OR b               | 5  | OR needs something before",
        "NOT                     | 3  | NOT needs something after",
        "a -                     | 3  | - needs something after",
        "()                      | 1  | nothing between the brackets",
        "a AND ( )               | 8  | nothing between",
        "model:                  | 6  | a value expected after model:",
        "model:>                 | 7  | a value expected after >",
        "id:12                   | 3  | an id such as S1:12",
        "id:S1                   | 3  | for a whole source use source:S1",
        "source:1                | 7  | a source such as S1",
        "conflict:maybe          | 9  | conflict:true or",
        "extra.:x                | 0  | after 'extra.'",
        "extra.a:[1 TO 2]        | 8  | ranges are not possible in extra",
        "text:[a TO b]           | 5  | holds words",
        "time:2026*              | 5  | use a range",
        "a ---                   | 5  | needs something after",
        "a AND &                 | 6  | no word in '&'",
        "]a                      | 0  | belongs to a range",
        "kind:inferance           | 5  | did you mean 'inference'",
        "app:a AND kind:Tool      | 15 | did you mean 'tool'",
        "kind:(tool OR spreadsheet) | 14 | the kinds are inference",
        "loan~7                  | 5  | 0, 1 or 2",
        "trace:abc~1             | 6  | '~' is possible in words",
        "actor:bob(smith)        | 9  | put the value in quotes",
        "tokenIn>100             | 0  | did you mean 'tokensIn'",
        "a AND model=gpt-5       | 11 | ':' expected after the name model",
        "tokensIn >100           | 9  | belongs behind the name of a field",
        "tokensIn>many           | 9  | a whole number expected",
        "tokensIn:[500 TO 100]   | 10 | the range runs backwards: '500' lies behind '100'",
        "tokensIn:{500 TO 100}   | 10 | the range runs backwards",
        "time:[2026-09-01 TO 2026-08-01] | 6 | the range runs backwards",
        "cost:[0.5 TO 0.1]       | 6  | the range runs backwards",
        "duration:[5s TO 100ms]  | 10 | the range runs backwards",
        "app:[b TO a]            | 5  | the range runs backwards",
        "trace:[b TO a]          | 7  | the range runs backwards",
        "source:[S2 TO S1]       | 8  | the range runs backwards",
        "id:[S1:9 TO S1:2]       | 4  | the range runs backwards",
        "card^abc                | 5  | a number expected after '^'",
        "prompt:card^x           | 12 | a number expected after '^'",
        "`\"a b\"^x`             | 6  | a number expected after '^'",
        "/mort.*/                | 0  | regular expressions are not understood",
        "model:/gpt.*/           | 6  | regular expressions are not understood",
        "model:/gpt-[45]/        | 6  | regular expressions are not understood",
        "`\"a b\"~x`             | 6  | a number of words",
        "`\"a b\"~100`           | 0  | at most 64 words",
    })
    void positionAndExpectation(String query, int position, String says) {
        QueryException e = assertThrows(QueryException.class, () -> EventIndex.check(query));
        assertTrue(e.getMessage().contains(says), e.getMessage());
        assertEquals(position, e.position(), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "*", "*:*", "a", "-a", "NOT a", "a b c", "+a -b", "a && !b", "(a)",
        "((a OR b))^2", "\"a b\"~3", "a~", "a~1", "a*", "*a*", "id:S1:12.3", "S1:12.3", "id:(S1:1 OR S1:2.2)",
        "source:(S1 S2)",
        "model:gpt-5-mini-2026-01-15", "actor:u1@x.example", "ids:resp_ab12", "extra.k:v", "extra.a.b-c:x/y:z",
        "extra.http\\:code:500", "name:/v1/chat", "time:2026", "time:2026-03", "time:2026-03-01",
        "time:2026-03-01T10:15:30.5+02:00", "time:2026-03-01T10:15Z", "time:>2026-03-01", "time:[* TO 2026-03-01}",
        "duration:>5s", "duration:200ms", "duration:[1 TO 1m}", "duration:>=1.5s", "cost:>0.25", "cost:<=1e-3",
        "tokensOut:-5", "kind:(tool OR policy)", "model:*", "model:gpt-?", "app:\"a b\"", "conflict:false",
        "trace:BCA840E0C62B155B44B7F8507E395B54", "a\\*b", "and or not", "model: gpt-5", "(a)(b)", "prompt:(a \"b c\")",
        "12:30", "version:a]b", "time:[\"2026-01-01\" TO \"2026-01-02\"]", "actor:>m", "a^2 b^0.5",
        "tokensIn>100", "time>=2026-09-01", "cost<0.5 AND a", "a<b", "x=1", "<b>", "a->b",
        "name:/v1/chat/", "name:/v1/*/", "model:a^b", "2\\^x", "tokensIn:[5 TO 5]", "time:[2026-09 TO 2026-09-04]",
        "\"card^abc\"", "\"/mort.*/\"", "id:[S1:2 TO S1:2}"})
    void understood(String query) {
        assertDoesNotThrow(() -> EventIndex.check(query), query);
    }

    @Test
    void hostileQueriesEndSoon() {
        assertTimeout(Duration.ofSeconds(120), () -> {
            assertThrows(QueryException.class, () -> EventIndex.check("(".repeat(100_000)));
            assertThrows(QueryException.class, () -> EventIndex.check("a ".repeat(60_000)));
            assertThrows(QueryException.class, () -> EventIndex.check("a".repeat(2_000_000)));
            assertThrows(QueryException.class, () -> EventIndex.check("model:" + "*a".repeat(500)));
            assertThrows(QueryException.class, () -> EventIndex.check("model:" + "a".repeat(5000) + "~2"));
            EventIndex.check("NOT ".repeat(100_000) + "a");
            EventIndex.check("model:" + "*a?".repeat(10));
            EventIndex.check("cost:>" + "9".repeat(40) + "e999");
        });
    }

    @Test
    void noiseNeverBreaksTheReader() {
        Random random = new Random(3);
        String[] bits = {"a", "model:", "time:", "(", ")", "\"", "[", "]", "{", "}", " ", " TO ", "AND", " OR ", "NOT ",
            "+", "-", "!", "*", "?", "~", "^", "1", "\\", ":", ">", "<", "=", "id:S1:1", "2026-01-01", "&&", "||", "字",
            "\uD83D", "\uFDD0", "extra.x:", "/", "duration:5"};
        for (int i = 0; i < 50_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                query.append(bits[random.nextInt(bits.length)]);
            }
            try {
                EventIndex.check(query.toString());
            } catch (QueryException e) {
                assertTrue(e.position() >= 0 && e.position() <= query.length(), query + " " + e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("query: " + query, e);
            }
        }
    }
}
