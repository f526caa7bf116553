package io.setkeeper.cli.modernize.model;

import java.util.Optional;

/**
 * What the user wants of it.
 *
 * @param image the keeper's
 * @param imageGiven whether the user named it: then it takes another keeper's place, too
 * @param kubernetes the version that it is for; without one, what every version from 1.21 on takes
 * @param storageClass where the claims are to be
 * @param namespace where objects go that name none
 */
public record Wishes(
    String image,
    boolean imageGiven,
    Optional<KubernetesVersion> kubernetes,
    Optional<String> storageClass,
    String namespace) {

  /** Whether the version that it is for is known to be that one or a later one. */
  public boolean isFor(KubernetesVersion since) {
    return kubernetes.map(version -> version.has(since)).orElse(false);
  }

  /** Whether the version that it is for is known to be older than that one. */
  public boolean isBefore(KubernetesVersion since) {
    return kubernetes.map(version -> !version.has(since)).orElse(false);
  }
}
