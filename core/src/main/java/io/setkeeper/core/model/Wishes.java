package io.setkeeper.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What people ask of the keepers by annotations on the StatefulSet ({@link Annotations}).
 *
 * @param paused look, explain, touch nothing
 * @param size the wanted number of members where it must differ from {@code spec.replicas}
 * @param members wishes for single members, by ordinal
 * @param recoverFrom the order to go on with a survivor
 * @param startAfresh the order to begin again: the identity of the set or of the initiation that is
 *     given up ({@link SetRecord#identity})
 * @param removals members that are no pods and are to be removed, as {@code host:port}
 * @param faults annotations that can't be understood, each with place and remedy. What they would
 *     have said is not guessed: see {@link #sizeIsKnown} and {@link #isKnown}
 */
public record Wishes(
    boolean paused,
    OptionalInt size,
    Map<Integer, MemberSettings> members,
    Optional<RecoverFrom> recoverFrom,
    Optional<String> startAfresh,
    Set<HostPort> removals,
    List<Fault> faults) {

  /** Nothing is asked. */
  public static final Wishes NONE =
      new Wishes(
          false,
          OptionalInt.empty(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          List.of());

  /**
   * An annotation that can't be understood.
   *
   * @param annotation its key
   * @param why what is wrong with it and how it should be
   */
  public record Fault(String annotation, String why) {}

  public Wishes {
    members = Map.copyOf(members);
    removals = Set.copyOf(removals);
    faults = List.copyOf(faults);
  }

  /** What is wished for the member of this ordinal. */
  public MemberSettings member(int ordinal) {
    return members.getOrDefault(ordinal, MemberSettings.NONE);
  }

  /** Whether the wanted size is known: a size that can't be read must remove nobody. */
  public boolean sizeIsKnown() {
    return isUnderstood(Annotations.SIZE);
  }

  /** Whether the wishes for this ordinal are known: a member whose are not is left as it is. */
  public boolean isKnown(int ordinal) {
    return isUnderstood(Annotations.MEMBER + ordinal);
  }

  private boolean isUnderstood(String annotation) {
    return faults.stream().noneMatch(f -> f.annotation().equals(annotation));
  }
}
