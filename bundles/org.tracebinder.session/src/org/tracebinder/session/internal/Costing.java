// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.CostCurrency;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.words.Count;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.PriceList;

/** Adds up what events cost. Used once. */
public final class Costing {

    /** Values of the grouping field that are added up one by one; events of further ones are in the total only. */
    private static final int MOST_GROUPS = 100_000;
    private static final int MOST_MODELS = 5_000;
    /** A claim with more digits is no amount of money, and adding it could fill the memory. */
    private static final int MAX_DIGITS = 100;

    private final Trail trail;
    private final PriceList list;
    private final Progress progress;
    private final Map<String, Sum> groups = new HashMap<>();
    private final Map<List<Object>, Lacking> unpriced = new HashMap<>();
    private final Map<List<String>, PriceList> parts = new HashMap<>();
    private final Sum total = new Sum();
    private final TaskCosting tasks = new TaskCosting();
    private final TreeSet<Integer> sources = new TreeSet<>();
    private long left;
    private long otherCurrency;
    private long oddClaims;

    private static final class Sum {
        private long events;
        private long priced;
        private BigDecimal in = BigDecimal.ZERO;
        private BigDecimal out = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private long claims;
        private BigDecimal claimed = BigDecimal.ZERO;
        private final long[] compared = new long[3];
        private final Map<String, Other> others = new TreeMap<>();
        private long odd;

        void other(String currency, BigDecimal claim) {
            Other other = others.computeIfAbsent(currency, c -> new Other());
            other.claims++;
            other.claimed = other.claimed.add(claim);
        }

        void add(BigDecimal price, Long tokensIn, Long tokensOut, BigDecimal claim) {
            events++;
            in = tokensIn == null || tokensIn < 0 ? in : in.add(BigDecimal.valueOf(tokensIn));
            out = tokensOut == null || tokensOut < 0 ? out : out.add(BigDecimal.valueOf(tokensOut));
            if (price != null) {
                priced++;
                cost = cost.add(price);
            }
            if (claim != null) {
                claims++;
                claimed = claimed.add(claim);
            }
            if (price != null && claim != null) {
                BigDecimal difference = claim.subtract(price); // a half of the last digit may be rounded either way
                boolean agree = difference.abs().multiply(BigDecimal.TWO).compareTo(claim.ulp()) <= 0;
                compared[agree ? 0 : difference.signum() > 0 ? 1 : 2]++;
            }
        }

        CostReport.Group told(String value) {
            return new CostReport.Group(value, events, priced, in, out, cost, claims, claimed, compared[0], compared[1],
                    compared[2], others.entrySet().stream().map(o -> new CostReport.Claims(o.getKey(),
                            o.getValue().claims, o.getKey().equals(CostCurrency.FURTHER) ? null
                                    : o.getValue().claimed)).toList(), odd);
        }
    }

    private static final class Other {
        private long claims;
        private BigDecimal claimed = BigDecimal.ZERO;
    }

    private static final class Lacking {
        private long events;
        private final PriorityQueue<EventId> first = new PriorityQueue<>(Collections.reverseOrder());
    }

    /** @param list the prices */
    public Costing(Trail trail, PriceList list, Progress progress) {
        this.trail = trail;
        this.list = list;
        this.progress = progress;
    }

    /**
     * @param query selects the events
     * @param by    {@code app}, {@code model}, {@code day} or {@code actor}
     * @throws TracebinderException when the query can't be understood
     */
    public CostReport report(String query, String by) throws IOException, TracebinderException {
        Field<String> group = switch (by) {
            case "app" -> Fields.APP;
            case "model" -> Fields.MODEL;
            case "actor" -> Fields.ACTOR;
            case "day" -> null;
            default -> throw new TracebinderException("Costs are added up by app, model, day or actor, not by '" + by
                    + "'.");
        };
        String all = query.isBlank() ? "*:*" : query;
        List<CostCurrency> currencies = CostCurrency.of(trail, all, progress);
        Map<String, Marked> marks = new LinkedHashMap<>();
        for (CostCurrency c : currencies.size() > 1 ? currencies : List.<CostCurrency>of()) {
            marks.put(c.code(), marked(c.query()));
        }
        List<Field<?>> columns = List.of(Fields.PROVIDER, Fields.MODEL, Fields.TIME_START, Fields.TOKENS_IN,
                Fields.TOKENS_OUT, Fields.COST, Fields.APP, Fields.ACTOR, Fields.TRACE);
        trail.scan(all, columns, row -> {
            progress.check();
            add(row, group, marks.isEmpty() ? currencies.get(0).code() : marks.entrySet().stream()
                    .filter(m -> m.getValue().has(row.id())).map(Map.Entry::getKey).findFirst()
                    .orElse(CostCurrency.UNSAID));
        }, progress);
        return new CostReport(list, query, by, total.told(null), groups(by), left, unpriced(), otherCurrency, oddClaims,
                notes(), tasks.told());
    }

