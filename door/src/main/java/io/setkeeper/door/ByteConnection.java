package io.setkeeper.door;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A two-way stream of bytes: a socket, or a port forwarded by an API server. */
public interface ByteConnection extends Closeable {
  /** What the other side sends. A read blocks until there is something, the end, or a close. */
  InputStream in();

  /** What is sent to the other side. */
  OutputStream out();

  /** Says that nothing more will be sent; the other side may still send. */
  void endOutput() throws IOException;

  /** Ends both directions at once, and every read and write that blocks. May be called twice. */
  @Override
  void close() throws IOException;
}
