package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod's volumes as folders of this machine: claims' folders, empty ones, and files of ConfigMaps,
 * Secrets and the pod's own fields as they are at its start.
 *
 * @param folder the pod's own
 */
record PodFolders(Path folder) {
  /**
   * The folder (or file) for each mountPath of a container.
   *
   * @throws ConfigMissingException something referred to is not there
   */
  Map<String, Path> mounts(ObjectNode pod, ObjectNode container, Environment.Objects objects) {
    Map<String, Path> volumes = new HashMap<>();
    for (ObjectNode volume : Fields.objects(pod, "spec", "volumes")) {
      volumes.put(Json.text(volume, "name"), path(pod, volume, objects));
    }
    Map<String, Path> mounts = new LinkedHashMap<>();
    for (ObjectNode mount : Fields.objects(container, "volumeMounts")) {
      String name = Json.text(mount, "name");
      Path volume =
          Optional.ofNullable(volumes.get(name))
              .orElseThrow(
                  () -> new ConfigMissingException("no volume \"" + name + "\" in the pod"));
      String mountPath = Json.text(mount, "mountPath").replaceFirst("(?<=.)/$", "");
      mounts.put(mountPath, within(volume, Json.text(mount, "subPath"), "subPath"));
    }
    return mounts;
  }

  private static Path within(Path folder, String name, String what) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder.normalize())) {
      throw new ConfigMissingException("%s \"%s\" leads out of its folder".formatted(what, name));
    }
    return path;
  }

  private Path path(ObjectNode pod, ObjectNode volume, Environment.Objects objects) {
    Path own = within(folder.resolve("volumes"), Json.text(volume, "name"), "volume name");
    if (volume.has("persistentVolumeClaim")) {
      return claimed(Json.text(volume, "persistentVolumeClaim", "claimName"), objects);
    } else if (volume.has("hostPath")) {
      return Path.of(Json.text(volume, "hostPath", "path"));
    } else if (volume.has("configMap")) {
      files(own, Json.with(volume, "configMap"), data(volume, "configMap", "name", objects));
    } else if (volume.has("secret")) {
      files(own, Json.with(volume, "secret"), data(volume, "secret", "secretName", objects));
    } else if (volume.has("downwardAPI")) {
      Fields.objects(volume, "downwardAPI", "items").forEach(item -> fieldFile(own, pod, item));
    } else if (volume.has("emptyDir")) {
      make(own);
    } else {
      throw new ConfigMissingException(
          "volume \"%s\": the sandbox has persistentVolumeClaim, emptyDir, configMap, secret, downwardAPI and hostPath only"
              .formatted(Json.text(volume, "name")));
    }
    return own;
  }

  private static Path claimed(String name, Environment.Objects objects) {
    return objects
        .find(Kinds.PERSISTENT_VOLUME_CLAIM, name)
        .flatMap(claim -> Fields.optional(claim, "spec", "volumeName"))
        .flatMap(volume -> objects.find(Kinds.PERSISTENT_VOLUME, volume))
        .flatMap(volume -> Fields.optional(volume, "spec", "hostPath", "path"))
        .map(Path::of)
        .map(PodFolders::make)
        .orElseThrow(() -> new ConfigMissingException("claim \"" + name + "\" is not bound"));
  }

  private static Map<String, String> data(
      ObjectNode volume, String source, String nameField, Environment.Objects objects) {
    return Environment.data(
            source.equals("secret") ? Kinds.SECRET : Kinds.CONFIG_MAP,
            objects,
            Json.text(volume, source, nameField),
            Fields.flag(volume, source, "optional"))
        .orElse(Map.of());
  }

  private static void files(Path own, ObjectNode source, Map<String, String> data) {
    make(own);
    int mode = Fields.number(source, 0644, "defaultMode");
    List<ObjectNode> items = Fields.objects(source, "items");
    if (items.isEmpty()) {
      data.forEach((name, content) -> file(within(own, name, "key"), content, mode));
    }
    for (ObjectNode item : items) {
      String content = data.get(Json.text(item, "key"));
      if (content == null) {
        throw new ConfigMissingException("no key \"" + Json.text(item, "key") + "\" for a volume");
      }
      file(
          within(own, Json.text(item, "path"), "path"), content, Fields.number(item, mode, "mode"));
    }
  }

  private static void fieldFile(Path own, ObjectNode pod, ObjectNode item) {
    String value = FieldReference.value(pod, Json.text(item, "fieldRef", "fieldPath"));
    file(within(own, Json.text(item, "path"), "path"), value, 0644);
  }

  private static Path make(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a volume's folder: " + e.getMessage(), e);
    }
  }

  /** Writes a file with this mode, replacing the one that is there. */
  static void file(Path path, String content, int mode) {
    try {
      Files.createDirectories(path.resolveSibling("."));
      Files.deleteIfExists(path);
      Files.writeString(path, content, StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(letters(mode)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a volume's file: " + e.getMessage(), e);
    }
  }

  private static String letters(int mode) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      letters.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    return letters.toString();
  }
}
