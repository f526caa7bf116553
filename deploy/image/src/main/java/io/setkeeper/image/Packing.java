package io.setkeeper.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Makes an image of a root file system, with Jib. */
final class Packing {
  private Packing() {}

  /**
   * Writes the image's tarball.
   *
   * @return the image's digest
   * @throws Unbuildable the base image can't be had, or a name is none
   */
  static String pack(Order order, Root root) throws IOException {
    try {
      JibContainerBuilder image =
          order.base().isPresent() ? Jib.from(order.base().get()) : Jib.fromScratch();
      image
          .setFormat(ImageFormat.OCI)
          .setPlatforms(Set.of(new Platform(architecture(), "linux")))
          .setCreationTime(order.time())
          .setUser(root.program().user())
          .setEntrypoint(root.entryPoint())
          .setEnvironment(environment(root.program()))
          .setLabels(labels(order, root.program()));
      for (FileEntriesLayer layer : Layers.of(root.folder(), order.time())) {
        image.addFileEntriesLayer(layer);
      }
      return write(order, root, image).getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new Unbuildable(
          "%s is no name of an image: see -Dimage.prefix, -Dimage.tag and -Dimage.base"
              .formatted(e.getInvalidReference()),
          e);
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
      throw new Unbuildable(
          "The image %s can't be built%s: %s"
              .formatted(
                  order.name(root.program()),
                  order.base().map(base -> " on " + base).orElse(""),
                  rootCause(e).getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unbuildable("interrupted", e);
    }
  }

  private static JibContainer write(Order order, Root root, JibContainerBuilder image)
      throws InvalidImageReferenceException,
          InterruptedException,
          RegistryException,
          IOException,
          CacheDirectoryCreationException,
          ExecutionException {
    // Jib knows files by their age, and all of ours are of one: what it keeps is of no use later.
    Path cache = order.work().resolve("jib");
    Folders.delete(cache);
    Path tarball = order.tarball(root.program());
    JibContainer container =
        image.containerize(
            Containerizer.to(TarImage.at(tarball).named(order.name(root.program())))
                .setToolName("setkeeper")
                .setToolVersion(order.version())
                .setOfflineMode(order.base().isEmpty())
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("layers")));
    Folders.delete(cache);
    Tarball.complete(tarball, order.name(root.program()));
    return container;
  }

  private static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** As OCI names what this JVM runs on. */
  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> System.getProperty("os.arch");
    };
  }

  private static Map<String, String> environment(Program program) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", (program == Program.STANDIN ? Layout.MONGOD : Layout.JAVA) + "/bin");
    // The C library's own UTF-8: without it what is written in other letters is a row of "?".
    environment.put("LANG", "C.UTF-8");
    return environment;
  }

  private static Map<String, String> labels(Order order, Program program) {
    Map<String, String> labels = new LinkedHashMap<>();
    String prefix = "org.opencontainers.image.";
    labels.put(prefix + "title", program.title());
    labels.put(prefix + "description", program.description());
    labels.put(prefix + "version", order.version());
    labels.put(prefix + "licenses", "Apache-2.0");
    labels.put(prefix + "created", order.time().toString());
    order.revision().ifPresent(revision -> labels.put(prefix + "revision", revision));
    order.base().ifPresent(base -> labels.put(prefix + "base.name", base));
    return labels;
  }
}
