package io.setkeeper.cli.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that the build made: {@code lib/} with every jar, {@code jvm/} with each program's JVM
 * flags, {@code aot/} with their caches, {@code examples/}.
 *
 * @param root the folder
 * @param training where the programs record what they load, while a cache is made; else empty
 */
public record Dist(Path root, Optional<Path> training) {
  /** The programs, each a JVM of its own. */
  public enum Program {
    CLI("setkeeper-cli"),
    SERVER("setkeeper-cli"),
    KEEPER("setkeeper-keeper"),
    STANDIN("setkeeper-standin");

    private final String jar;

    Program(String jar) {
      this.jar = jar;
    }

    /** Its name in the folders {@code jvm} and {@code aot}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The one that this process runs from. */
  public static Dist ofProcess() {
    try {
      Path jar = Path.of(Dist.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path lib = jar.toAbsolutePath().getParent();
      if (lib == null || lib.getParent() == null || !Files.isRegularFile(jar)) {
        throw new IllegalStateException("not run from a built distribution but from " + jar);
      }
      return new Dist(lib.getParent(), Optional.empty());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, with programs that record. */
  public Dist trainingTo(Path folder) {
    return new Dist(root, Optional.of(folder));
  }

  /** The build's version. */
  public String version() {
    try {
      return Files.readString(root.resolve("version")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recipe's files. */
  public Path examples() {
    return root.resolve("examples/mongo");
  }

  /** A program's jar. */
  public Path jar(Program program) {
    return root.resolve("lib").resolve(program.jar + "-" + version() + ".jar");
  }

  /** A program's cache of loaded and linked classes, whether it exists or not. */
  public Path cache(Program program) {
    return root.resolve("aot").resolve(program.label() + ".aot");
  }

  /** The command that starts a program; arguments may be appended. */
  public List<String> command(Program program) {
    List<String> command = new ArrayList<>(List.of(java(), flags(program)));
    training.ifPresentOrElse(
        folder -> {
          command.add("-XX:AOTMode=record");
          command.add("-XX:AOTConfiguration=" + folder.resolve(program.label() + ".aotconf"));
        },
        () -> {
          if (Files.exists(cache(program))) {
            command.add("-XX:AOTCache=" + cache(program));
          }
        });
    command.addAll(List.of("-jar", jar(program).toString()));
    return List.copyOf(command);
  }

  /** The argument that names a program's file of JVM flags. */
  public String flags(Program program) {
    return "@" + root.resolve("jvm").resolve(program.label());
  }

  /** The java that runs this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
