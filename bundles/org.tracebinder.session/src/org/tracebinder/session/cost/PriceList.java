// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.cost;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tracebinder.controls.JsonLines;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prices of models, with the day of the list and where its figures come from. Read from a file; never fetched. Prices
 * of cached, batched or reserved tokens are not part of it. Immutable.
 *
 * @param name     for people
 * @param date     of the list
 * @param source   where the figures come from
 * @param currency ISO 4217 code
 * @param note     what else has to be known, null for nothing
 * @param sha256   of the file
 * @param prices   in the order of the file
 */
public record PriceList(String name, LocalDate date, String source, String currency, String note, Hash sha256,
        List<Price> prices) {

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_PRICES = 20_000;
    /** Twelve digits before and after the point: no price is larger or finer, and hostile ones stay small. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final long NANOS = 1_000_000_000L;

    /** Why an inference has no price. */
    public enum Unpriced {
        /** The record names no model. */
        NO_MODEL("no model"),
        /** The record does not say how many tokens were read and written. */
        NO_TOKENS("no token counts"),
        /** The list has no price for the model. */
        NO_PRICE("no price in the list"),
        /** The list has a price, but not for that day. */
        NOT_THEN("no price for that day"),
        /** The price is dated and the record is not. */
        NO_TIME("no time");

        private final String words;

        Unpriced(String words) {
            this.words = words;
        }

        /** @return the reason in words */
        public String words() {
            return words;
        }
    }

    /** A cost, or the reason why there is none: exactly one is null. */
    public record Priced(BigDecimal cost, Unpriced reason) {
    }

    /** Copies the prices. */
    public PriceList {
        prices = List.copyOf(prices);
    }

    /** @return the list of the product: examples */
    public static PriceList builtIn() {
        try (InputStream in = PriceList.class.getResourceAsStream("prices.json")) {
            return read("prices.json", in.readAllBytes());
        } catch (IOException | TracebinderException e) {
            throw new IllegalStateException("the product's price list can't be read", e);
        }
    }

    /**
     * @return the list in the file
     * @throws TracebinderException when it is no price list; the message says where
     */
    public static PriceList read(Path file) throws IOException, TracebinderException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TracebinderException(file + " is larger than " + MAX_BYTES + " bytes: no price list.");
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    private static PriceList read(String name, byte[] json) throws TracebinderException {
        try {
            JsonNode root = JSON.readTree(json);
            Place file = new Place(name, json, "");
            List<Price> prices = new ArrayList<>();
            JsonNode list = root.get("prices");
            if (list == null || !list.isArray() || list.size() > MAX_PRICES) {
                throw file.bad("prices", "no price list: 'prices' has to be a list of at most " + MAX_PRICES
                        + " prices.");
            }
            String source = text(root, "source", file);
            for (JsonNode p : list) {
                Place where = new Place(name, json, "/prices/" + prices.size());
                String own = optional(p, "source", where);
                prices.add(new Price(optional(p, "provider", where), text(p, "model", where), day(p, "from", where),
                        day(p, "to", where), amount(p, "in", where), amount(p, "out", where),
                        own == null ? source : own));
            }
            text(root, "date", file);
            return new PriceList(text(root, "name", file), day(root, "date", file), source,
                    text(root, "currency", file), optional(root, "note", file), Hash.of(json), prices);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new TracebinderException(name + (line > 0 ? ", line " + line : "") + ": no valid JSON: "
                    + e.getOriginalMessage() + ".", e);
        }
    }

    /** An object of the file: refusals name the line of the wrong member, or that of the object where it is missing. */
    private record Place(String file, byte[] json, String pointer) {

        TracebinderException bad(String key, String reason) {
            int member = JsonLines.of(json, pointer + "/" + key);
            int line = member > 0 ? member : JsonLines.of(json, pointer);
            return new TracebinderException(file + (line > 0 ? ", line " + line : "") + ": " + reason);
        }
    }

    private static String text(JsonNode node, String key, Place where) throws TracebinderException {
        String text = optional(node, key, where);
        if (text == null || text.isBlank()) {
            throw where.bad(key, "'" + key + "' is missing.");
        }
        return text;
    }

    private static String optional(JsonNode node, String key, Place where) throws TracebinderException {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw where.bad(key, "'" + key + "' has to be text in quotes.");
        }
        return value.asString();
    }

    private static LocalDate day(JsonNode node, String key, Place where) throws TracebinderException {
        String text = optional(node, key, where);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw where.bad(key, "'" + text + "' is no day such as 2026-09-01.");
        }
    }

    private static BigDecimal amount(JsonNode node, String key, Place where) throws TracebinderException {
        String text = text(node, key, where);
        if (!AMOUNT.matcher(text).matches()) {
            throw where.bad(key, "'" + key + "' has to be an amount for a million tokens such as \"0.25\".");
        }
        return new BigDecimal(text);
    }

    /**
     * @return the part of the list that is about the model; it prices the events of that model as the whole list does
     */
    public PriceList about(String provider, String model) {
        return new PriceList(name, date, source, currency, note, sha256,
                prices.stream().filter(p -> model != null && p.fit(provider, model) >= 0).toList());
    }

    /**
     * @param provider  null when not known
     * @param model     null when not known
     * @param time      nanoseconds since 1970, or {@link Event#NONE}
     * @param tokensIn  or {@link Event#NONE}
     * @param tokensOut or {@link Event#NONE}
     * @return the exact cost by the price that fits best, or why there is none
     */
    public Priced price(String provider, String model, long time, long tokensIn, long tokensOut) {
        if (model == null) {
            return new Priced(null, Unpriced.NO_MODEL);
        }
        LocalDate day = time == Event.NONE ? null
                : LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(time, NANOS)), ZoneOffset.UTC);
        Price best = null;
        Unpriced reason = Unpriced.NO_PRICE;
        for (Price p : prices) {
            int fit = p.fit(provider, model);
            if (fit < 0) {
                continue;
            }
            if (day == null && !p.undated()) {
                reason = Unpriced.NO_TIME;
            } else if (day != null && !p.holds(day)) {
                reason = Unpriced.NOT_THEN;
            } else if (best == null || fit > best.fit(provider, model)) {
                best = p;
            }
        }
        if (best == null) {
            return new Priced(null, reason);
        }
        return tokensIn < 0 || tokensOut < 0 ? new Priced(null, Unpriced.NO_TOKENS)
                : new Priced(best.of(tokensIn, tokensOut), null);
    }
}
