package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code setkeeper version}. */
@Command(name = "version", description = "Says which version this is.")
final class VersionVerb implements Runnable {
  private final PrintWriter out;

  VersionVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    out.println("setkeeper " + Dist.ofProcess().version());
  }
}
