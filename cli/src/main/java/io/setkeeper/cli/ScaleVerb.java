package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code setkeeper scale}. */
@Command(
    name = "scale",
    description = {
      "Sets how many pods a StatefulSet has; the set's members follow.",
      "Of the sandbox, or of a cluster: " + Rights.WHICH_CLUSTER
    },
    mixinStandardHelpOptions = true)
final class ScaleVerb implements Callable<Integer> {
  /** MongoDB's bound of a replica set's members (manual: reference/limits). */
  private static final int MAX_MEMBERS = 50;

  private final PrintWriter out;
  @Mixin private PlaceOption place = new PlaceOption();

  @Parameters(paramLabel = "statefulset/NAME", description = "For example statefulset/mongo.")
  private String target = "";

  @Option(names = "--replicas", required = true, paramLabel = "N", description = "0 to 50.")
  private int replicas;

  ScaleVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (replicas < 0) {
      throw new Refusal("--replicas=%d is below 0".formatted(replicas), "Say 0 or more");
    }
    if (replicas > MAX_MEMBERS) {
      throw new Refusal(
          "--replicas=%d is more than the %d members that a replica set may have"
              .formatted(replicas, MAX_MEMBERS),
          "Say %d or less".formatted(MAX_MEMBERS));
    }
    place.with(Rights.TO_SCALE, this::scale);
    return ExitCode.OK;
  }

  private Ref scale(PlaceOption.Opened opened) {
    Ref ref = Target.parse(target, Kinds.STATEFUL_SET, opened.namespace());
    JsonNode found = opened.kube().find(ref).orElseThrow(() -> Target.missing(opened.kube(), ref));
    if (MongoSet.of(found).isEmpty()) {
      throw new Refusal(
          "%s in namespace '%s' has no mongod --replSet".formatted(ref, ref.namespace()),
          "Its pods are no members of a set: scale it with kubectl");
    }
    opened.kube().scale(ref, replicas);
    out.println(ref + " scaled");
    return ref;
  }
}
