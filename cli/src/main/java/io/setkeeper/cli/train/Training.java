package io.setkeeper.cli.train;

import io.setkeeper.cli.base.Dist;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One training: a sandbox of one pod goes up and down, then the caches are made. */
public final class Training {
  private static final long PATIENCE_SECONDS = 120;

  private final Dist dist;
  private final Path folder;
  private final Path log;

  private Training(Dist dist, Path folder) {
    this.dist = dist;
    this.folder = folder;
    this.log = dist.root().resolve("training.log");
  }

  /**
   * Makes the caches where they are missing or older than a jar.
   *
   * @return why it could not; empty when all is well
   */
  public static Optional<String> runWhereDue(Dist dist) {
    Path folder = dist.root().resolve("training");
    try {
      dropStale(dist);
      if (isFresh(dist)) {
        return Optional.empty();
      }
      delete(folder);
      Files.createDirectories(folder);
      new Training(dist, folder).run();
      delete(folder);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage() + "; see " + dist.root().resolve("training.log"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** Removes caches that were made for other jars: a JVM would refuse them. */
  public static void dropStale(Dist dist) throws IOException {
    if (!isFresh(dist)) {
      delete(dist.root().resolve("aot"));
    }
  }

  private static boolean isFresh(Dist dist) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    for (String inputs : List.of("lib", "jvm")) {
      try (Stream<Path> files = Files.list(dist.root().resolve(inputs))) {
        for (Path file : files.toList()) {
          FileTime time = Files.getLastModifiedTime(file);
          newest = time.compareTo(newest) > 0 ? time : newest;
        }
      }
    }
    for (Dist.Program program : Dist.Program.values()) {
      Path cache = dist.cache(program);
      if (!Files.exists(cache) || Files.getLastModifiedTime(cache).compareTo(newest) < 0) {
        return false;
      }
    }
    return true;
  }

  private void run() throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    String state = folder.resolve("state").toString();
    Dist recording = dist.trainingTo(folder);
    try {
      await(
          start(
              recording.command(Dist.Program.CLI),
              "up",
              "--detach",
              "--mongod=standin",
              "--timeout=60",
              "--train=" + folder,
              "--state=" + state,
              "-f",
              onePod()));
    } finally {
      await(start(dist.command(Dist.Program.CLI), "down", "--state=" + state));
    }
    Files.createDirectories(dist.root().resolve("aot"));
    List<Process> makers = new ArrayList<>();
    for (Dist.Program program : Dist.Program.values()) {
      makers.add(make(program));
    }
    for (Process maker : makers) {
      await(maker);
    }
    for (Dist.Program program : Dist.Program.values()) {
      // By rename: programs that run now have the old one mapped.
      Files.move(
          fresh(program),
          dist.cache(program),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The recipe's files with one replica. */
  private String onePod() throws IOException {
    Path files = Files.createDirectories(folder.resolve("manifests"));
    try (Stream<Path> examples = Files.list(dist.examples())) {
      for (Path example : examples.toList()) {
        String text =
            Files.readString(example)
                .replaceAll("(?m)^  replicas: .*$", "  replicas: 1")
                // To write down what was loaded takes longer than the recipe's ten seconds.
                .replaceAll(
                    "terminationGracePeriodSeconds: .*", "terminationGracePeriodSeconds: 90");
        Files.writeString(files.resolve(example.getFileName()), text);
      }
    }
    return files.toString();
  }

  private Path fresh(Dist.Program program) {
    return folder.resolve(program.label() + ".aot");
  }

  private Process make(Dist.Program program) throws IOException {
    List<String> command =
        List.of(
            Dist.java(),
            dist.flags(program),
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + folder.resolve(program.label() + ".aotconf"),
            "-XX:AOTCache=" + fresh(program),
            "-jar",
            dist.jar(program).toString());
    return start(command);
  }

  private Process start(List<String> command, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static void await(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the training took too long");
    }
    if (process.exitValue() != 0) {
      throw new IOException("the training ended with code " + process.exitValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
