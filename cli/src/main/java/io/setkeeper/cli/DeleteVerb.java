package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code setkeeper delete}. */
@Command(
    name = "delete",
    description = {
      "Deletes a pod; the StatefulSet makes it again, with its volume.",
      "Of the sandbox, or of a cluster: " + Rights.WHICH_CLUSTER
    },
    mixinStandardHelpOptions = true)
final class DeleteVerb implements Callable<Integer> {
  private final PrintWriter out;
  @Mixin private PlaceOption place = new PlaceOption();

  @Parameters(paramLabel = "pod/NAME", description = "For example pod/mongo-0.")
  private String target = "";

  DeleteVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    place.with(Rights.TO_DELETE, this::delete);
    return ExitCode.OK;
  }

  private Ref delete(PlaceOption.Opened opened) {
    Ref ref = Target.parse(target, Kinds.POD, opened.namespace());
    Target.require(opened.kube(), ref);
    opened.kube().delete(ref);
    out.println(ref + " deleted");
    return ref;
  }
}
