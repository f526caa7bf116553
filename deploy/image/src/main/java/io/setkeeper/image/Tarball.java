package io.setkeeper.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image as a file. Jib writes OCI's layout; two things are added for those who read such files:
 * the whole name where containerd looks for it ({@code ctr} would make up one), and the table of
 * contents that Docker read before it knew OCI's.
 */
final class Tarball {
  private static final String INDEX = "index.json";
  private static final JsonMapper JSON = new JsonMapper();

  private Tarball() {}

  /** Adds what readers want; the image's digest stays. */
  static void complete(Path file, String name) throws IOException {
    Map<String, byte[]> small = documents(file);
    ObjectNode index = (ObjectNode) JSON.readTree(small.getOrDefault(INDEX, new byte[0]));
    ObjectNode image = (ObjectNode) index.path("manifests").path(0);
    ((ObjectNode) image.path("annotations")).put("io.containerd.image.name", name);
    JsonNode manifest = JSON.readTree(small.getOrDefault(blob(image), new byte[0]));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream from = new TarArchiveInputStream(in);
        OutputStream out = Files.newOutputStream(fresh);
        TarArchiveOutputStream to = new TarArchiveOutputStream(out)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        if (!entry.getName().equals(INDEX)) {
          to.putArchiveEntry(entry);
          from.transferTo(to);
          to.closeArchiveEntry();
        }
      }
      add(to, INDEX, JSON.writeValueAsBytes(index));
      add(to, "manifest.json", JSON.writeValueAsBytes(forDocker(manifest, name)));
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What may be a JSON document: everything that begins as one. */
  private static Map<String, byte[]> documents(Path file) throws IOException {
    Map<String, byte[]> documents = new TreeMap<>();
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream from = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        byte[] start = from.readNBytes(1);
        if (start.length == 1 && start[0] == '{') {
          documents.put(
              entry.getName(),
              ("{" + new String(from.readAllBytes(), StandardCharsets.UTF_8))
                  .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return documents;
  }

  private static ArrayNode forDocker(JsonNode manifest, String name) {
    ArrayNode images = JSON.createArrayNode();
    ObjectNode image = images.addObject();
    image.put("Config", blob(manifest.path("config")));
    image.putArray("RepoTags").add(name);
    ArrayNode layers = image.putArray("Layers");
    manifest.path("layers").forEach(layer -> layers.add(blob(layer)));
    return images;
  }

  private static String blob(JsonNode descriptor) {
    return "blobs/" + descriptor.path("digest").asString("").replace(':', '/');
  }

  private static void add(TarArchiveOutputStream to, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    to.putArchiveEntry(entry);
    to.write(content);
    to.closeArchiveEntry();
  }
}
