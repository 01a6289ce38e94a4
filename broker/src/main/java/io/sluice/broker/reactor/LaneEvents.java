package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes a turn of the lane of each event of a connection. */
final class LaneEvents implements IOEventHandler {
  private final IOEventHandler events;

  LaneEvents(IOEventHandler events) {
    this.events = events;
  }

  @Override
  public void connected(IOSession session) throws IOException {
    boolean first = LaneThread.beginTurn();
    try {
      events.connected(session);
    } finally {
      LaneThread.endTurn(first);
    }
  }

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer source) throws IOException {
    boolean first = LaneThread.beginTurn();
    try {
      events.inputReady(session, source);
    } finally {
      LaneThread.endTurn(first);
    }
  }

  @Override
  public void outputReady(IOSession session) throws IOException {
    boolean first = LaneThread.beginTurn();
    try {
      events.outputReady(session);
    } finally {
      LaneThread.endTurn(first);
    }
  }

  @Override
  public void timeout(IOSession session, Timeout timeout) throws IOException {
    boolean first = LaneThread.beginTurn();
    try {
      events.timeout(session, timeout);
    } finally {
      LaneThread.endTurn(first);
    }
  }

  @Override
  public void exception(IOSession session, Exception cause) {
    boolean first = LaneThread.beginTurn();
    try {
      events.exception(session, cause);
    } finally {
      LaneThread.endTurn(first);
    }
  }

  @Override
  public void disconnected(IOSession session) {
    boolean first = LaneThread.beginTurn();
    try {
      events.disconnected(session);
    } finally {
      LaneThread.endTurn(first);
    }
  }
}
