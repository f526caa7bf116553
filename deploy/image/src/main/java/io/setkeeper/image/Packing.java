package io.setkeeper.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Makes an image of a root file system, with Jib. */
final class Packing {
  private Packing() {}

  /**
   * What was made.
   *
   * @param digest the image's
   * @param withoutCache the digest of the same image without its cache, which two builds share
   */
  record Packed(String digest, String withoutCache) {}

  /**
   * Writes the image's tarball.
   *
   * @throws Unbuildable the base image can't be had, or a name is none
   */
  static Packed pack(Order order, Root root) throws IOException {
    // Jib knows files by their age, and all of ours are of one: what it keeps is of no use later.
    Path scratch = order.work().resolve("jib");
    Folders.delete(scratch);
    Path tarball = order.tarball(root.program());
    List<FileEntriesLayer> layers = Layers.of(root.folder(), order.time());
    String digest = write(order, root, layers, tarball);
    Tarball.complete(tarball, order.name(root.program()));
    List<FileEntriesLayer> others =
        layers.stream().filter(layer -> !layer.getName().equals(Layers.CACHE.label())).toList();
    String withoutCache =
        others.equals(layers)
            ? digest
            : write(order, root, others, scratch.resolve("without-cache.tar"));
    Folders.delete(scratch);
    return new Packed(digest, withoutCache);
  }

  private static String write(Order order, Root root, List<FileEntriesLayer> layers, Path tarball)
      throws IOException {
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
          .setLabels(labels(order, root.program()))
          .setFileEntriesLayers(layers);
      Path scratch = order.work().resolve("jib");
      return image
          .containerize(
              Containerizer.to(TarImage.at(tarball).named(order.name(root.program())))
                  .setToolName("setkeeper")
                  .setToolVersion(order.version())
                  .setOfflineMode(order.base().isEmpty())
                  .setBaseImageLayersCache(scratch.resolve("base"))
                  .setApplicationLayersCache(scratch.resolve("layers")))
          .getDigest()
          .toString();
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
