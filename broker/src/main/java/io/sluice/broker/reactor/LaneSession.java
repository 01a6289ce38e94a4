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
 * A plain connection that writes at the end of its lane's turn, instead of asking the selector when
 * it may. HttpCore asks it twice for each message, which costs two changes of the interest, two
 * wake-ups and two rounds of the loop; yet a socket nearly always has room. Where it has none, the
 * selector is asked after all.
 *
 * <p>Whether output is wanted is guarded by the connection's lock, as HttpCore guards the
 * selector's interest. What other threads ask for goes to the selector, which wakes the lane.
 */
final class LaneSession extends PassingSession {
  /** How often in a row it may want to go on; a message takes two. */
  private static final int MOST_TURNS = 4;

  private final IOSession session;
  private final ConcurrentLinkedDeque<Command> commands = new ConcurrentLinkedDeque<>();
  private boolean wantsOutput;
  private boolean isWaiting;
  private boolean socketFull;

  LaneSession(IOSession session) {
    super(session);
    this.session = session;
  }

  @Override
  public void setEvent(int operation) {
    int rest = operation;
    if ((operation & SelectionKey.OP_WRITE) != 0 && wantOutputThisTurn()) {
      rest &= ~SelectionKey.OP_WRITE;
    }
    getLock().lock();
    try {
      // Setting what is set would wake the selector for nothing.
      if (!isClosed() && (session.getEventMask() & rest) != rest) {
        session.setEvent(rest);
      }
    } finally {
      getLock().unlock();
    }
  }

  /** To be asked with the lock held: a key that is cancelled meanwhile tells no interest. */
  private boolean isClosed() {
    return getStatus() == Status.CLOSED;
  }

  private boolean wantOutputThisTurn() {
    LaneThread lane = LaneThread.inTurn();
    if (lane == null) {
      return false;
    }
    getLock().lock();
    try {
      wantsOutput = true;
      if (!isWaiting) {
        isWaiting = true;
        lane.writeLater(this);
      }
    } finally {
      getLock().unlock();
    }
    return true;
  }

  @Override
  public void clearEvent(int operation) {
    getLock().lock();
    try {
      if ((operation & SelectionKey.OP_WRITE) != 0) {
        wantsOutput = false;
      }
      if (!isClosed() && (session.getEventMask() & operation) != 0) {
        session.clearEvent(operation);
      }
    } finally {
      getLock().unlock();
    }
  }

  @Override
  public void setEventMask(int operations) {
    getLock().lock();
    try {
      wantsOutput = false;
      session.setEventMask(operations);
    } finally {
      getLock().unlock();
    }
  }

  @Override
  public int getEventMask() {
    getLock().lock();
    try {
      return session.getEventMask() | (wantsOutput ? SelectionKey.OP_WRITE : 0);
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

  /** The lane's turn ends: writes what there is. */
  void write() {
    isWaiting = false;
    try {
      socketFull = false;
      for (int turns = 0; wantsOutput && !socketFull && turns < MOST_TURNS && isOpen(); turns++) {
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

  private void askSelector() {
    getLock().lock();
    try {
      if (wantsOutput && isOpen()) {
        wantsOutput = false;
        session.setEvent(SelectionKey.OP_WRITE);
      }
    } finally {
      getLock().unlock();
    }
  }
}
