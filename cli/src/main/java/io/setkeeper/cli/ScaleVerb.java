package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code setkeeper scale}. */
@Command(
    name = "scale",
    description = "Sets how many pods a StatefulSet has; the set's members follow.",
    mixinStandardHelpOptions = true)
final class ScaleVerb implements Runnable {
  /** MongoDB's bound of a replica set's members (manual: reference/limits). */
  private static final int MAX_MEMBERS = 50;

  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Parameters(paramLabel = "statefulset/NAME", description = "For example statefulset/mongo.")
  private String target = "";

  @Option(names = "--replicas", required = true, paramLabel = "N", description = "0 to 50.")
  private int replicas;

  ScaleVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (replicas < 0) {
      throw new Refusal("--replicas=%d is below 0".formatted(replicas), "Say 0 or more");
    }
    if (replicas > MAX_MEMBERS) {
      throw new Refusal(
          "--replicas=%d is more than the %d members that a replica set may have"
              .formatted(replicas, MAX_MEMBERS),
          "Say %d or less".formatted(MAX_MEMBERS));
    }
    try (Kube kube = state.connect()) {
      Ref ref = Target.parse(target, Kinds.STATEFUL_SET, namespace.get());
      Target.require(kube, ref);
      kube.scale(ref, replicas);
      out.println(ref + " scaled");
    } catch (ApiRefusal e) {
      throw new Refusal("The sandbox refused: " + e.getMessage(), "Look: setkeeper status");
    }
  }
}
