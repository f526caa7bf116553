package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.modernize.model.Wishes;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever a manifest is like, and however it is written. */
class ModernizerPropertiesTest {
  @Provide
  Arbitrary<Manifest> manifests() {
    Arbitrary<List<String>> flags =
        Arbitraries.of("--smallfiles", "--rest", "--journal", "--bind_ip_all", "--auth")
            .list()
            .uniqueElements()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of("apps/v1beta1", "apps/v1beta2", "apps/v1"),
            flags,
            Arbitraries.of("", "cvallance/mongo-k8s-sidecar", "morphy/k8s-mongo-sidecar:1"),
            Arbitraries.of(0, 10, 90),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Manifest::new);
  }

  @Provide
  Arbitrary<Wishes> wishes() {
    return Combinators.combine(
            Arbitraries.of("", "1.20", "1.25", "1.29", "1.34"), Arbitraries.of("", "standard"))
        .as(
            (version, storageClass) ->
                new Wishes(
                    "setkeeper/keeper:1.0",
                    false,
                    version.isEmpty() ? Optional.empty() : Runs.target(version).kubernetes(),
                    Optional.of(storageClass).filter(name -> !name.isEmpty()),
                    "default"));
  }

  @Property(tries = 60)
  void aSecondRunChangesNothing(
      @ForAll("manifests") Manifest manifest,
      @ForAll("wishes") Wishes wishes,
      @ForAll Writing writing) {
    Result first = Runs.of(writing.write(manifest.tree()), wishes);
    Result second = Modernizer.modernize(first.files(), wishes);

    assertThat(second.changes()).isEmpty();
    assertThat(second.files()).isEqualTo(first.files());
  }

  @Property(tries = 60)
  void everyCommentSurvives(
      @ForAll("manifests") Manifest manifest, @ForAll("wishes") Wishes wishes) {
    String text = Writing.COMMENTED.write(manifest.tree());
    List<String> comments = Writing.comments(text);
    String after = Runs.of(text, wishes).files().getFirst().text();

    assertThat(Writing.comments(after)).containsAll(comments);
  }

  @Property(tries = 40)
  void howItIsWrittenMakesNoDifference(
      @ForAll("manifests") Manifest manifest,
      @ForAll("wishes") Wishes wishes,
      @ForAll Writing writing) {
    Result plain = Runs.of(Writing.BLOCK.write(manifest.tree()), wishes);
    Result other = Runs.of(writing.write(manifest.tree()), wishes);

    assertThat(Runs.what(other)).isEqualTo(Runs.what(plain));
    assertThat(Manifest.objects(other))
        .containsExactlyInAnyOrderElementsOf(Manifest.objects(plain));
  }

  @Property(tries = 20)
  void whatItMakesIsReadAlikeByAnotherReader(
      @ForAll("manifests") Manifest manifest, @ForAll Writing writing) {
    Result result = Runs.of(writing.write(manifest.tree()));
    try (var documents =
        YAMLMapper.shared()
            .readerFor(tools.jackson.databind.JsonNode.class)
            .<tools.jackson.databind.JsonNode>readValues(result.files().getFirst().text())) {
      assertThat(documents.readAll()).isNotEmpty().allMatch(tree -> tree.isObject());
    }
  }
}
