package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.manifest.Manifests;
import io.setkeeper.cli.manifest.SourceFile;
import io.setkeeper.cli.manifest.SourceFiles;
import io.setkeeper.cli.modernize.Joined;
import io.setkeeper.cli.modernize.Modernizer;
import io.setkeeper.cli.modernize.Report;
import io.setkeeper.cli.modernize.Result;
import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.cli.modernize.model.Wishes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code setkeeper modernize}. */
@Command(
    name = "modernize",
    description = {
      "Makes of manifests like the recipe's what today's Kubernetes wants, with Setkeeper in the old"
          + " sidecar's place. Keeps all that it does not know, comments included.",
      "The result goes to standard output; what was changed, and why, to standard error."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done, also where nothing had to be changed", "2:nothing was written"})
final class ModernizeVerb implements Callable<Integer> {
  /** How changes are told. */
  enum Format {
    text,
    json
  }

  private final PrintWriter out;
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER|-",
      description = "Files that belong together; of folders their YAML and JSON; - is the input.")
  private List<String> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Writes files of the same names there; none of them may be there yet.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--in-place", description = "Writes the files themselves.")
  private boolean inPlace;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The keeper's image; by default setkeeper/keeper with this version.")
  private Optional<String> image = Optional.empty();

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description =
          "For that version, 1.20 or later; from 1.29 on the keeper is a native sidecar. Without it:"
              + " what every version from 1.21 on takes.")
  private Optional<String> kubernetes = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "For the version that this context's cluster has, and its namespace.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--storage-class",
      paramLabel = "NAME",
      description =
          "The class of the claims. Needed where the cluster does not provision theirs any more, as"
              + " kubernetes.io/glusterfs from 1.26 on.")
  private Optional<String> storageClass = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Where objects go that name none; the RoleBinding must say it.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "text|json",
      description = "How changes are told on standard error.")
  private Format report = Format.text;

  ModernizeVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    checkOptions();
    List<SourceFile> files = SourceFiles.read(paths);
    Result result = Modernizer.modernize(files.stream().map(SourceFile::source).toList(), wishes());
    if (inPlace) {
      SourceFiles.replace(files, result.files());
    } else if (folder.isPresent()) {
      SourceFiles.write(folder.get(), files, result.files());
    } else {
      out.print(Joined.of(result.files()));
      out.flush();
    }
    PrintWriter err = spec.commandLine().getErr();
    Report.lines(result, report == Format.json).forEach(err::println);
    return ExitCode.OK;
  }

  private void checkOptions() {
    if (inPlace && folder.isPresent()) {
      throw new Refusal("--in-place and --output are two places", "Say one of them");
    }
    if (paths.contains("-") && (inPlace || folder.isPresent())) {
      throw new Refusal(
          "What comes from standard input goes to standard output",
          "Leave --in-place and --output out, or name files");
    }
    if (kubernetes.isPresent() && context.isPresent()) {
      throw new Refusal(
          "--kubernetes and --context both say which version it is for", "Say one of them");
    }
    for (Optional<String> name : List.of(storageClass, namespace)) {
      name.filter(text -> !text.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?"))
          .ifPresent(
              text -> {
                throw new Refusal(
                    "'%s' is no name that Kubernetes takes".formatted(text),
                    "Names have small letters, digits, '-' and '.'");
              });
    }
    image
        .filter(text -> !text.matches("[\\w./:@-]+"))
        .ifPresent(
            text -> {
              throw new Refusal("'%s' is no image".formatted(text), "Say --image NAME:TAG");
            });
  }

  private Wishes wishes() {
    Optional<ClusterFacts> cluster =
        context.isPresent() || kubeconfig.file().isPresent()
            ? Optional.of(ClusterFacts.ask(kubeconfig.file(), context, storageClass))
            : Optional.empty();
    return new Wishes(
        image.orElseGet(() -> "setkeeper/keeper:" + Dist.ofProcess().version()),
        image.isPresent(),
        kubernetes.map(KubernetesVersion::parse).or(() -> cluster.map(ClusterFacts::version)),
        storageClass,
        namespace
            .or(() -> cluster.map(ClusterFacts::namespace))
            .orElse(Manifests.DEFAULT_NAMESPACE));
  }
}
