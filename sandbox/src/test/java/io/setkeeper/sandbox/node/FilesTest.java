package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the node keeps in files. */
class FilesTest {
  @TempDir Path folder;

  private Addresses addresses() throws IOException {
    return new Addresses("127.79.1", folder.resolve("addresses.json"));
  }

  @Test
  void aNameHasTheSameAddressAlsoInALaterRun() throws IOException {
    assertThat(addresses().of("default/mongo-0", Set.of())).isEqualTo("127.79.1.10");
    assertThat(addresses().of("default/mongo-1", Set.of())).isEqualTo("127.79.1.11");
    assertThat(addresses().of("default/mongo-0", Set.of())).isEqualTo("127.79.1.10");
  }

  @Test
  void whenAllAreGivenThatOfAPodThatIsGoneIsTaken() throws IOException {
    Addresses addresses = addresses();
    Set<String> living =
        IntStream.range(1, 190).mapToObj(i -> "default/p-" + i).collect(Collectors.toSet());
    addresses.of("default/gone", Set.of());
    living.forEach(pod -> addresses.of(pod, living));
    assertThat(addresses.of("default/new", living)).isEqualTo("127.79.1.10");
    living.add("default/new");
    assertThatThrownBy(() -> addresses.of("default/another", living))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("190 pods");
  }

  @Test
  void aLongLogIsPutAsideOnce() throws IOException {
    try (LogFile log = new LogFile(folder, 10)) {
      log.startAnew();
      for (String line : new String[] {"first 1\n", "second 2\n", "third 3\n"}) {
        log.write(line.getBytes(StandardCharsets.UTF_8), line.length());
      }
    }
    assertThat(folder.resolve("log")).hasContent("third 3\n");
    assertThat(folder.resolve("log.previous")).hasContent("second 2\n");
  }

  @Test
  void theLastLinesOfALogAreWhole() throws IOException {
    try (LogFile log = new LogFile(folder, 1000)) {
      log.startAnew();
      log.write("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8), 14);
      assertThat(log.tail(8, 5)).isEqualTo("three");
      assertThat(log.tail(100, 2)).isEqualTo("two\nthree");
    }
  }

  @Test
  void aProcessOfAServerThatDiedIsEnded() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    new ProcessTable(folder).add(process.toHandle());
    assertThat(new ProcessTable(folder).endLeftovers(Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(process.isAlive()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(folder.resolve(Long.toString(process.pid())), "2026-01-01T00:00:00Z");
      assertThat(new ProcessTable(folder).endLeftovers(Duration.ofSeconds(10))).isZero();
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
