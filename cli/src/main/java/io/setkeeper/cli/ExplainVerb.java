package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.SetLook;
import io.setkeeper.cli.explain.Access;
import io.setkeeper.cli.explain.Account;
import io.setkeeper.cli.explain.ExplainJson;
import io.setkeeper.cli.explain.ExplainText;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.io.PrintWriter;
import java.time.Instant;
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
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How it is written.")
  private Format format = Format.text;

  ExplainVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    Account account = set.with(Rights.TO_LOOK, ExplainVerb::account);
    if (format == Format.json) {
      out.println(ExplainJson.of(account).toPrettyString());
    } else {
      ExplainText.lines(account).forEach(out::println);
    }
    return ExitCode.OK;
  }

  private static Account account(SetOption.Opened opened) {
    MongoSet set = opened.set();
    Snapshot look = look(opened);
    if (look.statefulSet() instanceof StatefulSetView.Unknown(String why)) {
      throw new Refusal("It can't be explained: " + why, "Looked at: " + opened.place());
    }
    return Account.of(
        opened.place().toString(), Instant.now(), set.namespace(), set.name(), set.setName(), look);
  }

  private static Snapshot look(SetOption.Opened opened) {
    try (SetLook look =
        SetLook.open(opened.kube(), opened.place(), opened.set(), Access.at(opened.place()))) {
      return look.snapshot();
    } catch (IllegalArgumentException e) {
      throw Access.unusable(e);
    }
  }
}
