package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.door.ConnectionString;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code setkeeper uri}. */
@Command(
    name = "uri",
    description = "Prints the connection string of a replica set.",
    mixinStandardHelpOptions = true)
final class UriVerb implements Runnable {
  private final PrintWriter out;
  @Mixin private SetOption option = new SetOption();

  @Option(
      names = "--internal",
      description = "With the names that resolve inside the sandbox, for its pods.")
  private boolean internal;

  UriVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    try (SetOption.Opened opened = option.open()) {
      MongoSet set = opened.set();
      List<String> pods =
          opened.kube().list(Kinds.POD, set.namespace()).stream()
              .map(Trees::name)
              .filter(set::owns)
              .toList();
      out.println(internal ? inside(set, pods) : outside(set, pods));
    }
  }

  private String outside(MongoSet set, List<String> pods) {
    Map<MemberAddress, Integer> doors = Observer.doors(option.folder(), set, pods);
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
