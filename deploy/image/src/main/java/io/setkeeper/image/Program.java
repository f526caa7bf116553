package io.setkeeper.image;

import java.util.List;

/** The programs that there are images of. */
enum Program {
  /** The sidecar. */
  KEEPER(
      "Setkeeper's keeper",
      "Keeps the MongoDB replica set of a StatefulSet: a sidecar beside each mongod.",
      "65532:65532",
      """
      java.base java.logging java.management java.naming java.net.http java.security.jgss \
      java.security.sasl java.sql jdk.httpserver jdk.management"""),
  /** The stand-in for mongod, for tests. As in MongoDB's own image, it is root that runs it. */
  STANDIN(
      "Setkeeper's stand-in for mongod",
      "Speaks MongoDB's wire protocol where there is no mongod. For tests, never for production.",
      "0:0",
      """
      java.base java.logging java.management java.naming java.sql jdk.jfr jdk.management \
      jdk.unsupported""");

  private final String title;
  private final String description;
  private final String user;
  private final String modules;

  Program(String title, String description, String user, String modules) {
    this.title = title;
    this.description = description;
    this.user = user;
    this.modules = modules;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  /**
   * User and group that it runs as, as numbers: a kubelet with runAsNonRoot can't look up names.
   */
  String user() {
    return user;
  }

  /**
   * The modules of the JDK that its jars need, as jdeps finds them. A test holds them against the
   * jars.
   */
  List<String> modules() {
    return List.of(modules.split(" ", -1));
  }

  /** Its name in file names, and the image's. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Its jar. */
  String jar(String version) {
    return "setkeeper-%s-%s.jar".formatted(label(), version);
  }
}
