package io.setkeeper.cli.view;

import io.setkeeper.cli.base.Environment;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Where pictures are shown, one after the other. Used by one thread. */
public final class Display {
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter out;
  private final boolean redraws;
  private final Colours colours;
  private List<String> drawn = List.of();
  private Picture last;

  private Display(PrintWriter out, boolean redraws, Colours colours, Picture last) {
    this.out = out;
    this.redraws = redraws;
    this.colours = colours;
    this.last = last;
  }

  /**
   * A table that is redrawn where the output is a terminal, else a line for each change.
   *
   * @param set the replica set's name
   */
  public static Display of(String set, Environment environment, PrintWriter out) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !environment.get("TERM").orElse("dumb").equals("dumb");
    return new Display(
        out, terminal, terminal ? Colours.of(environment) : Colours.NONE, Picture.blank(set));
  }

  /** Shows a picture. */
  public void show(Picture now) {
    if (redraws) {
      redraw(Table.render(now, colours));
    } else {
      Changes.between(last, now).forEach(out::println);
    }
    last = now;
    out.flush();
  }

  /** What was shown last. */
  public Picture last() {
    return last;
  }

  private void redraw(List<String> lines) {
    if (lines.equals(drawn)) {
      return;
    }
    if (!drawn.isEmpty()) {
      out.printf("\u001b[%dA", drawn.size());
    }
    out.print("\r" + CLEAR_BELOW + NO_WRAP);
    lines.forEach(out::println);
    out.print(WRAP);
    drawn = lines;
  }
}
