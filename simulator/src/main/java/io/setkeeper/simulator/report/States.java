package io.setkeeper.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The states that each pod's member was in, one after the other. */
final class States {
  /** The pod is there, and its mongod does not run yet. */
  static final String PENDING = "PENDING";

  /** A mongod that runs and has no config (yet). */
  static final String STARTUP = "STARTUP";

  /** A mongod that does not run. */
  static final String DOWN = "DOWN";

  private static final String NONE = "";

  private final long end;
  private final Map<String, List<Stretch>> ended = new TreeMap<>(Story.BY_ORDINAL);
  private final Map<String, Stretch> now = new TreeMap<>();

  private States(long end) {
    this.end = end;
  }

  /** By pod, in the order of their ordinals. */
  static Map<String, List<Stretch>> of(List<Moment> moments, long end) {
    States states = new States(end);
    moments.forEach(states::happens);
    List.copyOf(states.now.keySet()).forEach(pod -> states.enter(pod, NONE, end, -1));
    return states.ended;
  }

  private void happens(Moment moment) {
    switch (moment.event().kind()) {
      case STATE -> enter(moment, moment.event().text());
      case POD -> {
        String text = moment.event().text();
        if (text.endsWith(" created")) {
          enter(moment, PENDING);
        } else if (text.endsWith("mongod starts")) {
          enter(moment, STARTUP);
        } else if (text.endsWith("mongod is killed") || text.endsWith("machine goes off")) {
          enter(moment, DOWN);
        } else if (text.endsWith("has ended") || text.endsWith("deleted by force")) {
          enter(moment, NONE);
        }
      }
      default -> {}
    }
  }

  private void enter(Moment moment, String state) {
    enter(moment.pod(), state, moment.event().at(), moment.number());
  }

  private void enter(String pod, String state, long at, int cause) {
    List<Stretch> before = ended.computeIfAbsent(pod, p -> new ArrayList<>());
    Stretch last = now.remove(pod);
    if (last != null && at > last.from()) {
      before.add(new Stretch(last.from(), at, last.what(), last.cause()));
    }
    if (!state.equals(NONE) && at < end) {
      now.put(pod, new Stretch(at, at, state, cause));
    }
  }
}
