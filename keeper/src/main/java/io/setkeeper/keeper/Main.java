package io.setkeeper.keeper;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.keeper.log.LineLogging;
import io.setkeeper.keeper.log.LogContext;
import io.setkeeper.keeper.settings.Settings;
import io.setkeeper.keeper.settings.SettingsReader;
import io.setkeeper.keeper.settings.UnusableSettings;
import io.setkeeper.kubernetes.InCluster;
import org.slf4j.LoggerFactory;

/** The sidecar: keeps the set of its own pod until it is told to end. */
public final class Main {
  private static final int OWN_FAULT = 1;
  private static final int UNUSABLE = 2;

  private Main() {}

  /** Takes no arguments: a sidecar is told by its environment. */
  public static void main(String[] arguments) {
    Settings settings;
    try {
      settings = SettingsReader.read(System.getenv());
    } catch (UnusableSettings e) {
      System.err.println(e.getMessage());
      System.exit(UNUSABLE);
      return;
    }
    LineLogging.configure(settings.log().level(), settings.log().json());
    LogContext.of(settings.pod());
    Shutdown shutdown = Shutdown.install();
    shutdown.exit(run(settings, shutdown));
  }

  private static int run(Settings settings, Shutdown shutdown) {
    try (KubernetesClient client =
        InCluster.client(settings.serviceAccount(), settings.api().host(), settings.api().port())) {
      return new Sidecar(settings, client, shutdown).run();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Main.class).error("A fault in the keeper itself", e);
      return OWN_FAULT;
    }
  }
}
