package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;

/** No answer in time, and what the driver met when it tried. */
final class Unreached extends MongoException {
  private static final long serialVersionUID = 1;
  private static final int CLIENT_SIDE = -3;

  private final boolean overTls;

  Unreached(Throwable met, boolean overTls, MongoTimeoutException timeout) {
    super(CLIENT_SIDE, String.valueOf(met.getMessage()), met);
    this.overTls = overTls;
    addSuppressed(timeout);
  }

  /** What the driver met when it looked after a server by itself. */
  Unreached(Throwable met, boolean overTls) {
    super(CLIENT_SIDE, String.valueOf(met.getMessage()), met);
    this.overTls = overTls;
  }

  /** Whether it was spoken to over TLS. */
  boolean overTls() {
    return overTls;
  }
}
