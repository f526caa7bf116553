package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.HostPort;

/** The names of the modelled set's things. */
public final class Names {
  /** The StatefulSet's, and the replica set's. */
  public static final String SET = "mongo";

  private static final String DOMAIN = ".mongo.default.svc.cluster.local";

  private Names() {}

  public static String pod(int ordinal) {
    return SET + "-" + ordinal;
  }

  public static String claim(int ordinal) {
    return "data-" + pod(ordinal);
  }

  /** The final host name of an ordinal's member. */
  public static HostPort host(int ordinal) {
    return new HostPort(pod(ordinal) + DOMAIN, HostPort.DEFAULT_PORT);
  }

  /** How an address is written in a config. */
  public static HostPort at(String ip) {
    return new HostPort(ip, HostPort.DEFAULT_PORT);
  }

  /** The ordinal in a pod's name. */
  public static int ordinal(String pod) {
    return Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1));
  }
}
