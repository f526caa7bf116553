package io.setkeeper.cli.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process's resident memory. */
public final class Memory {
  private static final long KIB_PER_MIB = 1024;

  private Memory() {}

  /** In MiB, from Linux's /proc, else from {@code ps}; -1 where neither tells. */
  public static long rssMiB(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      String kib =
          Files.exists(status)
              ? Files.readString(status)
                  .lines()
                  .filter(line -> line.startsWith("VmRSS:"))
                  .findFirst()
                  .orElse("")
              : ps(pid);
      String digits = kib.replaceAll("[^0-9]", "");
      return digits.isEmpty() ? -1 : Long.parseLong(digits) / KIB_PER_MIB;
    } catch (IOException gone) {
      return -1;
    }
  }

  private static String ps(long pid) throws IOException {
    Process process = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
