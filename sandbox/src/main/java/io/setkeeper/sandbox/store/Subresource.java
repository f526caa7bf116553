package io.setkeeper.sandbox.store;

/** What can be asked of an object by a path below its own. */
public enum Subresource {
  STATUS,
  SCALE,
  LOG,
  PORTFORWARD
}
