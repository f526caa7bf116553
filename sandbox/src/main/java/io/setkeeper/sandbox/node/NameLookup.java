package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How programs of the machine come to know the names of pods and services. */
sealed interface NameLookup {
  /** nss_wrapper: a library that answers the C library's look-ups from a file. */
  record NssWrapper(Path library) implements NameLookup {}

  /** A mount namespace of its own, where /etc/hosts is ours. */
  record PrivateHosts() implements NameLookup {}

  /** None of them. */
  record Missing() implements NameLookup {}

  /** For what was tried in vain. */
  Logger LOG = LoggerFactory.getLogger(NameLookup.class);

  /** Where distributions keep libraries. */
  List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"), Path.of("/lib64"));

  /** What this machine has. */
  static NameLookup find() {
    return library()
        .<NameLookup>map(NssWrapper::new)
        .orElseGet(() -> mayMount() ? new PrivateHosts() : new Missing());
  }

  private static Optional<Path> library() {
    for (Path folder : LIBRARIES) {
      try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
        Optional<Path> found =
            Stream.concat(Stream.of(folder), files.filter(f -> f.toString().endsWith("-gnu")))
                .map(f -> f.resolve("libnss_wrapper.so"))
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        LOG.debug("not readable: {}", folder, e);
      }
    }
    return Optional.empty();
  }

  private static boolean mayMount() {
    try {
      Process process =
          new ProcessBuilder("unshare", "-Urm", "mount", "--bind", "/etc/hosts", "/etc/hosts")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The launch with what lets it know the names.
   *
   * @param hosts the file of names
   * @throws CannotRunException a native program, and the machine has no way
   */
  default Launch apply(Launch launch, HostsFiles hosts) {
    return launch.kind() == Launch.Kind.JVM ? jvm(launch, hosts) : program(launch, hosts);
  }

  private static Launch jvm(Launch launch, HostsFiles hosts) {
    List<String> command = new ArrayList<>(launch.command());
    command.addAll(
        1, List.of("-Djdk.net.hosts.file=" + hosts.replaced(), "-Dsun.net.inetaddr.ttl=0"));
    return with(launch, command, launch.environment());
  }

  private Launch program(Launch launch, HostsFiles hosts) {
    return switch (this) {
      case NssWrapper wrapper -> {
        Map<String, String> environment = new HashMap<>(launch.environment());
        environment.merge("LD_PRELOAD", wrapper.library().toString(), (a, b) -> b + ":" + a);
        environment.put("NSS_WRAPPER_HOSTS", hosts.replaced().toString());
        yield with(launch, launch.command(), environment);
      }
      case PrivateHosts _ -> {
        List<String> command =
            new ArrayList<>(
                List.of(
                    "unshare",
                    "-Urm",
                    "sh",
                    "-c",
                    "mount --bind \"$0\" /etc/hosts && exec \"$@\"",
                    hosts.overwritten().toString()));
        command.addAll(launch.command());
        yield with(launch, command, launch.environment());
      }
      case Missing _ ->
          throw new CannotRunException(
              "%s can't look up the names of the pods on this machine: install nss_wrapper (apt-get install libnss-wrapper), or use the stand-in (--mongod standin)"
                  .formatted(launch.command().getFirst()));
    };
  }

  private static Launch with(Launch launch, List<String> command, Map<String, String> environment) {
    return new Launch(launch.kind(), command, environment, launch.folders(), launch.warnings());
  }
}
