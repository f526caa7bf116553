package io.setkeeper.standin.replset;

/** What the rules say of a config that somebody asks for. */
public sealed interface ConfigVerdict {

  /** It may be installed, in this normalised form. */
  record Accepted(ReplicaSetConfig config) implements ConfigVerdict {}

  /** It may not; the reply says why. */
  record Refused(Refusal refusal) implements ConfigVerdict {}
}
