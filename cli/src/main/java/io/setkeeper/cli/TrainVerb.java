package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code setkeeper train}, the build's last step: makes each program's cache of loaded classes, and
 * notes when the build began. It never fails for a cache: without one, programs start slower.
 */
@Command(name = "train", hidden = true, description = "Makes the programs' caches: for the build.")
final class TrainVerb implements Runnable {
  private final PrintWriter out;

  @Option(names = "--built-at", required = true, description = "When the build began.")
  private String builtAt = "";

  @Option(names = "--aot", required = true, description = "yes or no")
  private String aot = "";

  TrainVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    Dist dist = Dist.ofProcess();
    try {
      if (aot.equals("yes")) {
        Training.runWhereDue(dist)
            .ifPresent(why -> out.println("setkeeper: warning: no AOT caches: " + why));
      } else {
        Training.dropStale(dist);
      }
      stamp(dist.root().resolve("built"), Instant.parse(builtAt));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stamp(Path file, Instant when) throws IOException {
    Files.writeString(file, when + "\n");
    Files.setLastModifiedTime(file, FileTime.from(when));
  }
}
