package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.modernize.model.Wishes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole files, as people have them. */
class GoldenFilesTest {
  private static void check(String name, List<Source> sources, Wishes wishes) throws IOException {
    Result result = Modernizer.modernize(sources, wishes);
    Golden.check(name + ".yaml", Joined.of(result.files()));
    Golden.check(name + ".txt", String.join("\n", Report.lines(result, false)) + "\n");

    Result again = Modernizer.modernize(result.files(), wishes);
    assertThat(again.changes()).isEmpty();
    assertThat(again.files()).isEqualTo(result.files());
  }

  @Test
  void theRecipe() throws IOException {
    check("recipe/after", Runs.recipe(), Runs.PLAIN);
  }

  @Test
  void theRecipeForAClusterThatHasNativeSidecarsAndNoGluster() throws IOException {
    Wishes wishes =
        new Wishes(
            "registry.example:5000/setkeeper/keeper:1.0",
            true,
            Runs.target("1.34").kubernetes(),
            Runs.storageClass("standard").storageClass(),
            "shop");
    check("recipe/newest", Runs.recipe(), wishes);
  }

  @Test
  void theRecipeForTheOldestKubernetes() throws IOException {
    check("recipe/oldest", Runs.recipe(), Runs.target("1.20"));
  }

  @Test
  void theForksManifestsWithAnAccountOfTheirOwn() throws IOException {
    Source source = new Source("orders.yaml", Golden.read("fork/before.yaml"));
    check("fork/after", List.of(source), Runs.PLAIN);
  }
}
