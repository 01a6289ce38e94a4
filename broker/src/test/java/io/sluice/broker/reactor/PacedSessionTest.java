package io.sluice.broker.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.junit.jupiter.api.Test;

final class PacedSessionTest {
  private static final int PIECE = 1000;

  private final PacedSession session = new PacedSession(endless());

  /** A connection on which there is always more. */
  private static ProtocolIOSession endless() {
    var rest = new FakeSession(new Silent());
    return (ProtocolIOSession)
        Proxy.newProxyInstance(
            ProtocolIOSession.class.getClassLoader(),
            new Class<?>[] {ProtocolIOSession.class},
            (_, method, arguments) -> {
              if (method.getName().equals("read")) {
                return PIECE;
              }
              try {
                return method.invoke(rest, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** How much comes in each of some turns of a lane. */
  private List<Integer> readInTurns(int turns) throws InterruptedException {
    var read = new ArrayList<Integer>();
    var lane =
        new LaneThread(
            () -> {
              for (int i = 0; i < turns; i++) {
                boolean begun = LaneThread.beginTurn();
                read.add(readAll());
                LaneThread.endTurn(begun);
              }
            },
            new Lane(0, 1));
    lane.start();
    lane.join();
    return read;
  }

  /** Reads as HttpCore does, for as long as there is something. */
  private int readAll() {
    try {
      var target = ByteBuffer.allocate(PIECE);
      int all = 0;
      for (int found = session.read(target); found > 0 && all < 1 << 20; ) {
        all += found;
        found = session.read(target);
      }
      return all;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void senderWithoutEnd_getsItsShareOfEachTurn_andNoMore() throws InterruptedException {
    assertThat(readInTurns(3)).containsOnly(PacedSession.MOST_READS * PIECE).hasSize(3);
  }

  @Test
  void nothingIsRead_whileNobodyWantsIt() throws InterruptedException {
    session.clearEvent(SelectionKey.OP_READ);
    assertThat(readInTurns(2)).containsOnly(0);

    session.setEvent(SelectionKey.OP_READ);
    assertThat(readInTurns(1)).containsExactly(PacedSession.MOST_READS * PIECE);
  }
}
