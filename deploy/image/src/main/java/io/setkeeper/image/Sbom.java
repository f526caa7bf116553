package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of what an image consists of, as CycloneDX writes it: of the build's own list those jars
 * that are in the image, and what no build tool knows, the Java runtime and the machine's
 * libraries.
 */
final class Sbom {
  private static final JsonMapper JSON = new JsonMapper();

  private Sbom() {}

  /** Writes it into the image's root. */
  static void write(Order order, Root root) throws IOException {
    ObjectNode bom = (ObjectNode) JSON.readTree(required(order).toFile());
    Set<String> missing = new TreeSet<>(root.jars());
    Set<String> refs = new TreeSet<>();
    ArrayNode components = JSON.createArrayNode();
    for (JsonNode component : bom.path("components")) {
      if (root.jars().contains(jar(component))) {
        components.add(component);
        missing.remove(jar(component));
        refs.add(component.path("bom-ref").asString(""));
      }
    }
    if (!missing.isEmpty()) {
      throw new Unbuildable(
          "%s lacks %s: it is of an earlier build. Build without mvn's -o"
              .formatted(order.work().resolve("bom.json"), missing));
    }
    components.add(runtime());
    root.libraries().forEach(library -> components.add(file(library)));
    bom.set("components", components);
    bom.set("dependencies", dependencies(bom.path("dependencies"), refs));
    subject(order, root, bom);
    Path file = Layout.in(root.folder(), Layout.SBOM);
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bom));
  }

  private static Path required(Order order) {
    Path file = order.work().resolve("bom.json");
    if (!Files.exists(file)) {
      throw new Unbuildable(
          "%s is not there: the plugin that makes it does nothing offline. Build without mvn's -o"
              .formatted(file));
    }
    return file;
  }

  private static String jar(JsonNode component) {
    return "%s-%s.jar"
        .formatted(component.path("name").asString(""), component.path("version").asString(""));
  }

  private static void subject(Order order, Root root, ObjectNode bom) {
    ObjectNode subject = JSON.createObjectNode();
    subject.put("type", "container");
    subject.put("name", order.prefix() + "/" + root.program().label());
    subject.put("version", order.version());
    subject.put("description", root.program().description());
    order
        .base()
        .ifPresent(
            base ->
                subject.putArray("properties").addObject().put("name", "base").put("value", base));
    ((ObjectNode) bom.path("metadata")).set("component", subject);
  }

  private static ObjectNode runtime() {
    ObjectNode runtime = JSON.createObjectNode();
    runtime.put("type", "platform");
    runtime.put("name", "Java runtime: " + System.getProperty("java.vm.vendor"));
    runtime.put("version", Runtime.version().toString());
    return runtime;
  }

  private static ObjectNode file(String library) {
    ObjectNode file = JSON.createObjectNode();
    file.put("type", "file");
    file.put("name", library);
    return file;
  }

  private static ArrayNode dependencies(JsonNode all, Set<String> refs) {
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode dependency : all) {
      if (refs.contains(dependency.path("ref").asString(""))) {
        ObjectNode copy = kept.addObject().put("ref", dependency.path("ref").asString(""));
        ArrayNode on = JSON.createArrayNode();
        for (JsonNode ref : dependency.path("dependsOn")) {
          if (refs.contains(ref.asString(""))) {
            on.add(ref);
          }
        }
        copy.set("dependsOn", on);
      }
    }
    return kept;
  }
}
