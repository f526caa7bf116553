package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A ServiceAccount in a set's namespace that nobody gave any rights. */
final class Stranger {
  private static final String NAME = "stranger";

  private Stranger() {}

  /** How the API server calls it. */
  static String account(MongoSet set) {
    return "system:serviceaccount:%s:%s".formatted(set.namespace(), NAME);
  }

  /** Creates it, and writes the administrator's kubeconfig with its token into this folder. */
  static Path kubeconfig(MongoSet set, Path folder) throws IOException {
    set.apply(new ServiceAccountBuilder().withNewMetadata().withName(NAME).endMetadata().build());
    String token =
        set.client()
            .serviceAccounts()
            .inNamespace(set.namespace())
            .withName(NAME)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    AuthInfo login = new AuthInfoBuilder().withToken(token).build();
    Config config =
        Serialization.unmarshal(Files.readString(set.target().kubeconfig()), Config.class);
    config.getUsers().forEach(user -> user.setUser(login));
    return Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(config));
  }
}
