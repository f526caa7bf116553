package io.setkeeper.cli.view;

import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.status.SetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set as it is shown at one moment.
 *
 * @param wanted how many pods there are to be
 * @param pods by ordinal
 * @param claims each claim's phase, by its name
 * @param connection the string for clients on this machine, once there is a door
 */
public record Picture(
    int wanted,
    List<PodInfo> pods,
    Map<String, String> claims,
    SetStatus status,
    Optional<String> connection) {

  public Picture {
    pods = List.copyOf(pods);
    claims = Map.copyOf(claims);
  }

  /** Before anything is there. */
  public static Picture blank(String set) {
    return new Picture(
        0,
        List.of(),
        Map.of(),
        new SetStatus(
            set,
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new SetStatus.Keeping(Optional.empty(), "", ""),
            List.of()),
        Optional.empty());
  }

  /** The member that a pod's mongod is. */
  public Optional<SetStatus.MemberStatus> member(String pod) {
    return status.members().stream()
        .filter(member -> member.pod().filter(pod::equals).isPresent())
        .findFirst();
  }

  /** The phase of a pod's claims: Bound when all are; empty where it has none. */
  public String volume(String pod) {
    List<String> phases =
        claims.entrySet().stream()
            .filter(claim -> claim.getKey().endsWith("-" + pod))
            .map(Map.Entry::getValue)
            .toList();
    return phases.stream()
        .filter(phase -> !phase.equals("Bound"))
        .findFirst()
        .orElse(phases.isEmpty() ? "" : "Bound");
  }
}
