package io.setkeeper.sandbox.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ResourceType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of fields knows what is served: what has no line would be checked for nothing. */
class SchemaTest {
  static Iterable<ResourceType> kinds() {
    return Kinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindThatIsServedHasItsFields(ResourceType kind) {
    assertThat(Schema.get().fields(Schema.typeOf(kind.storage().group(), kind.kind())))
        .as(kind.kind())
        .hasValueSatisfying(fields -> assertThat(fields).containsKey("metadata"));
  }

  @Test
  void everyFieldIsOfATypeThatIsThereOrBasic() {
    Schema schema = Schema.get();
    assertThat(schema.types().values())
        .flatExtracting(Map::values)
        .extracting(FieldType::name)
        .allMatch(name -> schema.fields(name).isPresent() || Character.isLowerCase(name.charAt(0)));
  }
}
