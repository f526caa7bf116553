package io.setkeeper.cli.simulate;

import io.setkeeper.cli.base.Environment;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a campaign is: one line that is redrawn on a terminal, a line for each tenth elsewhere.
 */
final class Progress {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int PARTS = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private final long all;
  private final long began = System.nanoTime();
  private long drawn = System.nanoTime();
  private long parts;

  private Progress(PrintWriter out, boolean terminal, long all) {
    this.out = out;
    this.terminal = terminal;
    this.all = all;
  }

  /** One that has not begun, of so many seeds. */
  static Progress of(PrintWriter out, long all) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !Environment.ofProcess().get("TERM").orElse("dumb").equals("dumb");
    return new Progress(out, terminal, all);
  }

  /** Called after each seed, from any thread. */
  synchronized void ran(long seeds) {
    long now = System.nanoTime();
    if (terminal && (now - drawn > PAUSE.toNanos() || seeds == all)) {
      drawn = now;
      out.print("\r\u001b[K" + words(seeds, now));
      out.flush();
    } else if (!terminal && all > 1 && seeds * PARTS / all > parts) {
      parts = seeds * PARTS / all;
      out.println(words(seeds, now));
    }
  }

  private String words(long seeds, long now) {
    double seconds = Math.max(0.001, (now - began) / 1e9);
    return String.format(
        Locale.ROOT, "%,d of %,d seeds, %.0f a second", seeds, all, seeds / seconds);
  }

  /** Takes the line away. */
  synchronized void end() {
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
