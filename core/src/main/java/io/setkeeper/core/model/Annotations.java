package io.setkeeper.core.model;

import java.util.Map;
import java.util.OptionalInt;

/** The annotations that a person writes on the StatefulSet. */
public final class Annotations {
  /** {@code "true"}: look, explain, touch nothing. */
  public static final String PAUSED = "setkeeper.io/paused";

  /** The wanted number of members where it must differ from {@code spec.replicas}. */
  public static final String SIZE = "setkeeper.io/size";

  /** The order to begin again where the record names a set that no volume has any more. */
  public static final String START_AFRESH = "setkeeper.io/start-afresh";

  private Annotations() {}

  /** The wanted size; empty where there is none or it is no number. */
  static OptionalInt size(Map<String, String> annotations) {
    String text = annotations.getOrDefault(SIZE, "").strip();
    return text.matches("[0-9]{1,2}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
