package io.setkeeper.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, BASE",
    "/lib64/ld-linux-x86-64.so.2, BASE",
    "/opt/setkeeper/java/lib/modules, RUNTIME",
    "/opt/setkeeper/lib/bson-5.14.0.jar, LIBRARIES",
    "/opt/setkeeper/lib/setkeeper-core-0.1.0.jar, PROGRAM",
    "/opt/setkeeper/jvm, PROGRAM",
    "/opt/setkeeper/sbom.cdx.json, PROGRAM",
    "/opt/mongod/bin/mongod, PROGRAM",
    "/opt/setkeeper/aot, CACHE",
    "/opt/setkeeper/aot/cache, CACHE",
  })
  void whatChangesTogetherIsInOneLayer(String path, Layers layer) {
    assertThat(Layers.of(path)).isEqualTo(layer);
  }
}
