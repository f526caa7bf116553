package io.setkeeper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds each image's list of modules against what jdeps finds in its jars, as they are packed. */
class ModulesIT {
  /** Needed by nothing but Micrometer's look at Log4j's configuration. */
  private static final Set<String> LEFT_OUT = Set.of("java.desktop");

  @ParameterizedTest
  @EnumSource(Program.class)
  void theRuntimeHasTheModulesThatTheJarsNeedAndNoOthers(Program program) throws IOException {
    List<Path> jars = jars(program);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--multi-release",
                "25",
                "--ignore-missing-deps",
                "--print-module-deps",
                "--class-path",
                joined(jars)));
    for (Path jar : jars) {
      if (!isModule(jar) && !isModelOfKubernetes(jar)) {
        arguments.add(jar.toString());
      }
    }

    Set<String> needed = new TreeSet<>(jdeps(arguments));
    needed.removeAll(LEFT_OUT);

    assertThat(closure(program.modules())).containsAll(closure(needed));
    assertThat(program.modules()).isSubsetOf(closure(needed));
  }

  private static Set<String> closure(Iterable<String> modules) {
    Set<String> roots = new TreeSet<>();
    modules.forEach(roots::add);
    return Configuration.empty()
        .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), roots)
        .modules()
        .stream()
        .map(module -> module.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> jars(Program program) throws IOException {
    List<Path> all =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    Path own =
        all.stream()
            .filter(
                path -> path.getFileName().toString().startsWith("setkeeper-" + program.label()))
            .findFirst()
            .orElseThrow();
    List<Path> jars = new ArrayList<>();
    for (String name : Jars.named(own)) {
      jars.add(
          all.stream()
              .filter(path -> path.endsWith(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name)));
    }
    return jars;
  }

  /** One that jdeps would want to have all optional modules of. */
  private static boolean isModule(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().anyMatch(entry -> entry.getName().endsWith("module-info.class"));
    }
  }

  /** One of twenty jars of plain data: what is used of them jdeps finds from those that use it. */
  private static boolean isModelOfKubernetes(Path jar) {
    return jar.getFileName().toString().matches("kubernetes-model-(?!co).*");
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> jdeps(List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertThat(code).as(said.toString()).isZero();
    return List.of(said.toString().strip().split(",", -1));
  }
}
