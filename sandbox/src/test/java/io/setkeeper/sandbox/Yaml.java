package io.setkeeper.sandbox;

import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Objects as people write them. */
public final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  /** One document. */
  public static ObjectNode parse(String yaml) {
    return (ObjectNode) MAPPER.readTree(yaml);
  }
}
