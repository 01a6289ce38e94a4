package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.jspecify.annotations.Nullable;

/**
 * The input of an HTTP/2 connection: HttpCore gets it as it is, but frame by frame, since its
 * buffer holds one, and frames that cost more than they are worth are counted. What is bounded: the
 * time and the memory of heads, and how many frames a client may send that make work and ask for
 * nothing (resets, pings, settings, refused streams).
 */
final class Http2Input implements ClientProtocol {
  private static final int FRAME_HEAD = 9;
  private static final int ACK = 1;
  private static final int MOST_SETTINGS = 16 * 1024;
  private static final int END_OF_HEAD = 4;
  private static final int MOST_IDLE_FRAMES = 1000;
  private static final long IDLE_FRAMES_SPAN_NANOS = 10_000_000_000L;

  private final FedSession session;
  private final ClientSide side;
  private final IOEventHandler events;
  private final OpenStreams streams;
  private final byte[] frameHead = new byte[FRAME_HEAD];
  private final ByteBuffer prefaceLeft = ByteBuffer.allocate(24);
  private int frameHeadBytes;
  private int payloadLeft;
  private boolean unknown;
  private Optional<ByteBuffer> settings = Optional.empty();
  private HeadMemory.Share memory;
  private int headBytes;
  private boolean inHead;
  private long headSince;
  private int idleFrames;
  private long idleFramesSince;
  private boolean broken;

  Http2Input(FedSession session, ClientSide side) {
    this.session = session;
    this.side = side;
    this.streams = new OpenStreams();
    this.memory = side.memory();
    this.events = side.http2Events(session, streams);
    this.idleFramesSince = side.nanos();
  }

  /** How many requests are being answered. */
  static final class OpenStreams {
    private int open;

    void opened() {
      open++;
    }

    void ended() {
      open--;
    }
  }

  @Override
  public IOEventHandler events() {
    return events;
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void take(ByteBuffer source) throws IOException {
    try {
      while (source.hasRemaining() && !broken) {
        if (prefaceLeft.hasRemaining()) {
          preface(source);
        } else if (frameHeadBytes < FRAME_HEAD) {
          frameHead(source);
        } else {
          pass(source, Math.min(payloadLeft, source.remaining()));
        }
      }
      source.position(source.limit());
    } catch (H2ConnectionException e) {
      broken = true;
      memory.release();
      events.exception(session, e);
    }
  }

  /** HttpCore wants no preface: over TLS it is the negotiation that tells the protocol. */
  private void preface(ByteBuffer source) throws H2ConnectionException {
    var looking = new Preface();
    while (prefaceLeft.hasRemaining() && source.hasRemaining()) {
      prefaceLeft.put(source.get());
    }
    if (looking.look(prefaceLeft.duplicate().flip()) == Preface.Kind.OTHER) {
      throw new H2ConnectionException(H2Error.PROTOCOL_ERROR, "no preface of HTTP/2");
    }
  }

  private void frameHead(ByteBuffer source) throws IOException {
    while (frameHeadBytes < FRAME_HEAD && source.hasRemaining()) {
      frameHead[frameHeadBytes++] = source.get();
    }
    checkTime();
    if (frameHeadBytes == FRAME_HEAD) {
      payloadLeft =
          ((frameHead[0] & 0xff) << 16) | ((frameHead[1] & 0xff) << 8) | (frameHead[2] & 0xff);
      unknown = FrameType.valueOf(frameHead[3] & 0xff) == null;
      judge(FrameType.valueOf(frameHead[3] & 0xff), frameHead[4] & 0xff);
      if (!unknown) {
        events.inputReady(session, ByteBuffer.wrap(frameHead.clone()));
      }
      endFrame();
    }
  }

  private void pass(ByteBuffer source, int bytes) throws IOException {
    ByteBuffer piece = source.slice(source.position(), bytes);
    source.position(source.position() + bytes);
    payloadLeft -= bytes;
    checkTime();
    if (settings.isPresent()) {
      settings(piece);
    } else if (!unknown) {
      events.inputReady(session, piece);
    }
    endFrame();
  }

  private void settings(ByteBuffer piece) throws IOException {
    settings.get().put(piece);
    if (payloadLeft == 0) {
      events.inputReady(session, BearableSettings.of(settings.get().flip()));
      settings = Optional.empty();
    }
  }

  private void endFrame() {
    if (payloadLeft == 0) {
      frameHeadBytes = 0;
    }
  }

  /** Frames of types that nobody knows are to be ignored; HttpCore fails on them. */
  private void judge(@Nullable FrameType type, int flags) throws IOException {
    switch (type) {
      case HEADERS -> {
        headBytes = 0;
        head(flags);
        if (streams.open >= side.maxStreams()) {
          idleFrame();
        }
      }
      case CONTINUATION -> head(flags);
      case DATA -> {
        if (payloadLeft == 0 && (flags & ACK) == 0) {
          idleFrame();
        }
      }
      case SETTINGS -> {
        idleFrame();
        if (payloadLeft > 0 && payloadLeft <= MOST_SETTINGS) {
          settings = Optional.of(ByteBuffer.allocate(payloadLeft));
        }
      }
      case PING, RST_STREAM, PRIORITY, PRIORITY_UPDATE -> idleFrame();
      case WINDOW_UPDATE, GOAWAY, PUSH_PROMISE -> {}
      case null -> idleFrame();
    }
  }

  private void head(int flags) throws IOException {
    headBytes += payloadLeft + FRAME_HEAD;
    boolean whole = (flags & END_OF_HEAD) != 0;
    if (headBytes > side.maxHeaderBytes()) {
      throw new H2ConnectionException(
          H2Error.ENHANCE_YOUR_CALM,
          "headers: more than %d bytes (see front.maxHeaderBytes)"
              .formatted(side.maxHeaderBytes()));
    }
    if (!whole && !memory.growTo(headBytes)) {
      throw new H2ConnectionException(
          H2Error.ENHANCE_YOUR_CALM,
          "the broker has too many large headers to read now (see front.headerMemory)");
    }
    if (!whole && !inHead) {
      inHead = true;
      headSince = side.nanos();
      session.setSocketTimeout(side.headTimeout());
    }
    if (whole) {
      inHead = false;
      // The exchange takes a share of its own.
      memory.release();
      session.setSocketTimeout(side.clientIdle());
    }
  }

  private void checkTime() throws IOException {
    if (inHead && side.nanos() - headSince > side.headTimeout().toNanoseconds()) {
      throw new H2ConnectionException(
          H2Error.ENHANCE_YOUR_CALM,
          "the request's headers did not come in time (see front.headTimeout)");
    }
  }

  private void idleFrame() throws IOException {
    long now = side.nanos();
    if (now - idleFramesSince > IDLE_FRAMES_SPAN_NANOS) {
      idleFramesSince = now;
      idleFrames = 0;
    }
    if (++idleFrames > MOST_IDLE_FRAMES) {
      throw new H2ConnectionException(
          H2Error.ENHANCE_YOUR_CALM, "too many frames that ask for nothing");
    }
  }

  @Override
  public void written() {}

  /** HttpCore itself ends all streams when the client has gone. */
  @Override
  public boolean isAwaited() {
    return false;
  }

  @Override
  public boolean timedOut() {
    if (inHead) {
      broken = true;
      memory.release();
      events.exception(
          session,
          new H2ConnectionException(
              H2Error.ENHANCE_YOUR_CALM, "the request's headers did not come in time"));
    }
    return inHead;
  }

  @Override
  public void gone() {
    memory.release();
  }

  /** Says GOAWAY. */
  @Override
  public void end() {
    session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.NORMAL);
  }
}
