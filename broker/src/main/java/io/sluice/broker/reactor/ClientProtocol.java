package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;

/** What a client's connection speaks. Belongs to the lane of the connection. */
interface ClientProtocol {
  /** HttpCore's side of it. */
  IOEventHandler events();

  /** Takes all that has come. */
  void take(ByteBuffer source) throws IOException;

  /** Whether more may be read now. */
  boolean hasRoom();

  /** Something has been written. */
  void written() throws IOException;

  /** Whether the client waits for an answer of which nothing has been sent yet. */
  boolean isAwaited();

  /** Nothing has come for too long; tells whether that was a matter of the protocol. */
  boolean timedOut() throws IOException;

  /** The connection is gone. */
  void gone();

  /** Ends in good order: what has begun is still answered. */
  void end();
}
