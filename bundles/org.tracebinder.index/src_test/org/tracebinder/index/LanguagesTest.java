// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;

/** Words and phrases of many scripts are found as a reader would type them. */
class LanguagesTest {

    @TempDir
    private Path dir;

    /** Text, what finds it, what does not. Texts are found in both forms of accents. */
    private static final String[][] CASES = {
        {"Le crédit a été refusé faute de garanties suffisantes.", "crédit", "CRÉDIT", "\"garanties suffisantes\"",
            "refus*", "crédit~1", "credit~1", "!credit", "!\"garanties faute\""},
        {"Der Antrag wurde wegen unzureichender Bonität abgelehnt. Straße", "\"unzureichender Bonität\"", "BONITÄT",
            "strasse", "STRASSE", "boni*", "b?nität", "!Bonitat"},
        {"申请人的收入证明不完整", "收入证明", "\"收入证明\"", "入", "不完*", "!\"证明收入\""},
        {"Η αίτηση απορρίφθηκε λόγω χαμηλής βαθμολογίας", "\"χαμηλής βαθμολογίας\"", "ΧΑΜΗΛΗΣ", "χαμηλησ", "αιτηση"},
        {"رُفض الطلب بسبب عدم كفاية الدخل", "\"عدم كفاية\"", "رفض", "كفايه"},
        {"Wniosek odrzucono z powodu zaległości w spłacie", "\"powodu zaległości\"", "zaległ*", "!zaleglosci"},
        {"ローンの審査が完了しました。カード", "審査", "\"審査が完了\"", "ローン", "ｶｰﾄﾞ", "!ヵード"},
        {"대출 심사가 완료되었습니다", "심사", "완료", "\"심사가 완료\"", "!\"완료 심사\""},
        {"คำขอสินเชื่อถูกปฏิเสธ", "สินเชื่อ", "ปฏิเสธ"},
        {"ऋण आवेदन अस्वीकार किया गया", "आवेदन", "\"ऋण आवेदन\"", "!आवदन"},
        {"בקשת האשראי נדחתה", "האשראי"},
        {"Заявка отклонена, йод", "ЗАЯВКА", "откл*", "!иод"},
        {"don't use human_review 3.14 ﬁnal ＡＢＣ x² I’m ok 👍🏽", "don't", "human_review", "review", "human_rev*", "3.14",
            "final", "abc", "x2", "👍", "human\\-review", "!\"review human\""},
        {"İstanbul ISPARTA ısı", "istanbul", "İSTANBUL", "isparta", "ısı"},
        {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen", "zero", "width", "\"zero width\""},
    };

    @Test
    void findsWordsOfEveryScript() throws Exception {
        try (EventIndex index = EventIndex.openForWriting(dir, 16)) {
            for (int i = 0; i < CASES.length; i++) {
                index.add(new EventId(new RecordId(1, i + 1), 0), event(CASES[i][0]));
                index.add(new EventId(new RecordId(2, i + 1), 0),
                        event(Normalizer.normalize(CASES[i][0], Normalizer.Form.NFD)));
            }
            index.refresh();
            for (int i = 0; i < CASES.length; i++) {
                for (int k = 1; k < CASES[i].length; k++) {
                    String query = CASES[i][k];
                    boolean not = query.startsWith("!");
                    for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
                        String asked = Normalizer.normalize(not ? query.substring(1) : query, form);
                        String both = "(" + asked + ") AND (id:S1:" + (i + 1) + " OR id:S2:" + (i + 1) + ")";
                        assertEquals(not ? 0 : 2, index.count(both, Progress.NONE), CASES[i][0] + " / " + query + form);
                    }
                }
            }
        }
    }

    private static String marked(String query, String text) throws QueryException {
        StringBuilder out = new StringBuilder(text);
        for (int[] mark : EventIndex.marks(query, Fields.PROMPT, text, 100).reversed()) {
            out.insert(mark[1], ']').insert(mark[0], '[');
        }
        return out.toString();
    }

    @Test
    void marksWhatWasAskedFor() throws Exception {
        String text = "Loan declined: the loan limit, reviewed. 收入证明不完整 Straße";
        assertEquals("[Loan] declined: the [loan] limit, reviewed. 收入证明不完整 Straße", marked("loan", text));
        assertEquals("Loan declined: the [loan limit], reviewed. 收入证明不完整 Straße",
                marked("text:\"LOAN limit\" AND model:gpt NOT declined", text));
        assertEquals("Loan declined: the loan limit, [reviewed]. 收入[证明]不完整 [Straße]",
                marked("rev* OR 证明 OR strasse answer:limit", text));
        assertEquals("Loan declined: the loan [limit], reviewed. 收入证明不完整 Straße", marked("prompt:limits~1", text));
        assertEquals(text, marked("time:2026 -loan", text));
    }

    private static Event event(String text) {
        return Event.of(EventKind.INFERENCE).addOutput(new Message("assistant", text)).build();
    }
}
