// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.validators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OSCAL files fit the JSON schemas of NIST (OSCAL 1.1.3, the newest on Maven Central). */
class OscalSchemaTest {

    @ParameterizedTest
    @CsvSource({"catalog,catalog", "assessment-plan,ap", "assessment-results,ar", "poam,poam"})
    void filesFitTheirSchema(String name, String model) throws Exception {
        Schema schema = schema(model);
        for (Path pack : Packs.unpacked().values()) {
            String json = Files.readString(pack.resolve("data/oscal/" + name + ".json"));
            List<Error> errors = schema.validate(json, InputFormat.JSON);
            assertEquals("", errors.stream().limit(5).map(Error::toString).collect(Collectors.joining("\n")));
            String uuid = "\"uuid\":\"";
            assertTrue(json.contains(uuid));
            assertFalse(schema.validate(json.replaceFirst(uuid, uuid + "x"), InputFormat.JSON).isEmpty(),
                    "the schema takes anything");
        }
    }

    private static Schema schema(String model) throws Exception {
        String name = "/schema/json/oscal-" + model + "_schema.json";
        try (InputStream in = OscalSchemaTest.class.getResourceAsStream(name)) {
            assertNotNull(in, name);
            String text = new String(in.readAllBytes(), UTF_8);
            // One property in these schemas is wrapped in a keyword of an older draft, which the validator refuses.
            String mended = text.replaceAll("(\"id\" : \\{\\s*)\"id\"( : \\{)", "$1\"unknown\"$2");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(mended, InputFormat.JSON);
        }
    }
}
