package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Hears of everything that happens to a connection, and does nothing. */
class Silent implements IOEventHandler {
  @Override
  public void connected(IOSession session) {}

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer source) {}

  @Override
  public void outputReady(IOSession session) throws IOException {}

  @Override
  public void timeout(IOSession session, Timeout timeout) {}

  @Override
  public void exception(IOSession session, Exception cause) {}

  @Override
  public void disconnected(IOSession session) {}
}
