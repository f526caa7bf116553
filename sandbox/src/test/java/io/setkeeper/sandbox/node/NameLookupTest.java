package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameLookupTest {
  private static final HostsFiles HOSTS = HostsFiles.in(Path.of("/state"));

  private static Launch launch(Launch.Kind kind, String... command) {
    return new Launch(kind, List.of(command), Map.of("A", "a"), List.of(), List.of());
  }

  @Test
  void aJvmGetsItsOptionsBehindTheProgram() {
    Launch applied =
        new NameLookup.Missing().apply(launch(Launch.Kind.JVM, "java", "-jar", "x.jar"), HOSTS);
    assertThat(applied.command())
        .containsExactly(
            "java",
            "-Djdk.net.hosts.file=/state/hosts",
            "-Dsun.net.inetaddr.ttl=0",
            "-jar",
            "x.jar");
  }

  @Test
  void aProgramIsPreloadedWithNssWrapper() {
    Launch applied =
        new NameLookup.NssWrapper(Path.of("/lib/libnss_wrapper.so"))
            .apply(launch(Launch.Kind.NATIVE, "mongod"), HOSTS);
    assertThat(applied.command()).containsExactly("mongod");
    assertThat(applied.environment())
        .containsEntry("A", "a")
        .containsEntry("LD_PRELOAD", "/lib/libnss_wrapper.so")
        .containsEntry("NSS_WRAPPER_HOSTS", "/state/hosts");
  }

  @Test
  void aProgramOfAMachineWithNeitherIsRefusedWithTheRemedy() {
    assertThatThrownBy(
            () -> new NameLookup.Missing().apply(launch(Launch.Kind.NATIVE, "/opt/mongod"), HOSTS))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("/opt/mongod")
        .hasMessageContaining("apt-get install libnss-wrapper");
  }

  @Test
  void whatThisMachineHasWorks(@TempDir Path folder) throws IOException, InterruptedException {
    NameLookup lookup = NameLookup.find();
    HostsFiles hosts = HostsFiles.in(folder);
    hosts.write("127.79.1.10 mongo-0.mongo.default.svc.cluster.local\n");
    Launch plain =
        new Launch(
            Launch.Kind.NATIVE,
            List.of("getent", "hosts", "mongo-0.mongo.default.svc.cluster.local"),
            System.getenv(),
            List.of(),
            List.of());
    if (lookup instanceof NameLookup.Missing) {
      assertThatThrownBy(() -> lookup.apply(plain, hosts)).hasMessageContaining("getent");
      return;
    }
    Launch launch = lookup.apply(plain, hosts);
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output).startsWith("127.79.1.10");
  }
}
