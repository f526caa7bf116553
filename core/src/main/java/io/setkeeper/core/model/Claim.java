package io.setkeeper.core.model;

/**
 * A PersistentVolumeClaim of the StatefulSet's templates: a volume that may hold a config.
 *
 * @param ordinal of the pod that it belongs to, whether that pod exists or not
 * @param uid Kubernetes' identity of the claim: a claim made anew has another
 */
public record Claim(String name, int ordinal, String uid) {
  private static final int NO_ORDINAL = -1;

  /**
   * Stands for the claims that could not be listed: any of them may hold a config.
   *
   * @param why what the API server said
   */
  public static Claim unlisted(String why) {
    return new Claim(why, NO_ORDINAL, "");
  }

  /** Whether it is a claim that was seen. */
  public boolean listed() {
    return ordinal != NO_ORDINAL;
  }
}
