package io.setkeeper.cli.connect;

import java.io.PrintWriter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says what becomes of the doors, to a person and to a program. */
public final class Speaker {
  private final PrintWriter words;
  private final Optional<PrintWriter> json;
  private final boolean stays;
  private boolean ready;
  private View now = View.BLANK;
  private Optional<JsonNode> last = Optional.empty();

  /**
   * Nothing is said yet.
   *
   * @param words for a person
   * @param json for a program: an object a line
   * @param stays until Ctrl-C
   */
  public Speaker(PrintWriter words, Optional<PrintWriter> json, boolean stays) {
    this.words = words;
    this.json = json;
    this.stays = stays;
  }

  void tell(View view) {
    Tale.between(now, view).forEach(words::println);
    words.flush();
    now = view;
    if (ready) {
      program();
    }
  }

  /** The doors are open. */
  public void ready() {
    ready = true;
    if (json.isEmpty() && stays) {
      now.uri().ifPresent(words::println);
      words.println("Ctrl-C closes the doors.");
      words.flush();
    }
    program();
  }

  private void program() {
    json.filter(_ -> now.uri().isPresent())
        .ifPresent(
            out -> {
              Optional<JsonNode> line = Optional.of(ConnectJson.of(now));
              if (!line.equals(last)) {
                out.println(line.get());
                out.flush();
                last = line;
              }
            });
  }
}
