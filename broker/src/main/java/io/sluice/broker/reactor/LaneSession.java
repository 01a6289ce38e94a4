package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection that settles with the selector once, at the end of its lane's turn. By itself
 * HttpCore asks the selector for output twice for each message and for input once more, and each
 * time wakes it; yet a socket nearly always has room, and what is asked is mostly taken back.
 *
 * <p>So at the end of a turn it first writes, and asks for output only if the socket is full.
 *
 * <p>What other threads ask waits for the next turn of the lane, whichever connection has it. Only
 * the first of those that wait asks the selector, for output, which wakes the lane.
 *
 * <p>The interest is guarded by the connection's lock, as HttpCore guards the selector's.
 */
final class LaneSession extends PassingSession {
  /** How often in a row it may want to go on; a message takes two. */
  private static final int MOST_WRITES = 4;

  private final IOSession session;
  private final LaneThread lane;
  private final ConcurrentLinkedDeque<Command> commands = new ConcurrentLinkedDeque<>();
  private boolean isSettling;
  private int interest;
  private boolean socketFull;

  /**
   * @param lane whose events the connection has
   */
  LaneSession(IOSession session, LaneThread lane) {
    super(session);
    this.session = session;
    this.lane = lane;
  }

  @Override
  public void setEvent(int operation) {
    change(operation, 0);
  }

  @Override
  public void clearEvent(int operation) {
    change(0, operation);
  }

  @Override
  public void setEventMask(int operations) {
    change(operations, ~operations);
  }

  private void change(int set, int clear) {
    getLock().lock();
    try {
      // A key that is cancelled meanwhile tells no interest.
      if (getStatus() == Status.CLOSED || changed(getEventMask(), set, clear) == getEventMask()) {
        return;
      }
      boolean wakes = !isSettling && settleLater();
      if (isSettling) {
        interest = changed(interest, set, clear);
      }
      if (wakes) {
        session.setEvent(SelectionKey.OP_WRITE);
      } else if (!isSettling) {
        session.setEventMask(changed(session.getEventMask(), set, clear));
      }
    } finally {
      getLock().unlock();
    }
  }

  /** Whether the lane must be woken for it. */
  private boolean settleLater() {
    if (LaneThread.inTurn() == lane) {
      beginSettling();
      lane.settleThisTurn(this);
      return false;
    }
    // Under TLS an event of the connection need not become a turn.
    if (Thread.currentThread() != lane && getHandler() instanceof LaneEvents) {
      beginSettling();
      return lane.settleNextTurn(this);
    }
    return false;
  }

  private void beginSettling() {
    isSettling = true;
    interest = session.getEventMask();
  }

  private static int changed(int mask, int set, int clear) {
    return (mask & ~clear) | set;
  }

  @Override
  public int getEventMask() {
    getLock().lock();
    try {
      return isSettling ? interest : session.getEventMask();
    } finally {
      getLock().unlock();
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int written = session.write(source);
    socketFull = source.hasRemaining();
    return written;
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    if (priority == Command.Priority.IMMEDIATE) {
      commands.addFirst(command);
    } else {
      commands.add(command);
    }
    if (isOpen()) {
      setEvent(SelectionKey.OP_WRITE);
    } else {
      command.cancel();
    }
  }

  @Override
  public boolean hasCommands() {
    return !commands.isEmpty() || session.hasCommands();
  }

  @Override
  public @Nullable Command poll() {
    Command command = commands.poll();
    return command == null ? session.poll() : command;
  }

  /** The lane's turn ends: writes what there is, and asks the selector for the rest. */
  void settle() {
    try {
      socketFull = false;
      for (int writes = 0; wantsOutput() && !socketFull && writes < MOST_WRITES; writes++) {
        updateWriteTime();
        getHandler().outputReady(this);
      }
      askSelector();
    } catch (CancelledKeyException _) {
      close(CloseMode.GRACEFUL);
    } catch (IOException | RuntimeException e) {
      // The boundary of this connection, as the event loop has it.
      getHandler().exception(this, e);
      close(CloseMode.GRACEFUL);
    }
  }

  private boolean wantsOutput() {
    return isOpen() && (getEventMask() & SelectionKey.OP_WRITE) != 0;
  }

  private void askSelector() {
    getLock().lock();
    try {
      isSettling = false;
      if (getStatus() != Status.CLOSED && session.getEventMask() != interest) {
        session.setEventMask(interest);
      }
    } finally {
      getLock().unlock();
    }
  }
}
