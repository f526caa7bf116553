package io.setkeeper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineBaseTest {
  private static final String LDD =
      """
      \tlinux-vdso.so.1 (0x00007ffe3b5f2000)
      \tlibjvm.so => /image/opt/java/lib/server/libjvm.so (0x00007f4f25600000)
      \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f4f25400000)
      \t/lib64/ld-linux-x86-64.so.2 (0x00007f4f2691c000)
      """;

  @Test
  void theMachinesLibrariesAreTakenAndThoseOfTheRuntimeAreThereAlready() {
    assertThat(MachineBase.needed(LDD, Path.of("/image")))
        .containsExactly("/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");
  }

  @Test
  void aProgramThatNeedsNoLibraryNeedsNone() {
    assertThat(MachineBase.needed("\tstatically linked", Path.of("/image"))).isEmpty();
  }
}
