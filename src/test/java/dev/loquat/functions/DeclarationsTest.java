package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations in {@code functions/} and the code say the same. */
class DeclarationsTest {
  static List<String> functions() {
    return Samples.functions();
  }

  @Test
  void everyFunctionOfTheCodeIsDeclared() {
    List<String> coded =
        new ClassFileImporter()
            .importPackages("dev.loquat.function").stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .map(DeclarationsTest::nameOf)
                .sorted()
                .toList();
    assertThat(coded).isNotEmpty().isEqualTo(Samples.functions());
  }

  @ParameterizedTest
  @MethodSource("functions")
  @SuppressWarnings("unchecked")
  void triggersAreThoseThatTheServiceKnows(String function) throws IOException {
    var triggers = (Map<String, Map<String, String>>) Samples.declaration(function).get("triggers");
    String mapping = "quarkus.funqy.knative-events.mapping." + function;
    Properties properties = properties();
    assertThat(triggers.get("http").get("path")).isEqualTo("/" + function);
    assertThat(triggers.get("cloudevent").get("type"))
        .isEqualTo(properties.getProperty(mapping + ".trigger"))
        .isEqualTo("dev.loquat." + function);
    assertThat(triggers.get("cloudevent").get("answer"))
        .isEqualTo(properties.getProperty(mapping + ".response-type"))
        .isEqualTo("dev.loquat." + function + ".done");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void sampleEventsAreOfTheFunctionsOwnType(String function) {
    assertThat(Samples.binaryHeaders(function)).containsEntry("ce-type", "dev.loquat." + function);
    assertThat(
            Samples.json(Samples.event(function, "cloudevent-structured.json"))
                .path("type")
                .asText())
        .isEqualTo("dev.loquat." + function);
  }

  private static String nameOf(JavaMethod method) {
    String named = method.getAnnotationOfType(Funq.class).value();
    return named.isEmpty() ? method.getName() : named;
  }

  private static Properties properties() throws IOException {
    Properties properties = new Properties();
    try (InputStream bytes =
        DeclarationsTest.class.getResourceAsStream("/application.properties")) {
      properties.load(bytes);
    }
    return properties;
  }
}
