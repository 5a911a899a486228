// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Sources whose count of records is exactly a limit at which exports are known to stop. Population: sources with
 * records. The record shown is the last one of the source.
 */
public final class CapCheck implements Check {

    /** Limits as vendors document them or as tools default to; one number can belong to several. */
    private static final Map<Long, String> CAPS = new TreeMap<>(Map.of(
            1_000L, "default of many trace clients, for example Phoenix spans and MLflow searches",
            5_000L, "Search-UnifiedAuditLog page size, Loki query limit",
            10_000L, "CloudWatch Logs Insights results, Elasticsearch and OpenSearch result window, Oracle Log"
                    + " Analytics and Sentry exports",
            30_000L, "Azure Monitor Logs in the portal",
            50_000L, "Microsoft Purview audit search, Splunk result rows",
            100_000L, "Datadog log export",
            500_000L, "Azure Monitor Logs query API, Kusto",
            1_000_000L, "Oracle Log Analytics streamed export, spreadsheet exports",
            1_048_575L, "rows of a spreadsheet below its header",
            1_500_000L, "Langfuse batch export"));

    @Override
    public String id() {
        return "log.cap";
    }

    @Override
    public String title() {
        return "Count at an export limit";
    }

    @Override
    public String question() {
        return "Does any source hold exactly as many records as a known export limit?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of();
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress) {
        Evidence evidence = new Evidence();
        List<SourceInfo> capped = new ArrayList<>();
        long population = 0;
        for (SourceInfo s : trail.sources()) {
            long read = s.totals().read();
            if (read > 0) {
                population++;
                if (CAPS.containsKey(read)) {
                    capped.add(s);
                    evidence.add(new EventId(new RecordId(s.number(), read), 0), null);
                }
            }
        }
        Answer answer = Answer.to(this, parameters);
        if (population == 0) {
            return answer.missing("The trail holds no records.", "records");
        }
        String which = capped.stream().limit(20).map(s -> s.id() + " has exactly " + s.totals().read() + " records ("
                + CAPS.get(s.totals().read()) + ")").collect(Collectors.joining("; "));
        return answer.counts(population, capped.size()).shows(evidence)
                .says(capped.isEmpty() ? "None of " + population + " sources ends at a known export limit."
                        : capped.size() + " of " + population + " sources end at a known export limit: " + which + ".")
                .advises("Ask for the export again in smaller windows, and for an independent count of the records.")
                .queries("*", capped.stream().limit(CheckResult.QUERY_IDS).map(s -> "source:" + s.id())
                        .collect(Collectors.joining(" OR ")))
                .result();
    }
}
