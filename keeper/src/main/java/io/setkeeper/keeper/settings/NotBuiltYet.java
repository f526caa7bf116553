package io.setkeeper.keeper.settings;

import java.util.List;

/** Settings whose meaning this version has not got: refused, because ignoring them would lie. */
final class NotBuiltYet {
  private NotBuiltYet() {}

  static void refuse(Environment environment) {
    for (String name :
        List.of("MONGODB_USERNAME", "MONGO_USERNAME", "MONGODB_PASSWORD", "MONGO_PASSWORD")) {
      if (environment.text(name).isPresent()) {
        environment.fault(
            name
                + " is set, and this version can't log in to mongod: unset it, and run mongod"
                + " without --auth and --keyFile");
      }
    }
    for (String name : List.of("MONGO_SSL_ENABLED", "MONGO_TLS")) {
      if (environment.text(name).filter("true"::equals).isPresent()) {
        environment.fault(
            name
                + " is true, and this version has no TLS to mongod: unset it, and run mongod"
                + " without --tlsMode requireTLS");
      }
    }
  }
}
