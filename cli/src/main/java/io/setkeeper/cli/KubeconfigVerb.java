package io.setkeeper.cli;

import io.setkeeper.cli.server.ServerProcess;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code setkeeper kubeconfig}. */
@Command(
    name = "kubeconfig",
    description =
        "Prints the path of the sandbox's kubeconfig: export KUBECONFIG=$(setkeeper kubeconfig).",
    mixinStandardHelpOptions = true)
final class KubeconfigVerb implements Runnable {
  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();

  KubeconfigVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    out.println(ServerProcess.require(state.folder()).state().kubeconfig());
  }
}
