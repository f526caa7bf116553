package io.setkeeper.simulator.kubernetes;

/** The keeper's process in a pod, as its node knows it. */
public interface Sidecar {
  /** Ends it at once, whatever it was doing. */
  void kill();

  /** Stops it as SIGSTOP does, or a machine that hangs. */
  void freeze();

  /** Lets it go on with what it was doing, on what it knew. */
  void thaw();

  /** What the pre-stop hook is answered: whether this pod's mongod may end now. */
  boolean letsGo();

  /** Starts one in a pod. */
  interface Starter {
    Sidecar start(PodRun pod);

    /** The process of that pod's mongod has ended: connections to it break. */
    void mongodEnded(String pod);
  }
}
