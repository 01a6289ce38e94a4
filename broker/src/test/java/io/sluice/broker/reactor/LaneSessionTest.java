package io.sluice.broker.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LaneSessionTest {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Sender sender = new Sender();
  private final FakeSession socket = new FakeSession(new LaneEvents(sender));
  private final Sender otherSender = new Sender();
  private final FakeSession otherSocket = new FakeSession(new LaneEvents(otherSender));

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final LaneThread lane = new LaneThread(this::loop, new Lane(0, 1));
  private final LaneSession session = new LaneSession(socket, lane);
  private final LaneSession otherSession = new LaneSession(otherSocket, lane);

  @BeforeEach
  void start() {
    lane.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    lane.interrupt();
    lane.join();
  }

  private void loop() {
    try {
      while (true) {
        work.take().run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends some bytes as HttpCore does: asks for output until they are gone. */
  private static final class Sender extends Silent {
    private final ByteBuffer bytes = ByteBuffer.allocate(10);
    private final List<Exception> failures = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private boolean failing;
    private int asked;

    @Override
    public void outputReady(IOSession session) throws IOException {
      asked++;
      meanwhile.run();
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

  /** Has the lane do something, and waits until it is done. */
  private void onLane(Runnable what) throws Exception {
    var task = new FutureTask<Boolean>(what, true);
    work.add(task);
    task.get();
  }

  /** Has the lane do something in one turn. */
  private void inTurn(Runnable what) throws Exception {
    onLane(() -> {
      boolean begun = LaneThread.beginTurn();
      what.run();
      LaneThread.endTurn(begun);
    });
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
  void firstCallFromAnotherThread_wakesTheLane_andThoseAfterItWaitForTheSameTurn()
      throws Exception {
    session.setEvent(WRITE);
    otherSession.setEvent(WRITE);
    otherSession.clearEvent(READ);

    assertThat(socket.asked).containsExactly(READ | WRITE);
    assertThat(otherSocket.asked).isEmpty();
    assertThat(otherSession.getEventMask()).isEqualTo(WRITE);

    inTurn(() -> {});

    assertThat(socket.written).isEqualTo(10);
    assertThat(socket.getEventMask()).isEqualTo(READ);
    assertThat(otherSocket.written).isEqualTo(10);
    assertThat(otherSocket.asked).containsExactly(0);
  }

  @Test
  void callOfAnotherThread_afterTheTurn_wakesTheLaneAgain() throws Exception {
    session.setEvent(WRITE);
    inTurn(() -> {});

    otherSession.setEvent(WRITE);

    assertThat(otherSocket.asked).containsExactly(READ | WRITE);
  }

  @Test
  void connectionThatWokeTheLane_andIsClosedBeforeItsEvent_doesNotHoldUpOthers() throws Exception {
    session.setEvent(WRITE);
    otherSession.setEvent(WRITE);
    session.close();

    onLane(() -> socket.getHandler().disconnected(session));

    assertThat(socket.written).isZero();
    assertThat(otherSocket.written).isEqualTo(10);
  }

  @Test
  void callThatWantsNoOutput_wakesTheLane_andAsksForNone() throws Exception {
    session.clearEvent(READ);
    assertThat(session.getEventMask()).isZero();
    assertThat(socket.asked).containsExactly(READ | WRITE);

    inTurn(() -> {});

    assertThat(sender.asked).isZero();
    assertThat(socket.getEventMask()).isZero();
  }

  @Test
  void callDuringTheLastLookOfATurn_isNotForgotten() throws Exception {
    // The first connection settles while another thread calls for the second one.
    sender.meanwhile = () -> CompletableFuture.runAsync(() -> otherSession.setEvent(WRITE)).join();

    inTurn(() -> session.setEvent(WRITE));

    assertThat(otherSocket.written).isEqualTo(10);
    assertThat(otherSocket.getEventMask()).isEqualTo(READ);
    session.setEvent(WRITE);
    assertThat(socket.asked).containsExactly(READ | WRITE);
  }

  /** A lost wake-up would stop all of them: nobody wakes a lane that counts as woken. */
  @Test
  void callsOfManyThreads_areAllServed() throws Exception {
    List<Caller> callers = Stream.generate(Caller::new).limit(4).toList();
    callers.forEach(Thread::start);

    for (Caller caller : callers) {
      caller.join();
    }
    assertThat(callers).extracting(caller -> caller.served).containsOnly(Caller.CALLS);
  }

  /** Asks for output again and again, each time when it has had the last one. */
  private final class Caller extends Thread {
    private static final int CALLS = 5_000;

    private final Semaphore outputs = new Semaphore(0);
    private final FakeSession selected =
        new FakeSession(
            new LaneEvents(
                new Silent() {
                  @Override
                  public void outputReady(IOSession session) {
                    if ((session.getEventMask() & WRITE) != 0) {
                      session.clearEvent(WRITE);
                      outputs.release();
                    }
                  }
                }));
    private final LaneSession called = new LaneSession(selected, lane);
    private int served;

    /** As a selector: there is an event at each look for as long as its interest is there. */
    private void select() {
      if ((selected.getEventMask() & WRITE) != 0) {
        try {
          selected.getHandler().outputReady(called);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        work.add(this::select);
      }
    }

    @Override
    public void run() {
      selected.listener = mask -> work.add(this::select);
      try {
        do {
          called.setEvent(WRITE);
        } while (outputs.tryAcquire(10, TimeUnit.SECONDS) && ++served < CALLS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void connectionUnderTls_asksTheSelectorAtOnce() {
    var plain = new FakeSession(sender);

    new LaneSession(plain, lane).setEvent(WRITE);
    new LaneSession(plain, lane).clearEvent(READ);

    assertThat(plain.asked).containsExactly(READ | WRITE, WRITE);
  }

  @Test
  void lane_outsideATurn_asksTheSelector() throws Exception {
    onLane(() -> session.setEvent(WRITE));

    assertThat(socket.asked).containsExactly(READ | WRITE);
  }

  @Test
  void failureWhileWriting_endsThisConnection_andNoOther() throws Exception {
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

    inTurn(() -> new LaneSession(greedy, lane).setEvent(WRITE));

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