    private Marked marked(String query) throws IOException, TracebinderException {
        Marked marks = new Marked();
        trail.scan(query, List.of(), row -> marks.add(row.id()), progress);
        return marks;
    }

    private void add(Row row, Field<String> group, String currency) {
        Long time = row.get(Fields.TIME_START);
        Long in = row.get(Fields.TOKENS_IN);
        Long out = row.get(Fields.TOKENS_OUT);
        PriceList.Priced priced = about(row.get(Fields.PROVIDER), row.get(Fields.MODEL))
                .price(row.get(Fields.PROVIDER), row.get(Fields.MODEL), known(time), known(in), known(out));
        String value = group != null ? row.get(group) : time == null ? null : EventJson.instant(time).split("T")[0];
        Sum sum = groups.get(value);
        if (sum == null && groups.size() < MOST_GROUPS) {
            sum = new Sum();
            groups.put(value, sum);
        }
        List<Sum> both = sum == null ? List.of(total) : List.of(total, sum);
        BigDecimal claim = row.get(Fields.COST);
        if (claim != null && (Math.abs((long) claim.scale()) > MAX_DIGITS || claim.precision() > MAX_DIGITS)) {
            oddClaims++;
            both.forEach(s -> s.odd++);
            claim = null;
        } else if (claim != null && !currency.equalsIgnoreCase(list.currency().strip())) {
            otherCurrency++;
            BigDecimal other = claim;
            both.forEach(s -> s.other(currency, other));
            claim = null;
        }
        sources.add(row.id().record().source());
        for (Sum s : both) {
            s.add(priced.cost(), in, out, claim);
        }
        tasks.add(row.get(Fields.TRACE), time, priced.cost());
        left += sum == null ? 1 : 0;
        if (priced.reason() != null) {
            lacking(row.id(), row.get(Fields.MODEL), priced.reason());
        }
    }

    /** Looks through a long list once for each model, not once for each event. */
    private PriceList about(String provider, String model) {
        List<String> key = Arrays.asList(provider, model);
        PriceList part = parts.get(key);
        if (part == null) {
            part = list.about(provider, model);
            if (parts.size() < MOST_MODELS) {
                parts.put(key, part);
            }
        }
        return part;
    }

    private void lacking(EventId id, String model, PriceList.Unpriced reason) {
        List<Object> key = new ArrayList<>();
        key.add(unpriced.size() < MOST_MODELS ? model : "(other models)");
        key.add(reason);
        Lacking one = unpriced.computeIfAbsent(key, k -> new Lacking());
        one.events++;
        one.first.add(id);
        if (one.first.size() > CostReport.IDS) {
            one.first.poll();
        }
    }

    private static long known(Long value) {
        return value == null ? Event.NONE : value;
    }

    private List<CostReport.Group> groups(String by) {
        Comparator<CostReport.Group> name = Comparator.comparing(CostReport.Group::value,
                Comparator.nullsLast(Comparator.naturalOrder()));
        List<CostReport.Group> sorted = groups.entrySet().stream().map(e -> e.getValue().told(e.getKey()))
                .sorted(by.equals("day") ? name
                        : Comparator.comparing(CostReport.Group::cost).reversed().thenComparing(name)).toList();
        if (sorted.size() > CostReport.GROUPS) {
            left += sorted.subList(CostReport.GROUPS, sorted.size()).stream().mapToLong(CostReport.Group::events).sum();
            return sorted.subList(0, CostReport.GROUPS);
        }
        return sorted;
    }

    private List<CostReport.UnpricedModel> unpriced() {
        return unpriced.entrySet().stream()
                .map(e -> new CostReport.UnpricedModel((String) e.getKey().get(0),
                        (PriceList.Unpriced) e.getKey().get(1),
                        e.getValue().events, e.getValue().first.stream().sorted().toList()))
                .sorted(Comparator.comparingLong(CostReport.UnpricedModel::events).reversed()
                        .thenComparing(u -> Objects.toString(u.model(), ""))
                        .thenComparing(CostReport.UnpricedModel::reason))
                .toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (sources.size() > 1) {
            notes.add("The events are from " + sources.size()
                    + " sources. A call that two of them record counts twice: "
                    + "narrow the query, for example to source:S" + sources.first() + ".");
        }
        if (otherCurrency > 0) {
            notes.add(Count.of(otherCurrency, "claim") + " in another currency than " + list.currency()
                    + ": not in the sums of claims in " + list.currency() + ".");
        }
        if (oddClaims > 0) {
            notes.add(Count.of(oddClaims, "claim") + " without an amount of money: in no sum.");
        }
        if (list.note() != null) {
            notes.add(list.note());
        }
        return notes;
    }
}
