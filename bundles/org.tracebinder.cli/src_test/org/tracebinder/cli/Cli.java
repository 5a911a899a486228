// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Runs commands inside the test and keeps what they print. */
final class Cli {

    /**
     * What a command left.
     *
     * @param code its exit code
     * @param out  what it wrote to stdout
     * @param err  what it wrote to stderr
     */
    record Result(int code, byte[] out, String err) {

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        /** @return the one JSON object on stdout; numbers as BigDecimal or Long */
        Json json() {
            return new Json(parse(out));
        }

        Result expect(int wanted) {
            assertEquals(wanted, code, () -> "exit code; stderr: " + err);
            return this;
        }
    }

    /** Walks through parsed JSON. */
    record Json(Object value) {

        @SuppressWarnings("unchecked")
        Map<String, Object> map() {
            return (Map<String, Object>) value;
        }

        Json get(String key) {
            if (!map().containsKey(key)) {
                throw new AssertionError("no field '" + key + "' in " + map().keySet());
            }
            return new Json(map().get(key));
        }

        @SuppressWarnings("unchecked")
        List<Json> list() {
            return ((List<Object>) value).stream().map(Json::new).toList();
        }

        List<String> keys() {
            return List.copyOf(map().keySet());
        }

        String text() {
            return (String) value;
        }

        long number() {
            return ((Number) value).longValue();
        }

        List<String> texts() {
            return list().stream().map(Json::text).toList();
        }
    }

    private Cli() {
    }

    static Result run(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), words);
        return new Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** @return the folder of the sample trail in this source tree, with truth.json */
    static Path sample() throws IOException {
        Path up = Path.of("").toAbsolutePath();
        while (up != null && !Files.isDirectory(up.resolve("bundles"))) {
            up = up.getParent();
        }
        if (up == null) {
            throw new IOException("no folder with 'bundles' above the working directory");
        }
        return up.resolve("bundles/org.tracebinder.session/sample");
    }

    static Json truth() throws IOException {
        return new Json(parse(Files.readAllBytes(sample().resolve("truth.json"))));
    }

    private static Object parse(byte[] bytes) {
        try (JsonParser json = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            Object value = value(json);
            assertEquals(null, json.nextToken(), "one JSON value and nothing behind it");
            return value;
        }
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    assertEquals(null, map.put(name, value(json)), "field '" + name + "' twice");
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new AssertionError("unexpected " + json.currentToken());
        };
    }
}
