package io.setkeeper.cli;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.explain.Access;
import io.setkeeper.cli.status.SetStatus;
import io.setkeeper.cli.status.StatusJson;
import io.setkeeper.cli.view.Colours;
import io.setkeeper.cli.view.Display;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.cli.view.Picture;
import io.setkeeper.cli.view.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code setkeeper status}. */
@Command(
    name = "status",
    description = {
      "Shows how a replica set is doing; exit 0 when it is healthy, 1 when not.",
      "Of the sandbox, or of a cluster: " + Rights.WHICH_CLUSTER
    },
    mixinStandardHelpOptions = true)
final class StatusVerb implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** How a status is written. */
  enum Format {
    table,
    json
  }

  private final PrintWriter out;
  @Mixin private SetOption set = new SetOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "How it is written.")
  private Format format = Format.table;

  @Option(
      names = {"-w", "--watch"},
      description = "Goes on until Ctrl-C; json: a line for each change.")
  private boolean watch;

  StatusVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    return set.with(Rights.TO_LOOK, this::show);
  }

  private Integer show(SetOption.Opened opened) throws InterruptedException {
    try (Observer observer = observer(opened)) {
      Picture picture = observer.look();
      if (watch) {
        watch(observer, picture);
      } else if (format == Format.json) {
        out.println(StatusJson.of(picture.status()).toPrettyString());
      } else {
        Table.render(picture, Colours.NONE).forEach(out::println);
      }
      return picture.status().healthy() ? ExitCode.OK : ExitCode.NOT_HEALTHY;
    }
  }

  private static Observer observer(SetOption.Opened opened) {
    try {
      return Observer.of(opened.kube(), opened.place(), opened.set(), Access.at(opened.place()));
    } catch (IllegalArgumentException e) {
      throw Access.unusable(e);
    }
  }

  private void watch(Observer observer, Picture first) throws InterruptedException {
    Display display = Display.of(first.status().set(), Environment.ofProcess(), out);
    Picture picture = first;
    Optional<SetStatus> printed = Optional.empty();
    while (!out.checkError()) {
      if (format == Format.table) {
        display.show(picture);
      } else if (!printed.equals(Optional.of(picture.status()))) {
        out.println(StatusJson.of(picture.status()));
        printed = Optional.of(picture.status());
      }
      Thread.sleep(PAUSE);
      picture = observer.look();
    }
  }
}
