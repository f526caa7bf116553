package io.setkeeper.core.port;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.Snapshot;

/** The world as one keeper reaches it. Neither method throws for what a server answers. */
public interface World {
  /** How much a look may rely on what was read before. */
  enum Freshness {
    /** Kubernetes' objects may come from an informer's cache. */
    CACHED,
    /** StatefulSet, pods, claims, record and Lease are read from the API server itself. */
    FRESH
  }

  /** Looks at everything once. What can't be read is unknown in the snapshot. */
  Snapshot look(Freshness freshness);

  /** Does one thing, once: no retries inside. */
  Outcome perform(Action action);
}
