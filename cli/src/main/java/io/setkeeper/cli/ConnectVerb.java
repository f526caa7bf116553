package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.connect.Connect;
import io.setkeeper.cli.connect.Guest;
import io.setkeeper.cli.connect.Ports;
import io.setkeeper.cli.connect.Speaker;
import io.setkeeper.cli.explain.Access;
import io.setkeeper.mongodb.MongodAccess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code setkeeper connect}. */
@Command(
    name = "connect",
    description = {
      "Opens a door on this machine to each member of a set in a cluster, and prints the connection"
          + " string for any client here.",
      "A door is a port of 127.0.0.1; all goes over the API server's port-forward. Clients follow the set through failovers and scaling. Stays until Ctrl-C; with -- COMMAND,"
          + " until that ends, which finds the string in MONGODB_URI.",
      "The cluster is that of the current context, unless one is named. A sandbox has doors: uri.",
      "A client logs in as ever. Where the mongods demand TLS, this command speaks it with them, by"
          + " the keeper's variables in its environment: MONGO_SSL_ENABLED, MONGO_TLS_CA and so on."
    },
    preprocessor = ConnectVerb.AfterDashes.class,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "130:ended by Ctrl-C; with a command it is the command's own",
      "1:no mongod told of a set in time",
      "2:it could not be: the message says why"
    })
final class ConnectVerb implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    text,
    json
  }

  private final PrintWriter out;
  @Mixin private SetOption set = new SetOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of pod 0's door, pod 1's is the next, and so on; else free ones.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Timeout.class,
      description = "How long to wait until a member tells of the set: 120s by default.")
  private Duration timeout = Duration.ofMinutes(2);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How it is written; json: a line when the doors are open and for each change.")
  private Format format = Format.text;

  private List<String> command = List.of();

  ConnectVerb(PrintWriter out) {
    this.out = out;
  }

  /** Takes what is behind {@code --}: it is a command's, whatever it looks like. */
  static final class AfterDashes implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own
    public boolean preprocess(
        Stack<String> args, CommandSpec verb, ArgSpec none, Map<String, Object> info) {
      List<String> inOrder = new ArrayList<>(args);
      Collections.reverse(inOrder);
      int dashes = inOrder.indexOf("--");
      if (dashes >= 0 && verb.userObject() instanceof ConnectVerb connect) {
        connect.command = List.copyOf(inOrder.subList(dashes + 1, inOrder.size()));
        List<String> own = inOrder.subList(0, dashes);
        Collections.reverse(own);
        args.clear();
        args.addAll(own);
        if (connect.command.isEmpty()) {
          throw new ParameterException(
              verb.commandLine(), "There is no command after --, for example: -- mongosh");
        }
      }
      return false;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    return set.withCluster(Rights.TO_CONNECT, this::connect);
  }

  private Integer connect(SetOption.Opened opened) throws InterruptedException {
    Ports ports = new Ports(port);
    MongodAccess access = Access.at(opened.place());
    if (opened.set().demandsTls() && access.tls().isEmpty()) {
      throw new Refusal(
          "The mongods of statefulset/%s demand TLS, and a door can't look into it"
              .formatted(opened.set().name()),
          "Let the doors speak it with them: set MONGO_SSL_ENABLED=true and MONGO_TLS_CA=FILE"
              + " (clients connect to the doors without)");
    }
    Speaker speaker = speaker();
    try (Connect connect = Connect.open(opened.kube(), opened.set(), access, ports)) {
      String uri = connect.untilReady(timeout, speaker);
      speaker.ready();
      return command.isEmpty() ? stay(connect, speaker) : host(connect, speaker, uri);
    } catch (IllegalArgumentException e) {
      throw Access.unusable(e);
    }
  }

  /** A command has the standard output for itself. */
  private Speaker speaker() {
    PrintWriter words =
        command.isEmpty() && format == Format.text ? out : spec.commandLine().getErr();
    return new Speaker(
        words, format == Format.json ? Optional.of(out) : Optional.empty(), command.isEmpty());
  }

  private static int stay(Connect connect, Speaker speaker) throws InterruptedException {
    connect.stay(speaker);
    return ExitCode.OK;
  }

  private int host(Connect connect, Speaker speaker, String uri) throws InterruptedException {
    Guest guest = Guest.start(command, uri);
    Thread following =
        Thread.ofPlatform()
            .name("connect")
            .daemon()
            .start(
                () -> {
                  try {
                    connect.stay(speaker);
                  } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                  }
                });
    int code = guest.await();
    following.interrupt();
    following.join();
    return code;
  }
}
