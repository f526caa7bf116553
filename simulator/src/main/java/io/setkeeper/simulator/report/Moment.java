package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.Locale;

/**
 * Something that happened, with its place in the list.
 *
 * @param number from 0, in the order of the trace
 */
record Moment(int number, Trace.Event event) {

  /** The list's anchor. */
  String anchor() {
    return anchor(number);
  }

  static String anchor(int number) {
    return "e" + number;
  }

  /** The pod that it is about; the lane itself where it is about none. */
  String pod() {
    return event.lane().substring(event.lane().indexOf('/') + 1);
  }

  /** Whether it is of this kind. */
  boolean is(Trace.Kind kind) {
    return event.kind() == kind;
  }

  /** When it was, as minutes:seconds.thousandths. */
  String time() {
    return time(event.at());
  }

  static String time(long millis) {
    return String.format(
        Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1_000 % 60, millis % 1_000);
  }
}
