package dev.loquat;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house keeps its arrows: rooms, floors, and what may never be. */
class HouseTest {
  private static final int LONGEST_FILE = 400;
  private static final String[] GROUND = {"text", "prompt", "rank", "guard", "score", "stream"};
  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.vertx..",
    "io.smallrye..",
    "jakarta..",
    "com.fasterxml..",
    "java.sql..",
    "javax.sql..",
    "org.jboss..",
    "dev.langchain4j..",
    "io.opentelemetry..",
    "io.micrometer..",
    "java.net.http.."
  };
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.loquat");

  @Test
  void noCircleBetweenAnyTwoPackages() {
    slices().matching("dev.loquat.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noCircleBetweenAnyTwoRooms() {
    slices().matching("dev.loquat.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void groundFloorKnowsNoFramework() {
    noClasses()
        .that(resideInAnyPackage(rooms(GROUND)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
        .check(HOUSE);
  }

  @Test
  void groundFloorKnowsNothingAboveIt() {
    classes()
        .that(resideInAnyPackage(rooms(GROUND)))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(rooms(GROUND)).or(not(resideInAPackage("dev.loquat.."))))
        .check(HOUSE);
  }

  @Test
  void onlyTheEntrancesKnowTheEntrances() {
    noClasses()
        .that(
            resideInAnyPackage("dev.loquat..")
                .and(
                    not(
                        resideInAnyPackage(
                            rooms("function", "http", "gateway", "wiring", "command")))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(rooms("function", "http", "gateway", "wiring", "command")))
        .check(HOUSE);
  }

  @Test
  void everyRoomSaysThatNothingIsNullUnlessSaid() {
    List<String> silent =
        HOUSE.stream()
            .filter(c -> !c.getPackageName().contains(".grammar"))
            .map(JavaClass::getPackage)
            .distinct()
            .filter(
                p ->
                    p.tryGetPackageInfo().isEmpty()
                        || !p.getPackageInfo().isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(silent).as("packages without @NullMarked in their package-info.java").isEmpty();
  }

  @Test
  void aFileCanBeReadInOneSitting() throws IOException {
    Map<String, Long> tooLong = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          long count = lines.count();
          if (count > LONGEST_FILE) {
            tooLong.put(file.toString(), count);
          }
        }
      }
    }
    assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
  }

  private static String[] rooms(String... names) {
    return Stream.of(names).map(name -> "dev.loquat." + name + "..").toArray(String[]::new);
  }
}
