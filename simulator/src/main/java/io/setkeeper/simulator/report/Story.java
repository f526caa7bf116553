package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run, ready to be drawn.
 *
 * @param moments what happened, but for lost messages
 * @param lost the messages that were lost
 * @param states of each pod's member, the pods by ordinal
 * @param end of the run, in milliseconds
 */
record Story(
    List<Moment> moments,
    List<Trace.Event> lost,
    Map<String, List<Stretch>> states,
    List<Stretch> faults,
    long end) {
  /** mongo-2 before mongo-10. */
  static final Comparator<String> BY_ORDINAL =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  static Story of(List<Trace.Event> events, long end) {
    List<Trace.Event> told =
        events.stream().filter(event -> event.kind() != Trace.Kind.LOST).toList();
    List<Moment> moments =
        IntStream.range(0, told.size()).mapToObj(i -> new Moment(i, told.get(i))).toList();
    return new Story(
        moments,
        events.stream().filter(event -> event.kind() == Trace.Kind.LOST).toList(),
        States.of(moments, end),
        FaultSpans.of(moments, end),
        end);
  }

  /** What happened in a lane between two moments. */
  Stream<Moment> in(String lane, long begin, long end) {
    return between(begin, end).filter(moment -> moment.event().lane().equals(lane));
  }

  /** What happened between two moments. */
  Stream<Moment> between(long begin, long end) {
    return moments.stream()
        .filter(moment -> moment.event().at() >= begin && moment.event().at() < end);
  }

  /** The pods that there were between two moments. */
  List<String> pods(long begin, long end) {
    return states.entrySet().stream()
        .filter(pod -> !Stretch.between(pod.getValue(), begin, end).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }
}
