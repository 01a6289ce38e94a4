package io.sluice.broker.reactor;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a socket: tells what its selector was asked, and takes what it has room for.
 */
final class FakeSession implements IOSession {
  private static final SocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere", 1);

  final List<Integer> asked = new ArrayList<>();
  IntConsumer listener = mask -> {};
  int room = Integer.MAX_VALUE;
  int written;

  private final Lock lock = new ReentrantLock();
  private final ArrayDeque<Command> commands = new ArrayDeque<>();
  private final IOEventHandler handler;
  private volatile int mask = SelectionKey.OP_READ;
  private Status status = Status.ACTIVE;

  FakeSession(IOEventHandler handler) {
    this.handler = handler;
  }

  @Override
  public IOEventHandler getHandler() {
    return handler;
  }

  @Override
  public void upgrade(IOEventHandler other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Lock getLock() {
    return lock;
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    commands.add(command);
  }

  @Override
  public boolean hasCommands() {
    return !commands.isEmpty();
  }

  @Override
  public @Nullable Command poll() {
    return commands.poll();
  }

  @Override
  public ByteChannel channel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return NOWHERE;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return NOWHERE;
  }

  @Override
  public int getEventMask() {
    return mask;
  }

  @Override
  public void setEventMask(int operations) {
    mask = operations;
    asked.add(operations);
    listener.accept(operations);
  }

  @Override
  public void setEvent(int operation) {
    setEventMask(mask | operation);
  }

  @Override
  public void clearEvent(int operation) {
    setEventMask(mask & ~operation);
  }

  @Override
  public void close() {
    status = Status.CLOSED;
  }

  @Override
  public void close(CloseMode mode) {
    status = Status.CLOSED;
  }

  @Override
  public Status getStatus() {
    return status;
  }

  @Override
  public boolean isOpen() {
    return status == Status.ACTIVE;
  }

  @Override
  public Timeout getSocketTimeout() {
    return Timeout.DISABLED;
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {}

  @Override
  public long getLastReadTime() {
    return 0;
  }

  @Override
  public long getLastWriteTime() {
    return 0;
  }

  @Override
  public long getLastEventTime() {
    return 0;
  }

  @Override
  public void updateReadTime() {}

  @Override
  public void updateWriteTime() {}

  @Override
  public String getId() {
    return "fake";
  }

  @Override
  public int read(ByteBuffer target) {
    return 0;
  }

  @Override
  public int write(ByteBuffer source) {
    int taken = Math.min(source.remaining(), room);
    source.position(source.position() + taken);
    room -= taken;
    written += taken;
    return taken;
  }
}
