package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static Wishes faulty(String annotation) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of(new Wishes.Fault(annotation, "it is no JSON")));
  }

  @Test
  void forAMemberThatNobodyNamedNothingIsWished() {
    assertThat(Wishes.NONE.member(1)).isEqualTo(MemberSettings.NONE);
  }

  @Test
  void aMemberWhoseAnnotationIsFaultyIsNotKnown() {
    assertThat(faulty("setkeeper.io/member-1").isKnown(1)).isFalse();
  }

  @Test
  void theOthersAreKnownThen() {
    assertThat(faulty("setkeeper.io/member-1").isKnown(11)).isTrue();
  }

  @Test
  void aFaultySizeIsNotKnown() {
    assertThat(faulty("setkeeper.io/size").sizeIsKnown()).isFalse();
  }
}
