package io.setkeeper.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine may lack: one clear message each. */
class MachineTest {
  @Test
  void aMachineWithoutTheAddressesIsToldWhichToAdd() {
    assertThat(AddressBlocks.missing("127.79.1"))
        .contains("sudo ifconfig lo0 alias 127.79.1.1 up")
        .contains("sudo ifconfig lo0 alias 127.79.1.10 up")
        .contains("sudo ifconfig lo0 alias 127.79.1.16 up");
  }

  @Test
  void aFolderHasAlwaysTheSameBlockFirst() {
    Path state = Path.of("/home/a/.local/state/setkeeper");
    assertThat(AddressBlocks.candidates(state, Optional.empty()))
        .hasSize(16)
        .isEqualTo(AddressBlocks.candidates(state, Optional.empty()))
        .allMatch(block -> block.matches("127\\.[1-9][0-9]{0,2}\\.[1-9][0-9]{0,2}"));
    assertThat(AddressBlocks.candidates(state, Optional.of("127.9.9"))).startsWith("127.9.9");
  }

  @Test
  void aFolderThatCantBeWrittenIsNamed() {
    assertThat(StateFolder.unusable(Path.of("/s"), new AccessDeniedException("/s/lock")))
        .hasMessageContaining("no permission for /s/lock");
  }

  @Test
  void aFullDiskIsNamed() {
    IOException full = new FileSystemException("/s/x", "", "No space left on device");
    assertThat(StateFolder.unusable(Path.of("/s"), full))
        .hasMessageContaining("/s/x: No space left on device")
        .hasMessageContaining("make room");
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Sandbox.start(new SandboxSettings(file, List.of())))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(file.toString());
  }
}
