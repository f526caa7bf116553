package io.setkeeper.cli;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Forwards;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.KubeContext;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.explain.Access;
import io.setkeeper.cli.explain.Account;
import io.setkeeper.cli.explain.ExplainJson;
import io.setkeeper.cli.explain.ExplainText;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.keeper.look.OutsideLook;
import io.setkeeper.keeper.look.Way;
import io.setkeeper.mongodb.MongodAccess;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code setkeeper explain}. */
@Command(
    name = "explain",
    description = {
      "Tells how a replica set is, what its keeper would do next, and why. Touches nothing.",
      "Of the sandbox; with --context or --kubeconfig, of a Kubernetes cluster, whose mongods are"
          + " reached over the API server's port-forward, else at their pods' addresses.",
      "Where those demand a login or TLS, set the keeper's variables in this command's environment:"
          + " MONGODB_USERNAME, MONGODB_PASSWORD, MONGO_SSL_ENABLED, MONGO_TLS_CA and so on."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was explained, healthy or not",
      "2:it could not be: the message says why"
    })
final class ExplainVerb implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    text,
    json
  }

  private final PrintWriter out;
  @Mixin private SetOption set = new SetOption();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "A kubeconfig's context instead of the sandbox.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Instead of KUBECONFIG's files, or ~/.kube/config.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How it is written.")
  private Format format = Format.text;

  ExplainVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Account account = context.isPresent() || kubeconfig.isPresent() ? ofCluster() : ofSandbox();
    if (format == Format.json) {
      out.println(ExplainJson.of(account).toPrettyString());
    } else {
      ExplainText.lines(account).forEach(out::println);
    }
    return ExitCode.OK;
  }

  private Account ofSandbox() {
    try (SetOption.Opened opened = set.open()) {
      return account(
          opened,
          "the sandbox in " + set.folder().path(),
          MongodAccess.OPEN,
          List.of(Way.POD_ADDRESS));
    }
  }

  private Account ofCluster() {
    set.refuseState("--context and --kubeconfig name another cluster");
    KubeContext cluster = KubeContext.read(kubeconfig, context);
    MongodAccess access = Access.of(Environment.ofProcess());
    String place = "context %s, %s".formatted(cluster.name(), cluster.server());
    try (SetOption.Opened opened = open(cluster);
        Forwards forwards = new Forwards(opened.kube(), opened.set().namespace())) {
      return account(opened, place, access, List.of(forwards, Way.POD_ADDRESS));
    } catch (ApiRefusal e) {
      throw refusal(e, place);
    }
  }

  private static Refusal refusal(ApiRefusal e, String place) {
    return switch (e.code()) {
      case 0 ->
          new Refusal("The API server can't be reached: " + e.getMessage(), "Asked was " + place);
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Refusal(
              "The API server does not accept the credentials of " + place,
              "Try them: kubectl get pods");
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Refusal(
              "Not allowed: " + e.getMessage(),
              "explain needs get and list on statefulsets.apps, pods and persistentvolumeclaims, get"
                  + " on configmaps and leases.coordination.k8s.io, and get and create on"
                  + " pods/portforward");
      default ->
          new Refusal(
              "The API server refused: %d %s".formatted(e.code(), e.getMessage()),
              "Asked was " + place);
    };
  }

  private SetOption.Opened open(KubeContext cluster) {
    Kube kube = cluster.open();
    return set.open(kube, cluster.namespace(), "Name its namespace: -n NAMESPACE");
  }

  private static Account account(
      SetOption.Opened opened, String place, MongodAccess access, List<Way> ways) {
    MongoSet set = opened.set();
    Snapshot look = look(opened.kube(), set, access, ways);
    if (look.statefulSet() instanceof StatefulSetView.Unknown(String why)) {
      throw new Refusal("It can't be explained: " + why, "Looked at: " + place);
    }
    return Account.of(place, Instant.now(), set.namespace(), set.name(), set.setName(), look);
  }

  private static Snapshot look(Kube kube, MongoSet set, MongodAccess access, List<Way> ways) {
    try (OutsideLook look =
        OutsideLook.open(kube.client(), set.namespace(), set.name(), access, ways)
            .orElseThrow(() -> gone(set))) {
      return look.snapshot();
    } catch (IllegalArgumentException e) {
      throw Access.unusable(e);
    } catch (IllegalStateException e) {
      throw new Refusal("It can't be explained: " + e.getMessage(), "Say explain again");
    }
  }

  private static Refusal gone(MongoSet set) {
    return new Refusal(
        "The StatefulSet %s is gone".formatted(set.name()), "It was there a moment ago");
  }
}
