package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults from their beginning to their end, as the trace tells them. */
final class FaultSpans {
  private static final String ALL_END = "the faults end";

  /** How a fault that lasts begins, and the words at its end, of the beginning's groups. */
  private record Kind(Pattern begins, String ends) {
    Kind(String begins, String ends) {
      this(Pattern.compile(begins), ends);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("partition: (.*)", "partition ends: $1"),
          new Kind("nothing gets from (\\S+) to (\\S+)", "$1 reaches $2 again"),
          new Kind("messages take up to .*", "messages are quick again"),
          new Kind("the API server is away", "the API server is back"),
          new Kind("(\\S+) stands still.*", "$1 goes on"));

  private record Open(Moment begin, String ends) {}

  private final List<Open> open = new ArrayList<>();
  private final List<Stretch> spans = new ArrayList<>();

  private FaultSpans() {}

  /** In the order of their beginnings; one whose end is not told lasts no time. */
  static List<Stretch> of(List<Moment> moments, long end) {
    FaultSpans faults = new FaultSpans();
    moments.stream().filter(moment -> moment.is(Trace.Kind.FAULT)).forEach(faults::happens);
    faults.endAll(end);
    return faults.spans.stream().sorted(Comparator.comparingLong(Stretch::from)).toList();
  }

  private void happens(Moment moment) {
    String text = moment.event().text();
    if (text.equals(ALL_END)) {
      endAll(moment.event().at());
    }
    Optional<Open> ended = open.stream().filter(o -> o.ends().equals(text)).findFirst();
    Optional<String> ends = ends(text);
    if (ended.isPresent()) {
      open.remove(ended.get());
      close(ended.get(), moment.event().at());
    } else if (ends.isPresent()) {
      open.add(new Open(moment, ends.get()));
    } else {
      spans.add(new Stretch(moment.event().at(), moment.event().at(), text, moment.number()));
    }
  }

  private static Optional<String> ends(String text) {
    return KINDS.stream().map(kind -> words(kind, text)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> words(Kind kind, String text) {
    Matcher matcher = kind.begins().matcher(text);
    return matcher.matches() ? Optional.of(matcher.replaceFirst(kind.ends())) : Optional.empty();
  }

  private void endAll(long at) {
    open.forEach(o -> close(o, at));
    open.clear();
  }

  private void close(Open fault, long at) {
    spans.add(
        new Stretch(
            fault.begin().event().at(), at, fault.begin().event().text(), fault.begin().number()));
  }
}
