package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.door.ConnectionString;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code setkeeper uri}. */
@Command(
    name = "uri",
    description = "Prints the connection string of a replica set.",
    mixinStandardHelpOptions = true)
final class UriVerb implements Runnable {
  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEFULSET",
      description = "Needed where there are several sets.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--internal",
      description = "With the names that resolve inside the sandbox, for its pods.")
  private boolean internal;

  UriVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    try (Kube kube = state.connect()) {
      MongoSet set = MongoSet.choose(kube, namespace.get(), name);
      List<String> pods =
          kube.list(Kinds.POD, set.namespace()).stream()
              .map(Trees::name)
              .filter(set::owns)
              .toList();
      out.println(internal ? inside(set, pods) : outside(set, pods));
    }
  }

  private String outside(MongoSet set, List<String> pods) {
    Map<MemberAddress, Integer> doors = Observer.doors(state.folder(), set, pods);
    if (doors.isEmpty()) {
      throw noPods(set);
    }
    return ConnectionString.outside(set.setName(), doors);
  }

  private static String inside(MongoSet set, List<String> pods) {
    List<MemberAddress> members =
        pods.stream().flatMap(pod -> MemberAddress.parse(set.host(pod)).stream()).toList();
    if (members.isEmpty()) {
      throw noPods(set);
    }
    return ConnectionString.inside(set.setName(), members);
  }

  private static Refusal noPods(MongoSet set) {
    return new Refusal(
        "The set %s has no pod that can be reached yet".formatted(set.setName()),
        "Wait for it (setkeeper status --watch), or scale statefulset/%s up".formatted(set.name()));
  }
}
