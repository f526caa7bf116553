package io.setkeeper.core.model;

/** The annotations that a person writes on the StatefulSet; read, they are {@link Wishes}. */
public final class Annotations {
  /** {@code "true"}: look, explain, touch nothing. Anything but "true" and "false" pauses too. */
  public static final String PAUSED = "setkeeper.io/paused";

  /** The wanted number of members where it must differ from {@code spec.replicas}: 1 to 50. */
  public static final String SIZE = "setkeeper.io/size";

  /**
   * Followed by an ordinal: what is wished for that member, as a JSON object of {@code priority},
   * {@code votes}, {@code tags}, {@code hidden}, {@code delay} (seconds) and {@code arbiter}.
   */
  public static final String MEMBER = "setkeeper.io/member-";

  /** The order to go on with one survivor: see {@link RecoverFrom}. */
  public static final String RECOVER_FROM = "setkeeper.io/recover-from";

  /**
   * The order to begin again where the record names a set that no volume has any more; its value is
   * {@link SetRecord#identity}, which the keeper's refusal prints.
   */
  public static final String START_AFRESH = "setkeeper.io/start-afresh";

  /** The order to remove members that are no pods: {@code host:port[,host:port...]}. */
  public static final String REMOVE_MEMBERS = "setkeeper.io/remove-members";

  private Annotations() {}
}
