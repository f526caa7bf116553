package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code setkeeper delete}. */
@Command(
    name = "delete",
    description = "Deletes a pod; the StatefulSet makes it again, with its volume.",
    mixinStandardHelpOptions = true)
final class DeleteVerb implements Runnable {
  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Parameters(paramLabel = "pod/NAME", description = "For example pod/mongo-0.")
  private String target = "";

  DeleteVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    try (Kube kube = state.connect()) {
      Ref ref = Target.parse(target, Kinds.POD, namespace.get());
      Target.require(kube, ref);
      kube.delete(ref);
      out.println(ref + " deleted");
    } catch (ApiRefusal e) {
      throw new Refusal("The sandbox refused: " + e.getMessage(), "Look: setkeeper status");
    }
  }
}
