package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Each container is a session and process group of its own, where the machine has setsid (Linux):
 * what a terminal sends (Ctrl-C) does not reach it, and its children can be found when it is gone.
 */
final class ProcessGroups {
  private static final boolean SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

  private ProcessGroups() {}

  /** The command in a group of its own; the process keeps its id through it. */
  static List<String> own(List<String> command) {
    List<String> all = new ArrayList<>();
    if (SETSID) {
      all.add("/usr/bin/setsid");
    }
    all.addAll(command);
    return all;
  }

  /** SIGKILL to a process that was started with {@link #own} and all that it started. */
  static void kill(long pid) {
    List<ProcessHandle> tree =
        ProcessHandle.of(pid).stream()
            .flatMap(p -> Stream.concat(p.descendants(), Stream.of(p)))
            .toList();
    if (SETSID) {
      killGroup(pid);
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private static void killGroup(long pid) {
    try {
      // That there is nobody in the group any more is the usual case, and an error of kill's.
      new ProcessBuilder("kill", "-KILL", "--", "-" + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("no program kill on this machine", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
