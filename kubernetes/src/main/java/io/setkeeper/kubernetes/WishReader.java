package io.setkeeper.kubernetes;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Reads what people ask by annotations on the StatefulSet. */
final class WishReader {
  private static final Set<String> KNOWN =
      Set.of(
          Annotations.PAUSED,
          Annotations.SIZE,
          Annotations.RECOVER_FROM,
          Annotations.START_AFRESH,
          Annotations.REMOVE_MEMBERS);
  private static final String OURS = "setkeeper.io/";

  private final Map<String, String> annotations;
  private final List<Wishes.Fault> faults = new ArrayList<>();

  private WishReader(Map<String, String> annotations) {
    // In the order of their names, so that what is said of them does not change from look to look.
    this.annotations = new TreeMap<>(annotations);
  }

  /** The wishes; what can't be understood is among their faults. */
  static Wishes read(Map<String, String> annotations) {
    return new WishReader(annotations).read();
  }

  private Wishes read() {
    boolean paused = paused();
    OptionalInt size = size();
    Map<Integer, MemberSettings> members = members();
    Optional<RecoverFrom> recoverFrom = recoverFrom();
    Optional<String> startAfresh = startAfresh();
    Set<HostPort> removals = removals();
    strangers();
    return new Wishes(paused, size, members, recoverFrom, startAfresh, removals, faults);
  }

  private boolean paused() {
    String text = annotations.getOrDefault(Annotations.PAUSED, "false").strip();
    if (!text.equals("true") && !text.equals("false")) {
      fault(
          Annotations.PAUSED,
          "'" + text + "' is neither true nor false; the keepers touch nothing until it is false");
    }
    return !text.equals("false");
  }

  private OptionalInt size() {
    Optional<String> text = text(Annotations.SIZE);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.get().matches("[1-9]|[1-4][0-9]|50")) {
      return OptionalInt.of(Integer.parseInt(text.get()));
    }
    fault(Annotations.SIZE, "'" + text.get() + "' is no number from 1 to 50; write one");
    return OptionalInt.empty();
  }

  private Map<Integer, MemberSettings> members() {
    Map<Integer, MemberSettings> members = new HashMap<>();
    annotations.forEach(
        (key, json) -> {
          if (key.startsWith(Annotations.MEMBER)) {
            ordinal(key)
                .ifPresent(
                    ordinal -> {
                      MemberReader member = MemberReader.read(json);
                      member.faults().forEach(why -> fault(key, why));
                      member.settings().ifPresent(settings -> members.put(ordinal, settings));
                    });
          }
        });
    return members;
  }

  private OptionalInt ordinal(String key) {
    OptionalInt ordinal =
        Fields.ordinal(
            key, Annotations.MEMBER.substring(0, Annotations.MEMBER.length() - "-".length()));
    if (ordinal.isEmpty()) {
      fault(
          key,
          "'%s' is no pod's ordinal; write %s0 for the first pod"
              .formatted(key.substring(Annotations.MEMBER.length()), Annotations.MEMBER));
    }
    return ordinal;
  }

  private Optional<RecoverFrom> recoverFrom() {
    try {
      return text(Annotations.RECOVER_FROM).map(RecoverFrom::parse);
    } catch (IllegalArgumentException e) {
      fault(Annotations.RECOVER_FROM, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> startAfresh() {
    Optional<String> text = text(Annotations.START_AFRESH);
    if (text.filter(String::isEmpty).isPresent()) {
      fault(
          Annotations.START_AFRESH,
          "it names no set; write the identity of the set that is given up, as the keeper's refusal"
              + " prints it");
    }
    return text.filter(identity -> !identity.isEmpty());
  }

  private Set<HostPort> removals() {
    Optional<String> text = text(Annotations.REMOVE_MEMBERS);
    Set<HostPort> removals = new HashSet<>();
    for (String host : text.map(t -> t.split(",", -1)).orElse(new String[0])) {
      try {
        if (!host.strip().matches("\\S+")) {
          throw new IllegalArgumentException("no host and port: '" + host + "'");
        }
        removals.add(HostPort.parse(host.strip()));
      } catch (IllegalArgumentException e) {
        fault(
            Annotations.REMOVE_MEMBERS,
            e.getMessage() + "; write HOST:PORT[,HOST:PORT...] as the config has them");
        // Who is meant by the rest of a list that is wrong is not guessed.
        return Set.of();
      }
    }
    return removals;
  }

  /** A name that is mistyped must not look like a wish that was heard. */
  private void strangers() {
    annotations.keySet().stream()
        .filter(key -> key.startsWith(OURS))
        .filter(key -> !KNOWN.contains(key) && !key.startsWith(Annotations.MEMBER))
        .forEach(
            key ->
                fault(
                    key,
                    "no annotation of Setkeeper's has this name; there are %s and %sN"
                        .formatted(
                            String.join(", ", KNOWN.stream().sorted().toList()),
                            Annotations.MEMBER)));
  }

  private Optional<String> text(String annotation) {
    return Optional.ofNullable(annotations.get(annotation)).map(String::strip);
  }

  private void fault(String annotation, String why) {
    faults.add(new Wishes.Fault(annotation, why));
  }
}
