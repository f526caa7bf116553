package io.setkeeper.cli.modernize.model;

import tools.jackson.core.JsonPointer;

/** Where things are in a StatefulSet. */
public final class Pods {
  public static final JsonPointer SPEC = JsonPointer.compile("/spec");
  public static final JsonPointer POD = JsonPointer.compile("/spec/template/spec");
  public static final JsonPointer CLAIMS = JsonPointer.compile("/spec/volumeClaimTemplates");

  private Pods() {}

  /** A container. */
  public static JsonPointer container(String list, int index) {
    return POD.appendProperty(list).appendIndex(index);
  }
}
