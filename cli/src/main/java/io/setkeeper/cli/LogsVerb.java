package io.setkeeper.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code setkeeper logs}. */
@Command(
    name = "logs",
    description = {
      "Prints what a container has written.",
      "Of the sandbox, or of a cluster: " + Rights.WHICH_CLUSTER
    },
    mixinStandardHelpOptions = true)
final class LogsVerb implements Callable<Integer> {
  private final PrintWriter out;
  @Mixin private PlaceOption place = new PlaceOption();

  @Parameters(paramLabel = "POD", description = "For example mongo-0.")
  private String pod = "";

  @Option(
      names = {"-c", "--container"},
      paramLabel = "CONTAINER",
      description = "The pod's first one by default.")
  private Optional<String> container = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what is written.")
  private boolean follow;

  LogsVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    place.with(Rights.TO_READ_LOGS, this::print);
    return ExitCode.OK;
  }

  private Ref print(PlaceOption.Opened opened) {
    String name = pod.startsWith("pod/") ? pod.substring("pod/".length()) : pod;
    Kube kube = opened.kube();
    Ref ref = Ref.to(Kinds.POD, opened.namespace(), name);
    PodInfo info = kube.find(ref).map(PodInfo::of).orElseThrow(() -> Target.missing(kube, ref));
    String chosen = choose(info);
    if (follow) {
      follow(kube, ref, chosen);
    } else {
      out.print(kube.logs(ref, chosen));
      out.flush();
    }
    return ref;
  }

  private String choose(PodInfo info) {
    List<String> names = info.containers().stream().map(PodInfo.Container::name).toList();
    String chosen = container.orElseGet(names::getFirst);
    if (!names.contains(chosen)) {
      throw new Refusal(
          "The pod %s has no container '%s'".formatted(info.name(), chosen),
          "It has: " + String.join(", ", names));
    }
    return chosen;
  }

  private void follow(Kube kube, Ref ref, String chosen) {
    try (LogWatch watch =
            kube.client()
                .pods()
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .inContainer(chosen)
                .watchLog();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(out::println);
    } catch (KubernetesClientException e) {
      throw ApiRefusal.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
