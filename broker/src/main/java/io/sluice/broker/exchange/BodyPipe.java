package io.sluice.broker.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Carries one body from the connection it comes in on to the one it goes out on.
 *
 * <p>Bytes are written straight through when the receiver takes them; what it doesn't take is kept,
 * and the sender is not asked for more until that is gone. So a pipe never keeps more than {@link
 * #WINDOW} and one read.
 *
 * <p>The lock is for statements, whose answer is sent from a virtual thread; both ends of a
 * follow-up are on one lane. It is taken before a connection's own lock, never inside it.
 */
public final class BodyPipe {
  /** How many bytes a sender may send ahead of the receiver; HttpCore's initial window as well. */
  static final int WINDOW = 65_535;

  private static final int LEAST_TO_GROW = 8192;

  private final ReentrantLock lock = new ReentrantLock();
  private ByteBuffer kept = ByteBuffer.allocate(0);
  private boolean ended;
  private boolean finished;
  private boolean broken;
  private boolean unwanted;
  private @Nullable List<? extends Header> trailers;
  private @Nullable DataStreamChannel receiver;
  private @Nullable CapacityChannel sender;
  private @Nullable BodyEdit edit;

  /** A body that has come whole; {@code bytes} is kept as it is. */
  static BodyPipe holding(ByteBuffer bytes) {
    var pipe = new BodyPipe();
    pipe.kept = bytes;
    pipe.ended = true;
    return pipe;
  }

  /** Changes all that passes from now on; the pipe closes {@code change}. */
  public void through(BodyEdit change) {
    lock.lock();
    try {
      edit = change;
      if (unwanted) {
        closeEdit();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes all of {@code source}. */
  public void accept(ByteBuffer source) throws IOException {
    lock.lock();
    try {
      if (unwanted) {
        source.position(source.limit());
        return;
      }
      take(edit == null ? source : edit.edit(source));
    } finally {
      lock.unlock();
    }
  }

  private void take(ByteBuffer source) throws IOException {
    if (receiver != null && !kept.hasRemaining()) {
      receiver.write(source);
    }
    if (source.hasRemaining()) {
      keep(source);
      if (receiver != null) {
        receiver.requestOutput();
      }
    }
  }

  private void keep(ByteBuffer source) {
    int needed = kept.remaining() + source.remaining();
    if (needed > kept.capacity()) {
      // Most that are kept at all are one small page, in one read.
      int room = kept.capacity() == 0 ? needed : Math.max(needed, LEAST_TO_GROW);
      kept = ByteBuffer.allocate(room).put(kept).flip();
    } else if (kept.capacity() - kept.limit() < source.remaining()) {
      kept.compact().flip();
    }
    int readFrom = kept.position();
    kept.position(kept.limit()).limit(kept.capacity());
    kept.put(source);
    kept.flip().position(readFrom);
  }

  /** The sender may go on when what it sent so far is gone; remembers the sender otherwise. */
  public void requestMore(CapacityChannel channel) throws IOException {
    lock.lock();
    try {
      if (kept.hasRemaining()) {
        sender = channel;
      } else {
        channel.update(WINDOW);
      }
    } finally {
      lock.unlock();
    }
  }

  public void end(@Nullable List<? extends Header> finalTrailers) throws IOException {
    lock.lock();
    try {
      if (edit != null) {
        takeEnd(edit);
      }
      ended = true;
      trailers = finalTrailers;
      if (receiver != null) {
        flush(receiver);
      }
    } finally {
      lock.unlock();
    }
  }

  private void takeEnd(BodyEdit change) throws IOException {
    try {
      take(change.end());
    } finally {
      closeEdit();
    }
  }

  private void closeEdit() {
    BodyEdit closing = edit;
    edit = null;
    if (closing != null) {
      closing.close();
    }
  }

  /** Whatever may still come is dropped; what came before goes on to the receiver. */
  public void drop() {
    lock.lock();
    try {
      unwanted = true;
      closeEdit();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nobody receives the body: all of it is dropped, and the sender need not wait. A request that
   * was answered without its body would keep its connection from the next one otherwise.
   */
  public void discard() throws IOException {
    lock.lock();
    try {
      drop();
      receiver = null;
      kept.position(kept.limit());
      resumeSender();
    } finally {
      lock.unlock();
    }
  }

  private void resumeSender() throws IOException {
    CapacityChannel waiting = sender;
    sender = null;
    if (waiting != null) {
      waiting.update(WINDOW);
    }
  }

  /**
   * The sender has failed: the receiver's connection ends without the end of the body. HttpCore
   * leaves a connection alone that is told to close in the middle of a body, so it must fail.
   */
  public void breakOff() {
    lock.lock();
    try {
      broken = true;
      if (receiver != null) {
        receiver.requestOutput();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The receiver can take bytes. */
  public void produce(DataStreamChannel channel) throws IOException {
    lock.lock();
    try {
      if (broken) {
        throw new IOException("the body broke off at its sender");
      }
      receiver = channel;
      flush(channel);
    } finally {
      lock.unlock();
    }
  }

  private void flush(DataStreamChannel channel) throws IOException {
    if (kept.hasRemaining()) {
      channel.write(kept);
    }
    if (kept.hasRemaining()) {
      channel.requestOutput();
      return;
    }
    if (ended && !finished) {
      finished = true;
      channel.endStream(trailers);
    } else {
      resumeSender();
    }
  }

  /** Whether the receiver has had all of it, the end too. */
  public boolean isFinished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** How much there is to write now; HttpCore asks before it calls {@link #produce}. */
  public int available() {
    lock.lock();
    try {
      return broken || kept.hasRemaining() || (ended && !finished)
          ? Math.max(kept.remaining(), 1)
          : 0;
    } finally {
      lock.unlock();
    }
  }
}
