package dev.loquat.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loquat.function.LoquatFunction;
import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.wire.Problem;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is written as JSON can be written by a native executable. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class NativeReflectionTest {
  /**
   * Records of the entrances that are never written: what was read of a request, and the pair of
   * status and body.
   */
  private static final Set<String> NEVER_WRITTEN =
      Set.of(
          "dev.loquat.function.LoquatFunction$Answer",
          "dev.loquat.http.ChatBody",
          "dev.loquat.http.ChatBody$Wish");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.loquat");

  @TestHTTPResource("/")
  URI base;

  @Inject @All List<LoquatFunction> functions;

  @BeforeEach
  void theGuideIsThere() {
    GuideCorpus.in(new Service(base));
  }

  @Test
  void everyTypeThatIsWrittenAsJsonIsRegistered() throws Exception {
    List<Class<?>> roots = new ArrayList<>(recordsOfTheEntrances());
    roots.add(Problem.class);
    for (LoquatFunction function : functions) {
      roots.add(answerTo(function).getClass());
    }
    List<String> reachable = JsonTypes.reachableFrom(roots).stream().map(Class::getName).toList();
    assertThat(reachable)
        .contains(
            "dev.loquat.text.Token",
            "dev.loquat.wire.Violation",
            "dev.loquat.http.OpenAiError$Body");
    assertThat(registered()).as("@RegisterForReflection").containsAll(reachable);
  }

  private static Object answerTo(LoquatFunction function) throws Exception {
    Path sample = Path.of("functions", function.name(), "events", "http.json");
    return function
        .call(new ObjectMapper().readTree(Files.readString(sample)))
        .await()
        .indefinitely()
        .body();
  }

  private static List<? extends Class<?>> recordsOfTheEntrances() {
    return HOUSE.stream()
        .filter(c -> c.getPackageName().matches("dev\\.loquat\\.(function|http)"))
        .filter(c -> c.isRecord() && !c.getModifiers().contains(JavaModifier.PRIVATE))
        .filter(c -> !NEVER_WRITTEN.contains(c.getName()))
        .map(NativeReflectionTest::load)
        .toList();
  }

  private static Set<String> registered() {
    Set<String> names = new TreeSet<>();
    for (JavaClass c : HOUSE) {
      if (c.isAnnotatedWith(RegisterForReflection.class)) {
        RegisterForReflection registration = load(c).getAnnotation(RegisterForReflection.class);
        Stream.of(registration.targets()).map(Class::getName).forEach(names::add);
        names.addAll(List.of(registration.classNames()));
        if (registration.targets().length + registration.classNames().length == 0) {
          names.add(c.getName());
        }
      }
    }
    return names;
  }

  private static Class<?> load(JavaClass type) {
    try {
      return Class.forName(type.getName(), false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("cannot load " + type.getName(), e);
    }
  }
}
