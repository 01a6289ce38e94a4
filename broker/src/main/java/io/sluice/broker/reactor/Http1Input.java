package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.jspecify.annotations.Nullable;

/**
 * The input of an HTTP/1 connection: cuts it into heads and bodies, lets only those pass that
 * nobody could understand in another way, and gives HttpCore the heads as requests and the bodies
 * as bytes.
 *
 * <p>Requests that a client sends ahead wait in the client: beyond {@link #MOST_WAITING} nothing
 * more is read.
 */
final class Http1Input implements ClientProtocol {
  private static final int MOST_WAITING = 16;

  private enum Part {
    HEAD,
    LENGTH,
    CHUNKS,
    NOTHING_MORE
  }

  private final FedSession session;
  private final ClientSide side;
  private final IOEventHandler events;
  private Part part = Part.HEAD;
  private HeadBytes head;
  private ChunkBytes chunks = new ChunkBytes();
  private long left;
  private long headSince;
  private @Nullable HttpRequest parsed;
  private HeadMemory.@Nullable Share parsedMemory;
  private @Nullable Http1Exchange reading;
  private final ArrayDeque<Http1Exchange> waiting = new ArrayDeque<>();
  private ByteBuffer held = ByteBuffer.allocate(0);
  private boolean lastRequest;
  private boolean bodyRefused;

  Http1Input(FedSession session, ClientSide side) {
    this.session = session;
    this.side = side;
    this.head = side.head();
    this.events = side.http1(session, this::nextHead, this::begin);
  }

  @Override
  public IOEventHandler events() {
    return events;
  }

  /** HttpCore asks for the next request. */
  private @Nullable HttpRequest nextHead() {
    HttpRequest next = parsed;
    parsed = null;
    return next;
  }

  private Http1Exchange begin() {
    HeadMemory.Share memory = parsedMemory == null ? side.memory() : parsedMemory;
    parsedMemory = null;
    var exchange = new Http1Exchange(side.exchange(), memory, waiting::poll);
    waiting.add(exchange);
    reading = exchange;
    return exchange;
  }

  @Override
  public boolean hasRoom() {
    return !held.hasRemaining();
  }

  @Override
  public void take(ByteBuffer source) throws IOException {
    if (held.hasRemaining()) {
      hold(source);
      return;
    }
    try {
      while (source.hasRemaining()) {
        if (waiting.size() >= MOST_WAITING && part == Part.HEAD) {
          hold(source);
          return;
        }
        step(source);
      }
    } catch (BadRequest e) {
      refuse(e);
    }
  }

  private void step(ByteBuffer source) throws BadRequest, IOException {
    switch (part) {
      case HEAD -> head(source);
      case LENGTH -> {
        int passing = (int) Math.min(left, source.remaining());
        left -= passing;
        boolean last = left == 0;
        pass(source, passing);
        if (last) {
          endBody();
        }
      }
      case CHUNKS -> {
        ByteBuffer looking = source.duplicate();
        boolean last = chunks.take(looking);
        pass(source, looking.position() - source.position());
        if (last) {
          endBody();
        }
      }
      case NOTHING_MORE -> source.position(source.limit());
    }
  }

  private void head(ByteBuffer source) throws BadRequest, IOException {
    if (!head.begun()) {
      headSince = side.nanos();
      session.setSocketTimeout(side.headTimeout());
    }
    if (!head.take(source)) {
      if (side.nanos() - headSince > side.headTimeout().toNanoseconds()) {
        throw late();
      }
      return;
    }
    HttpRequest request = RequestText.parse(head.lines());
    left = CheckedRequest.body(request);
    part = left == CheckedRequest.CHUNKED ? Part.CHUNKS : left >= 0 ? Part.LENGTH : Part.HEAD;
    lastRequest = wantsClose(request);
    chunks = new ChunkBytes();
    parsedMemory = head.memory();
    head = side.head();
    session.setSocketTimeout(side.clientIdle());
    offer(request);
    if (left == 0 || left == CheckedRequest.NO_BODY) {
      endBody();
    }
  }

  private static BadRequest late() {
    return new BadRequest(
        408, "the request's headers did not come in time (see front.headTimeout of the broker)");
  }

  private static boolean wantsClose(HttpRequest request) {
    var tokens = MessageSupport.iterateTokens(request, HttpHeaders.CONNECTION);
    while (tokens.hasNext()) {
      if (tokens.next().equalsIgnoreCase("close")) {
        return true;
      }
    }
    return false;
  }

  private void offer(HttpRequest request) throws IOException {
    parsed = request;
    events.inputReady(session, null);
  }

  private void pass(ByteBuffer source, int bytes) throws IOException {
    ByteBuffer piece = source.slice(source.position(), bytes);
    source.position(source.position() + bytes);
    if (bytes > 0) {
      events.inputReady(session, piece);
    }
  }

  private void endBody() {
    reading = null;
    part = lastRequest ? Part.NOTHING_MORE : Part.HEAD;
  }

  /** Nothing that comes after it is looked at. */
  private void refuse(BadRequest why) throws IOException {
    boolean inBody = part != Part.HEAD;
    part = Part.NOTHING_MORE;
    head.memory().release();
    session.linger();
    if (inBody) {
      bodyRefused = true;
      Optional.ofNullable(reading).ifPresent(exchange -> exchange.malformed(why.text()));
      written();
    } else {
      session.setSocketTimeout(side.clientIdle());
      offer(new RefusedRequest(why));
    }
  }

  private void hold(ByteBuffer source) {
    ByteBuffer all = ByteBuffer.allocate(held.remaining() + source.remaining());
    held = all.put(held).put(source).flip();
  }

  /** What was held may go on when answers have left; a refused body's exchange ends with its. */
  @Override
  public void written() throws IOException {
    if (bodyRefused
        && waiting.size() <= 1
        && (session.getEventMask() & SelectionKey.OP_WRITE) == 0) {
      session.close();
      return;
    }
    if (held.hasRemaining() && waiting.size() < MOST_WAITING) {
      ByteBuffer source = held;
      held = ByteBuffer.allocate(0);
      take(source);
      if (!held.hasRemaining()) {
        session.setEvent(SelectionKey.OP_READ);
      }
    }
  }

  @Override
  public boolean isAwaited() {
    return !waiting.isEmpty() && waiting.stream().noneMatch(Http1Exchange::answered);
  }

  @Override
  public boolean timedOut() throws IOException {
    if (part != Part.HEAD || !head.begun()) {
      return false;
    }
    refuse(late());
    return true;
  }

  @Override
  public void gone() {
    head.memory().release();
    if (parsedMemory != null) {
      parsedMemory.release();
    }
  }

  @Override
  public void end() {}
}
