package io.setkeeper.cli.cluster;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import java.net.HttpURLConnection;

/** Where a set runs: in a sandbox, or in a cluster as kubectl knows it. */
public sealed interface Place {
  /** The sandbox of a folder. */
  record Sandbox(StateFolder folder) implements Place {
    @Override
    public String toString() {
      return "the sandbox in " + folder.path();
    }
  }

  /** A context's cluster. */
  record Cluster(KubeContext context) implements Place {
    @Override
    public String toString() {
      return "context %s, %s".formatted(context.name(), context.server());
    }
  }

  /**
   * What a person is told where the API server did not do what it was asked to.
   *
   * @param rights what the verb needs to be allowed
   */
  default Refusal refusal(ApiRefusal e, String rights) {
    return switch (this) {
      case Sandbox _ ->
          new Refusal("The sandbox refused: " + e.getMessage(), "Look: setkeeper status");
      case Cluster _ -> refused(e, rights);
    };
  }

  private Refusal refused(ApiRefusal e, String rights) {
    return switch (e.code()) {
      case 0 -> new Refusal("The API server can't be reached: " + e.getMessage(), asked());
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Refusal(
              "The API server does not accept the credentials of " + this,
              "Try them: kubectl get pods");
      // Its words name the account, the verb, the resource and the namespace.
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Refusal("Not allowed: " + e.getMessage(), "This verb needs " + rights);
      default ->
          new Refusal("The API server refused: %d %s".formatted(e.code(), e.getMessage()), asked());
    };
  }

  private String asked() {
    return "Asked was " + this;
  }
}
