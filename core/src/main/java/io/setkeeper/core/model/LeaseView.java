package io.setkeeper.core.model;

import java.time.Instant;

/**
 * The Lease under which a set is initiated. It keeps two keepers from trying; it does not fence.
 */
public sealed interface LeaseView {
  /** It could not be read. */
  record Unknown(String why) implements LeaseView {}

  /** Nobody holds it. */
  record Free() implements LeaseView {}

  /** A pod holds it until then, unless it renews it. */
  record Held(String pod, Instant until) implements LeaseView {}
}
