package io.setkeeper.keeper.look;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.mongodb.Patience;
import java.util.Optional;

/** A way from outside to the pods' mongods. */
@FunctionalInterface
public interface Way {
  /** To the pods' own addresses, where they are reached from here. */
  Way POD_ADDRESS = pod -> pod.address().map(ip -> new HostPort(ip, pod.host().port()));

  /** Where the pod's mongod is reached from here; empty where this way does not lead to it. */
  Optional<HostPort> to(Pod pod);

  /** How long a mongod is waited for on this way. */
  default Patience patience() {
    return Patience.NEAR;
  }

  /**
   * What is said where no answer came by this way.
   *
   * @param why what happened when the mongod was asked
   */
  default String failure(Pod pod, String why) {
    return why;
  }
}
