package io.sluice.broker.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

final class LaneSessionTest {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Sender sender = new Sender();
  private final FakeSession socket = new FakeSession(sender);
  private final LaneSession session = new LaneSession(socket);

  /** Sends some bytes as HttpCore does: asks for output until they are gone. */
  private static final class Sender extends Silent {
    private final ByteBuffer bytes = ByteBuffer.allocate(10);
    private final List<Exception> failures = new ArrayList<>();
    private boolean failing;
    private int asked;

    @Override
    public void outputReady(IOSession session) throws IOException {
      asked++;
      if (failing) {
        throw new IOException("broken pipe");
      }
      session.write(bytes);
      if (!bytes.hasRemaining()) {
        session.clearEvent(WRITE);
      }
    }

    @Override
    public void exception(IOSession session, Exception cause) {
      failures.add(cause);
    }
  }

  /** Does something in one turn of a lane. */
  private static void inTurn(Runnable what) throws InterruptedException {
    var lane =
        new LaneThread(
            () -> {
              boolean begun = LaneThread.beginTurn();
              what.run();
              LaneThread.endTurn(begun);
            },
            new Lane(0, 1));
    lane.start();
    lane.join();
  }

  @Test
  void outputOfATurn_isWrittenAtItsEnd_andTheSelectorIsNotAsked() throws Exception {
    var before = new ArrayList<Integer>();
    inTurn(() -> {
      session.setEvent(WRITE);
      session.setEvent(WRITE);
      before.add(socket.written);
    });

    assertThat(before).containsExactly(0);
    assertThat(socket.written).isEqualTo(10);
    assertThat(sender.asked).isOne();
    assertThat(socket.asked).isEmpty();
  }

  @Test
  void fullSocket_isLeftToTheSelector() throws Exception {
    socket.room = 4;

    inTurn(() -> session.setEvent(WRITE));

    assertThat(socket.written).isEqualTo(4);
    assertThat(sender.asked).isOne();
    assertThat(socket.asked).containsExactly(READ | WRITE);
  }

  @Test
  void interestThatIsTakenBack_inTheSameTurn_doesNotReachTheSelector() throws Exception {
    inTurn(() -> {
      session.clearEvent(READ);
      assertThat(session.getEventMask()).isZero();
      session.setEvent(READ);
    });

    assertThat(socket.asked).isEmpty();
  }

  @Test
  void pausedInput_isToldOnce_atTheEndOfTheTurn() throws Exception {
    inTurn(() -> session.clearEvent(READ));

    assertThat(socket.asked).containsExactly(0);
  }

  @Test
  void otherThread_asksTheSelectorAtOnce_whichWakesTheLane() {
    session.setEvent(WRITE);
    session.setEvent(WRITE);

    assertThat(socket.asked).containsExactly(READ | WRITE);
    assertThat(sender.asked).isZero();
  }

  @Test
  void lane_outsideATurn_asksTheSelector() throws Exception {
    var lane = new LaneThread(() -> session.setEvent(WRITE), new Lane(0, 1));
    lane.start();
    lane.join();

    assertThat(socket.asked).containsExactly(READ | WRITE);
  }

  @Test
  void failureWhileWriting_endsThisConnection_andNoOther() throws Exception {
    var other = new Sender();
    var otherSocket = new FakeSession(other);
    var otherSession = new LaneSession(otherSocket);
    sender.failing = true;

    inTurn(() -> {
      session.setEvent(WRITE);
      otherSession.setEvent(WRITE);
    });

    assertThat(sender.failures).singleElement().isInstanceOf(IOException.class);
    assertThat(socket.isOpen()).isFalse();
    assertThat(otherSocket.written).isEqualTo(10);
    assertThat(otherSocket.isOpen()).isTrue();
  }

  @Test
  void whatNeverHasEnough_doesNotKeepTheLane() throws Exception {
    var greedy =
        new FakeSession(
            new Silent() {
              @Override
              public void outputReady(IOSession ready) {
                ready.setEvent(WRITE);
              }
            });

    inTurn(() -> new LaneSession(greedy).setEvent(WRITE));

    assertThat(greedy.asked).containsExactly(READ | WRITE);
  }

  @Test
  void closedConnection_changesNothing_andCancelsCommands() throws Exception {
    var command = new Counted();
    session.close();

    inTurn(() -> session.setEvent(WRITE));
    session.enqueue(command, Command.Priority.NORMAL);

    assertThat(socket.asked).isEmpty();
    assertThat(command.cancelled).isTrue();
  }

  @Test
  void commands_comeInOrder_theUrgentOnesFirst_andThoseOfTheReactorLast() {
    var first = new Counted();
    var urgent = new Counted();
    var reactors = new Counted();
    socket.enqueue(reactors, Command.Priority.NORMAL);
    session.enqueue(first, Command.Priority.NORMAL);
    session.enqueue(urgent, Command.Priority.IMMEDIATE);

    assertThat(session.hasCommands()).isTrue();
    assertThat(session.poll()).isSameAs(urgent);
    assertThat(session.poll()).isSameAs(first);
    assertThat(session.poll()).isSameAs(reactors);
    assertThat(session.poll()).isNull();
  }

  private static final class Counted implements Command {
    private boolean cancelled;

    @Override
    public boolean cancel() {
      cancelled = true;
      return true;
    }
  }
}
