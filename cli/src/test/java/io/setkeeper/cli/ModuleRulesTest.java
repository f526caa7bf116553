package io.setkeeper.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the modules, as docs/architecture.md draws them; there are no others. */
class ModuleRulesTest {
  private static final String BASE = "io.setkeeper.";
  private static final List<String> EVERYWHERE = List.of("java.", "org.jspecify.annotations.");

  /** What each module may use: modules by name, libraries by package. */
  private static final Map<String, List<String>> ALLOWED =
      new TreeMap<>(
          Map.of(
              "core",
              List.of(),
              "mongodb",
              List.of(
                  "io.setkeeper.core.",
                  "com.mongodb.",
                  "org.bson.",
                  "javax.net.",
                  "javax.crypto.",
                  "org.slf4j."),
              "kubernetes",
              List.of("io.setkeeper.core.", "io.fabric8.", "tools.jackson.", "org.slf4j."),
              "keeper",
              List.of(
                  "io.setkeeper.core.",
                  "io.setkeeper.mongodb.",
                  "io.setkeeper.kubernetes.",
                  "io.fabric8.kubernetes.client.",
                  "com.sun.net.httpserver.",
                  "io.micrometer.",
                  "org.slf4j."),
              "simulator",
              List.of("io.setkeeper.core."),
              "standin",
              List.of(
                  "de.bwaldvogel.mongo.",
                  "org.apache.ratis.",
                  "io.netty.",
                  "org.bson.",
                  "org.slf4j."),
              "door",
              List.of("org.bson.", "org.slf4j."),
              "sandbox",
              List.of(
                  "org.eclipse.jetty.",
                  "tools.jackson.",
                  "com.fasterxml.jackson.annotation.",
                  "org.bouncycastle.",
                  "javax.net.",
                  "javax.crypto.",
                  "javax.security.",
                  "org.slf4j."),
              "cli",
              List.of(
                  "io.setkeeper.",
                  "picocli.",
                  "io.fabric8.",
                  "tools.jackson.",
                  "org.snakeyaml.engine.",
                  "de.flapdoodle.",
                  "org.slf4j.")));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.setkeeper");

  @TestFactory
  Stream<DynamicTest> aModuleUsesNothingButWhatIsDrawn() {
    return ALLOWED.entrySet().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.getKey(), () -> check(module.getKey(), module.getValue())));
  }

  private static void check(String module, List<String> allowed) {
    List<String> prefixes =
        Stream.of(EVERYWHERE, allowed, List.of(BASE + module + ".")).flatMap(List::stream).toList();
    classes()
        .that()
        .resideInAPackage(BASE + module + "..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are in " + prefixes, used -> isAllowed(used, module, prefixes)))
        .check(OURS);
  }

  private static boolean isAllowed(JavaClass used, String module, List<String> prefixes) {
    String name = used.getBaseComponentType().getName();
    return used.getBaseComponentType().isPrimitive()
        || used.getPackageName().equals(BASE + module)
        || prefixes.stream().anyMatch(name::startsWith);
  }

  @Test
  void everyModuleHasItsRule() {
    Set<String> modules =
        OURS.stream()
            .map(type -> type.getPackageName().substring(BASE.length()).split("\\.", 2)[0])
            .collect(toUnmodifiableSet());

    assertThat(ALLOWED.keySet()).isEqualTo(modules);
  }
}
