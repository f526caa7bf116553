package io.setkeeper.simulator.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How something that happened to a member is marked above its state.
 *
 * @param type the CSS class; empty where it is not marked
 */
record Mark(String type, String label) {
  private static final Mark NONE = new Mark("", "");
  private static final Pattern VERSION = Pattern.compile("\\(term (-?\\d+), version (\\d+)\\)");

  static Mark of(Moment moment) {
    String text = moment.event().text();
    return switch (moment.event().kind()) {
      case ELECTION -> election(text);
      case CONFIG -> new Mark("config", "config " + version(text));
      case INSTALLED -> new Mark("installed", "");
      case WRITE -> text.contains("roll") ? new Mark("rollback", "↩ rollback") : NONE;
      case FAULT, ORDER, POD, STATE, DECISION, OUTCOME, LOST, VIOLATION -> NONE;
    };
  }

  private static Mark election(String text) {
    if (text.contains("is elected")) {
      return new Mark("elected", "★ term " + text.replaceAll("\\D", ""));
    }
    if (text.contains("steps down")) {
      return new Mark("down", "▼ steps down");
    }
    return new Mark("stands", text.contains("stands") ? "▲" : "");
  }

  private static String version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find() ? matcher.group(1) + "/" + matcher.group(2) : "";
  }

  /** Whether its label gives way to the next: who stands is elected a moment later. */
  boolean yields() {
    return type.equals("stands");
  }

  boolean isEmpty() {
    return type.isEmpty();
  }
}
