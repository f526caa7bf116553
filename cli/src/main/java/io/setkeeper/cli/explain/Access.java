package io.setkeeper.cli.explain;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.keeper.settings.SettingsReader;
import io.setkeeper.keeper.settings.UnusableSettings;
import io.setkeeper.mongodb.MongodAccess;

/**
 * Login and TLS to a cluster's mongods, by the keeper's own variables in the command's environment.
 *
 * <p>They are not taken from the pods: what stands there are Secrets, which who looks need not be
 * allowed to read, and files of the pod's, which are not here. Who looks may also log in as
 * somebody else.
 */
public final class Access {
  private Access() {}

  /** That to the mongods of a place: a sandbox's demand nothing. */
  public static MongodAccess at(Place place) {
    return switch (place) {
      case Place.Sandbox _ -> MongodAccess.OPEN;
      case Place.Cluster _ -> of(Environment.ofProcess());
    };
  }

  /**
   * Reads it.
   *
   * @throws Refusal where it can't be used, with every fault
   */
  public static MongodAccess of(Environment environment) {
    try {
      return SettingsReader.access(environment.variables());
    } catch (UnusableSettings e) {
      throw new Refusal(
          "The mongods can't be asked so: " + e.getMessage(),
          "The keeper's variables for login and TLS are read from this command's environment");
    }
  }

  /** Where a file that is named there is not what it should be. */
  public static Refusal unusable(IllegalArgumentException e) {
    return new Refusal(
        "The mongods can't be asked so: " + e.getMessage(),
        "The file is named by one of the keeper's variables, in this command's environment");
  }
}
