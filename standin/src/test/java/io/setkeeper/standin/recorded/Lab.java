package io.setkeeper.standin.recorded;

import java.io.IOException;

/** Stand-ins, one for each member of a recording. */
interface Lab extends AutoCloseable {

  /** Starts a member, with the folder that it had if it ran before. */
  void start(String node) throws IOException;

  /** Ends a member without a chance to say or save anything. */
  void kill(String node);

  /** Empties the folder of a member that does not run. */
  void wipe(String node) throws IOException;

  /** Asks a member. */
  Client client(String node);

  @Override
  void close();
}
