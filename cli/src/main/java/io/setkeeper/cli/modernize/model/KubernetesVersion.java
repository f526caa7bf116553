package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.base.Refusal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minor version of Kubernetes. */
public record KubernetesVersion(int major, int minor) implements Comparable<KubernetesVersion> {
  /** The oldest one that manifests are made for. */
  public static final KubernetesVersion OLDEST = new KubernetesVersion(1, 20);

  private static final Pattern TEXT = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,4})\\+?([.+-].*)?");

  /**
   * Reads {@code 1.29}, {@code v1.29.3} and the like.
   *
   * @throws Refusal for another text, and for a version that is too old
   */
  public static KubernetesVersion parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal(
          "'%s' is no version of Kubernetes".formatted(text), "Write it as 1.29, for example");
    }
    KubernetesVersion version =
        new KubernetesVersion(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    if (version.compareTo(OLDEST) < 0) {
      throw new Refusal(
          "Kubernetes %s is older than %s, and manifests are made for that and later"
              .formatted(version, OLDEST),
          "Say --kubernetes %s or later".formatted(OLDEST));
    }
    return version;
  }

  /** Of version 1. */
  public static KubernetesVersion v1(int minor) {
    return new KubernetesVersion(1, minor);
  }

  /** Whether this is that one or a later one. */
  public boolean has(KubernetesVersion since) {
    return compareTo(since) >= 0;
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return Comparator.comparingInt(KubernetesVersion::major)
        .thenComparingInt(KubernetesVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
