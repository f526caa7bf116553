package io.setkeeper.core.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a person wishes for one member, from the annotation {@code setkeeper.io/member-N}. What is
 * empty is not wished for: the config's own value stays.
 *
 * @param votes 0 or 1
 * @param priority 0 to 1000
 * @param delaySecs {@code secondaryDelaySecs}
 * @param arbiter whether the member is added as an arbiter; it never changes on a member
 * @param tags to be set; other tags of the member stay
 */
public record MemberSettings(
    OptionalInt votes,
    OptionalDouble priority,
    Optional<Boolean> hidden,
    OptionalLong delaySecs,
    boolean arbiter,
    Map<String, String> tags) {

  /** No wishes. */
  public static final MemberSettings NONE =
      new MemberSettings(
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          false,
          Map.of());

  public MemberSettings {
    tags = Map.copyOf(tags);
  }
}
