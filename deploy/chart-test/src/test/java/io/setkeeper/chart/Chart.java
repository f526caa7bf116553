package io.setkeeper.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The chart, rendered without a cluster. */
final class Chart {
  static final Path FOLDER = Path.of("../chart");

  private Chart() {}

  /**
   * What it renders.
   *
   * @param release its name
   * @param kubernetes the version of the cluster that it is rendered for
   * @param values as {@code helm --set} has them, {@code key=value}
   * @return the objects by kind and name
   * @throws IllegalStateException where Helm refuses
   */
  static Map<String, ObjectNode> render(String release, String kubernetes, String... values) {
    TemplateCommand command =
        new Helm(FOLDER)
            .template()
            .withName(release)
            .withNamespace("default")
            .withKubeVersion(kubernetes);
    pairs(values).forEach(pair -> command.set(pair.getFirst(), pair.getLast()));
    return Documents.objects(command.call());
  }

  /**
   * What `helm install` of the release {@code mongo} into the namespace {@code shop} prints at its
   * end.
   */
  static String notes(String... values) {
    InstallCommand command =
        new Helm(FOLDER)
            .install()
            .clientOnly()
            .dryRun()
            .debug()
            .withName("mongo")
            .withNamespace("shop")
            .withKubeVersion("1.31.0");
    pairs(values).forEach(pair -> command.set(pair.getFirst(), pair.getLast()));
    String printed = command.call().getOutput();
    return printed.substring(printed.lastIndexOf("NOTES:"));
  }

  private static List<List<String>> pairs(String... values) {
    return Arrays.stream(values)
        .map(
            value ->
                List.of(
                    value.substring(0, value.indexOf('=')),
                    value.substring(value.indexOf('=') + 1)))
        .toList();
  }
}
