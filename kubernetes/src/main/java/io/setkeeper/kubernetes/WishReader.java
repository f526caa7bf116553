package io.setkeeper.kubernetes;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what people ask by annotations on the StatefulSet. */
final class WishReader {
  private final Map<String, String> annotations;
  private final List<Wishes.Fault> faults = new ArrayList<>();

  private WishReader(Map<String, String> annotations) {
    this.annotations = annotations;
  }

  /** The wishes; what can't be understood is among their faults. */
  static Wishes read(Map<String, String> annotations) {
    return new WishReader(annotations).read();
  }

  private Wishes read() {
    boolean paused = paused();
    OptionalInt size = size();
    return new Wishes(paused, size, Map.of(), Optional.empty(), Optional.empty(), Set.of(), faults);
  }

  private boolean paused() {
    String text = annotations.getOrDefault(Annotations.PAUSED, "false").strip();
    if (!text.equals("true") && !text.equals("false")) {
      faults.add(new Wishes.Fault(Annotations.PAUSED, "'" + text + "' is neither true nor false"));
    }
    return !text.equals("false");
  }

  private OptionalInt size() {
    String text = annotations.get(Annotations.SIZE);
    if (text == null) {
      return OptionalInt.empty();
    }
    if (text.strip().matches("[1-9]|[1-4][0-9]|50")) {
      return OptionalInt.of(Integer.parseInt(text.strip()));
    }
    faults.add(new Wishes.Fault(Annotations.SIZE, "'" + text + "' is no number from 1 to 50"));
    return OptionalInt.empty();
  }
}
