package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads fields of untyped objects. */
final class Fields {
  private Fields() {}

  /** A text by its path; empty when it is absent, empty or no text. */
  static Optional<String> text(GenericKubernetesResource object, Object... path) {
    Object value = object.get(path);
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /** A whole number by its path. */
  static OptionalInt number(GenericKubernetesResource object, Object... path) {
    Object value = object.get(path);
    return value instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
  }

  /** The objects of a list by its path. */
  static List<Map<?, ?>> objects(GenericKubernetesResource object, Object... path) {
    Object value = object.get(path);
    return objects(value);
  }

  /** The objects among a list's elements; none where it is no list. */
  static List<Map<?, ?>> objects(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .<Map<?, ?>>mapMulti(
            (e, to) -> {
              if (e instanceof Map<?, ?> map) {
                to.accept(map);
              }
            })
        .toList();
  }

  /** Whether it is being deleted. */
  static boolean deleting(GenericKubernetesResource object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  /** The owner that controls it. */
  static Optional<OwnerReference> controller(GenericKubernetesResource object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  /** The ordinal in {@code <prefix>-<ordinal>}. */
  static OptionalInt ordinal(String name, String prefix) {
    if (!name.startsWith(prefix + "-")) {
      return OptionalInt.empty();
    }
    String digits = name.substring(prefix.length() + 1);
    return digits.matches("0|[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
