package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command without a verb: says which verbs there are. */
@Command(
    name = "setkeeper",
    description = "Runs MongoDB replica sets out of Kubernetes manifests on this machine.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Setkeeper.Version.class)
final class Setkeeper {
  private static final List<Class<?>> VERBS =
      List.of(
          UpVerb.class,
          StatusVerb.class,
          ExplainVerb.class,
          ScaleVerb.class,
          DeleteVerb.class,
          LogsVerb.class,
          UriVerb.class,
          ConnectVerb.class,
          KubeconfigVerb.class,
          DownVerb.class,
          ModernizeVerb.class,
          SimulateVerb.class,
          VersionVerb.class,
          CommandLine.HelpCommand.class,
          ServeVerb.class,
          TrainVerb.class);

  /**
   * The verb that is called, or all where that needs them: to read the options of every verb takes
   * longer than most verbs do.
   */
  static List<Class<?>> verbsFor(List<String> args) {
    List<Class<?>> called =
        VERBS.stream()
            .filter(verb -> verb != CommandLine.HelpCommand.class)
            .filter(verb -> !args.isEmpty() && name(verb).equals(args.getFirst()))
            .toList();
    return called.isEmpty() ? VERBS : called;
  }

  private static String name(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }

  /** Says the build's version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"setkeeper " + Dist.ofProcess().version()};
    }
  }
}
