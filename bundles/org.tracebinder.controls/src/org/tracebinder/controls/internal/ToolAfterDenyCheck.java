// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Tool calls at or after a deny in the same trace. Population: traces with a deny. A tool call or a deny without a
 * time is named and keeps the answer from being "supported", and so do tool calls of an application without any
 * decision.
 */
public final class ToolAfterDenyCheck implements Check {

    private static final int APPS = 10_000;
    private static final String DENY = "policy:deny AND NOT kind:tool";

    @Override
    public String id() {
        return "policy.tool-after-deny";
    }

    @Override
    public String title() {
        return "Tool call after a deny";
    }

    @Override
    public String question() {
        return "Did any tool run at or after the moment in which a policy denied the same trace?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TRACE, Fields.POLICY, Fields.TIME_START);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable denied = new LongTable();
        long[] undated = {0};
        trail.scan(DENY, List.of(Fields.TRACE, Fields.TIME_START), row -> {
            String trace = row.get(Fields.TRACE);
            Long time = row.get(Fields.TIME_START);
            if (trace == null || time == null) {
                undated[0]++;
            } else {
                denied.min(keys.key(trace), time);
            }
        }, progress);
        TreeSet<String> governed = new TreeSet<>();
        LongTable decided = new LongTable();
        trail.scan("policy:*", List.of(Fields.APP, Fields.TRACE), row -> {
            governed.add(Apps.name(row.get(Fields.APP), governed, APPS));
            if (row.get(Fields.TRACE) != null) {
                decided.add(keys.key(row.get(Fields.TRACE)));
            }
        }, progress);
        Evidence evidence = new Evidence();
        LongTable broken = new LongTable();
        TreeSet<String> callers = new TreeSet<>();
        long[] tools = new long[2];
        trail.scan("kind:tool", List.of(Fields.APP, Fields.TRACE, Fields.TIME_START), row -> {
            tools[0]++;
            String trace = row.get(Fields.TRACE);
            Long time = row.get(Fields.TIME_START);
            long key = trace == null ? 0 : keys.key(trace);
            String app = Apps.name(row.get(Fields.APP), callers, APPS);
            callers.add(app);
            if (trace != null && decided.has(key)) {
                governed.add(app);
            }
            if (trace != null && denied.has(key)) {
                if (time == null) {
                    undated[0]++;
                } else if (time >= denied.get(key, 0)) {
                    tools[1]++;
                    broken.add(key);
                    evidence.add(row.id(), trace);
                }
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (tools[0] == 0) {
            return answer.missing("The trail holds no tool calls.", "kind:tool");
        }
        if (denied.size() == 0) {
            return answer.missing("No dated deny of a policy belongs to a trace of this trail.", "policy:deny");
        }
        callers.removeAll(governed);
        String open = (undated[0] == 0 ? "" : " " + undated[0] + " tool calls or denies have no time or trace.")
                + (callers.isEmpty() ? "" : " Tools run without any decision in the trail in: " + String.join(", ",
                        callers.stream().limit(20).toList()) + ".");
        answer.counts(denied.size(), broken.size()).shows(evidence)
                .says(broken.size() + " of " + denied.size() + " denied traces show a tool call at or after the deny, "
                        + tools[1] + " calls in all." + open)
                .advises("Ask whether the deny was enforced: the tool should not have run.")
                .queries(DENY);
        return open.isEmpty() ? answer.result() : answer.result("policy or time of some tool calls");
    }
}
