package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command without a verb: says which verbs there are. */
@Command(
    name = "setkeeper",
    description = "Runs MongoDB replica sets out of Kubernetes manifests on this machine.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Setkeeper.Version.class,
    subcommands = {
      UpVerb.class,
      StatusVerb.class,
      ExplainVerb.class,
      ScaleVerb.class,
      DeleteVerb.class,
      LogsVerb.class,
      UriVerb.class,
      KubeconfigVerb.class,
      DownVerb.class,
      SimulateVerb.class,
      VersionVerb.class,
      CommandLine.HelpCommand.class,
      ServeVerb.class,
      TrainVerb.class
    })
final class Setkeeper {

  /** Says the build's version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"setkeeper " + Dist.ofProcess().version()};
    }
  }
}
