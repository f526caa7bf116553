package io.setkeeper.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The layers of an image, the ones that change least first. What a training gave is the last: it is
 * the only one that two builds make differently.
 */
enum Layers {
  /** The C library, /etc. */
  BASE,
  /** The Java runtime. */
  RUNTIME,
  /** Other people's jars. */
  LIBRARIES,
  /** Our jars, the flags, the list of what is in the image. */
  PROGRAM,
  /** The cache of loaded and linked classes. */
  CACHE;

  private static final FilePermissions SHARED = FilePermissions.fromOctalString("777");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions PLAIN = FilePermissions.fromOctalString("644");

  /** Its name. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The layer that a path of an image belongs to. */
  static Layers of(String path) {
    if (path.startsWith(Layout.JAVA + "/") || path.equals(Layout.JAVA)) {
      return RUNTIME;
    }
    if (path.startsWith(Layout.LIB + "/") && !path.startsWith(Layout.LIB + "/setkeeper-")) {
      return LIBRARIES;
    }
    if (path.startsWith(Layout.HOME + "/aot")) {
      return CACHE;
    }
    return path.startsWith("/opt/") ? PROGRAM : BASE;
  }

  /** The layers of a root file system, those that are empty left out. */
  static List<FileEntriesLayer> of(Path root, Instant time) throws IOException {
    Map<Layers, List<Path>> files = new TreeMap<>();
    for (Path path : Folders.everything(root)) {
      if (!path.equals(root)) {
        files.computeIfAbsent(of(inImage(root, path)), _ -> new ArrayList<>()).add(path);
      }
    }
    List<FileEntriesLayer> layers = new ArrayList<>();
    for (Map.Entry<Layers, List<Path>> entry : files.entrySet()) {
      FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(entry.getKey().label());
      for (Path path : entry.getValue()) {
        String name = inImage(root, path);
        layer.addEntry(path, AbsoluteUnixPath.get(name), permissions(name, path), time);
      }
      layers.add(layer.build());
    }
    return layers;
  }

  private static String inImage(Path root, Path path) {
    return "/" + root.relativize(path);
  }

  private static FilePermissions permissions(String name, Path path) {
    if (name.equals("/tmp")) {
      return SHARED;
    }
    return Files.isDirectory(path) || Files.isExecutable(path) ? EXECUTABLE : PLAIN;
  }
}
