package dev.loquat.prompt.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.prompt.value.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplesTest {
  private static Object sample(String schema) throws SchemaException {
    return Schema.compile(JsonText.read(schema), SchemaOptions.DEFAULT).sample();
  }

  @Test
  void keepsBoundsStepsAndRequiredProperties() throws SchemaException {
    assertThat(
            sample(
                """
                {"type":"object","required":["n"],"properties":{
                  "n":{"type":"integer","exclusiveMinimum":6,"multipleOf":5},
                  "list":{"type":"array","minItems":2,"items":{"enum":["a","b"]}}}}"""))
        .isEqualTo(Map.of("n", 10L, "list", List.of("a", "a")));
  }

  @Test
  void staysSmallWhereASchemaLeadsToItselfInManyWays() throws SchemaException {
    String meta = "{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}";
    String lists =
        "{\"type\":\"array\",\"minItems\":100,\"prefixItems\":[{\"$ref\":\"#\"}],\"items\":{\"$ref\":\"#\"}}";

    assertThat(JsonText.write(sample(meta))).hasSizeLessThan(100_000);
    assertThat(JsonText.write(sample(lists))).hasSizeLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"number\",\"exclusiveMinimum\":1e999999999}",
        "{\"type\":\"number\",\"exclusiveMaximum\":-1e999999999}",
        "{\"type\":\"number\",\"multipleOf\":1e-999999999}",
        "{\"type\":\"integer\",\"minimum\":1e2147483647}"
      })
  void leavesBoundsAloneThatHaveAMillionDigits(String schema) throws SchemaException {
    assertThat(sample(schema)).isEqualTo(1L);
  }
}
