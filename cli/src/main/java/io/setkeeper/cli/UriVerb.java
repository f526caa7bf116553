package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.door.ConnectionString;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code setkeeper uri}. */
@Command(
    name = "uri",
    description = {
      "Prints the connection string of a replica set: of the sandbox's, for any client on this"
          + " machine.",
      "Of a cluster's, with the names that resolve inside it; connect gives one for this machine.",
      "A cluster is looked at " + Rights.WHICH_CLUSTER
    },
    mixinStandardHelpOptions = true)
final class UriVerb implements Callable<Integer> {
  private final PrintWriter out;
  @Mixin private SetOption option = new SetOption();

  @Option(
      names = "--internal",
      description =
          "With the names that resolve inside, for pods; of a cluster's set, it always is.")
  private boolean internal;

  @Spec private CommandSpec spec = CommandSpec.create();

  UriVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    out.println(option.with(Rights.TO_NAME_MEMBERS, this::uri));
    return ExitCode.OK;
  }

  private String uri(SetOption.Opened opened) {
    MongoSet set = opened.set();
    List<String> pods =
        opened.kube().list(Kinds.POD, set.namespace()).stream()
            .map(Trees::name)
            .filter(set::owns)
            .toList();
    return switch (opened.place()) {
      case Place.Sandbox(StateFolder folder) ->
          internal ? inside(set, pods) : outside(folder, set, pods);
      case Place.Cluster _ -> {
        if (!internal) {
          hint(set);
        }
        yield inside(set, pods);
      }
    };
  }

  /** Beside the string, which a script reads. */
  private void hint(MongoSet set) {
    spec.commandLine()
        .getErr()
        .printf(
            "These names resolve inside the cluster. For this machine: setkeeper connect -n %s"
                + " statefulset/%s%n",
            set.namespace(), set.name());
  }

  private static String outside(StateFolder folder, MongoSet set, List<String> pods) {
    Map<MemberAddress, Integer> doors = Observer.doors(folder, set, pods);
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
