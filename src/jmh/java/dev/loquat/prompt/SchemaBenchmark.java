package dev.loquat.prompt;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaOptions;
import dev.loquat.prompt.value.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A valid object of twenty fields of all kinds: ours against networknt, each on its own values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class SchemaBenchmark {
  private Schema ours;
  private Map<String, Object> value;
  private com.networknt.schema.Schema theirs;
  private JsonNode node;
  private String source;

  @Setup
  public void setUp() throws Exception {
    var properties = new LinkedHashMap<String, Object>();
    value = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      add(
          "text" + i,
          Map.of("type", "string", "minLength", 2, "maxLength", 200),
          "some text " + i,
          properties);
      add(
          "count" + i,
          Map.of("type", "integer", "minimum", 0, "maximum", 1000),
          42 + i,
          properties);
      add("tone" + i, Map.of("enum", List.of("formal", "casual", "plain")), "casual", properties);
      add(
          "code" + i,
          Map.of("type", "string", "pattern", "^[a-z]{2}(-[A-Z]{2})?$"),
          "zh-CN",
          properties);
    }
    add("flag", Map.of("type", "boolean"), true, properties);
    add("ratio", Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 1), 0.45, properties);
    add(
        "tags",
        Map.of("type", "array", "maxItems", 9, "items", Map.of("type", "string")),
        List.of("a", "b", "c"),
        properties);
    add(
        "owner",
        Map.of(
            "type",
            "object",
            "required",
            List.of("name"),
            "properties",
            Map.of("name", Map.of("type", "string"))),
        Map.of("name", "Ann"),
        properties);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    schema.put("required", List.of("text0", "count0", "flag"));
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    source = JsonText.write(schema);
    ours = Schema.compile(JsonText.read(source), SchemaOptions.DEFAULT);
    theirs =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(source);
    theirs.initializeValidators();
    node = new JsonMapper().readTree(JsonText.write(value));
    if (!ours.isValid(value) || !theirs.validate(node).isEmpty() || value.size() != 20) {
      throw new IllegalStateException("the object should be valid");
    }
  }

  private void add(
      String name, Map<String, Object> schema, Object example, Map<String, Object> properties) {
    properties.put(name, schema);
    value.put(name, example);
  }

  @Benchmark
  public boolean loquatIsValid() {
    return ours.isValid(value);
  }

  @Benchmark
  public List<?> loquatValidate() {
    return ours.validate(value, Locale.ENGLISH);
  }

  @Benchmark
  public List<?> networkntValidate() {
    return theirs.validate(node);
  }

  @Benchmark
  public boolean networkntIsValid() {
    return theirs.validate(node, com.networknt.schema.OutputFormat.BOOLEAN);
  }

  @Benchmark
  public Schema loquatCompile() throws Exception {
    return Schema.compile(JsonText.read(source), SchemaOptions.DEFAULT);
  }
}
