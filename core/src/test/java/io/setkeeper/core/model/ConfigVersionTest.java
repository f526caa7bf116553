package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigVersionTest {
  @ParameterizedTest
  @CsvSource({
    "2,1, 1,9, true", "1,9, 2,1, false", "1,2, 1,1, true", "1,1, 1,1, false",
    // A forced config has no term: the version alone counts, either way.
    "-1,10005, 3,5, true", "3,5, -1,10005, false", "3,10006, -1,10005, true", "-1,5, 3,5, false"
  })
  void theTermCountsFirstUnlessOneOfThemWasForced(
      long term, long version, long otherTerm, long otherVersion, boolean newer) {
    assertThat(
            new ConfigVersion(term, version)
                .isNewerThan(new ConfigVersion(otherTerm, otherVersion)))
        .isEqualTo(newer);
  }
}
