// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.tracebinder.session.LedgerSubject;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.vault.LedgerEntry;

/** One sentence for each act of the ledger, in the language of the window. */
final class LedgerWords {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle(
            LedgerWords.class.getPackageName() + ".ledger", Locale.getDefault(), LedgerWords.class.getClassLoader());
    private static final int NAMES = 3;

    /** The members of each act's subject that stand in its sentence, in their order. */
    private static final Map<String, String> MEMBERS = Map.ofEntries(Map.entry("create", "name client"),
            Map.entry("rebuild", "sources"), Map.entry("rebuild.kept", "sources kept"),
            Map.entry("rebuild.lacking", "sources lacking"), Map.entry("engagement", "role riskClass asOf"),
            Map.entry("conclude", "control =result =computed"), Map.entry("conclusion.remove", "control"),
            Map.entry("note.add", "number id"), Map.entry("note.remove", "number id"),
            Map.entry("evidence.attach", "number control =kind =bearing"),
            Map.entry("evidence.remove", "number control"), Map.entry("sample.draw", "name items population"),
            Map.entry("sample.mark", "name number event =result"), Map.entry("sample.remove", "name reason"),
            Map.entry("query.save", "name total query"), Map.entry("query.remove", "name"),
            Map.entry("mapping", "format file"), Map.entry("scorecard", "measure"),
            Map.entry("scorecard.system", "head"), Map.entry("export", "pack records"),
            Map.entry("export.masked", "pack records"), Map.entry("certificate", "event file"),
            Map.entry("reveal", "values pack to"), Map.entry("secret.sealed", ""), Map.entry("secret.open", ""),
            Map.entry("warnings", ""));

    private LedgerWords() {
    }

    /** @return what was done; the raw subject for an act that this version does not know */
    static String of(LedgerEntry entry) {
        return LedgerSubject.of(entry).map(s -> entry.act().equals("import") ? files(s) : sentence(entry.act(), s))
                .filter(s -> !s.isEmpty()).orElseGet(() -> Formats.oneLine(entry.subject()));
    }

    private static String sentence(String act, LedgerSubject subject) {
        Map<String, String> has = subject.members();
        String key = switch (act) {
            case "rebuild" -> has.containsKey("lacking") ? "rebuild.lacking" : has.containsKey("kept")
                    ? "rebuild.kept" : act;
            case "create" -> has.getOrDefault("client", "").isBlank() ? "create.own" : act;
            case "export" -> has.containsKey("masked") ? "export.masked" : act;
            case "scorecard" -> has.containsKey("measure") ? act : "scorecard.system";
            case "secret" -> "secret." + has.getOrDefault("now", "");
            default -> act;
        };
        String members = MEMBERS.get(key.equals("create.own") ? "create" : key);
        return members == null ? "" : NLS.bind(word("act." + key, ""), Arrays.stream(members.split(" "))
                .map(m -> m.startsWith("=") ? word("word." + has.get(m.substring(1)), has.get(m.substring(1)))
                        : text(has.get(m))).toArray());
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? "\u2013" : Formats.oneLine(value);
    }

    private static String files(LedgerSubject subject) {
        int count = subject.files().size();
        String names = subject.files().stream().limit(NAMES).map(f -> f.path())
                .collect(Collectors.joining(", ")) + (count > NAMES ? ", \u2026" : "");
        long bad = subject.files().stream().mapToLong(f -> f.quarantined()).sum();
        return NLS.bind(word(count == 1 ? "act.import.one" : "act.import", ""), new Object[] {Formats.number(count),
            Formats.number(subject.files().stream().mapToLong(f -> f.read()).sum()), names})
                + (bad == 0 ? "" : NLS.bind(word("act.import.bad", ""), Formats.number(bad)));
    }

    private static String word(String key, String otherwise) {
        try {
            return WORDS.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
