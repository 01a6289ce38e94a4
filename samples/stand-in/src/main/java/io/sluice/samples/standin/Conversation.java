package io.sluice.samples.standin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** One connection: requests in, answers out, until one side has enough. Runs in its own thread. */
final class Conversation {
  private final Socket socket;
  private final Site site;
  private final InstantSource clock;

  /** What a conversation needs to know of the cluster it belongs to. */
  interface Site {
    StandInDialect dialect();

    Optional<Misbehaviour> misbehaviour(ReceivedRequest request);

    Answer answer(ReceivedRequest request) throws InterruptedException;

    void received(ReceivedRequest request);

    void answered(Exchange exchange);
  }

  Conversation(Socket socket, Site site, InstantSource clock) {
    this.socket = socket;
    this.site = site;
    this.clock = clock;
  }

  void hold() throws IOException, InterruptedException {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
      var out = new BufferedOutputStream(socket.getOutputStream(), 16 << 10);
      var reader = new RequestReader(in, out, site.dialect().headerLimit());
      boolean more = true;
      while (more) {
        more = exchange(reader, out);
      }
    }
  }

  private boolean exchange(RequestReader reader, OutputStream out)
      throws IOException, InterruptedException {
    Optional<ReceivedRequest> next;
    try {
      next = reader.next();
    } catch (RequestReader.BadRequest e) {
      refuse(e.status(), out);
      return false;
    }
    if (next.isEmpty()) {
      return false;
    }
    site.received(next.get());
    return treat(next.get(), out);
  }

  private void refuse(int status, OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 %d %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(status, reason(status))
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /**
   * Answers as the request and the misbehaviour for it want; tells whether the connection stays.
   */
  private boolean treat(ReceivedRequest request, OutputStream out)
      throws IOException, InterruptedException {
    Optional<Misbehaviour> fault = site.misbehaviour(request);
    return switch (fault.orElse(null)) {
      case Misbehaviour.Hang(Gate gate) -> {
        gate.pass();
        yield send(request, site.answer(request), Optional.empty(), out);
      }
      case Misbehaviour.Status(int status, Optional<String> retryAfter) -> {
        Answer answer = Answer.text(status, "The stand-in was told to answer " + status);
        yield send(
            request,
            retryAfter.map(value -> answer.with("Retry-After", value)).orElse(answer),
            Optional.empty(),
            out);
      }
      case Misbehaviour.Canned(int status, var headers, String body) ->
          send(request, Answer.canned(status, headers, body), Optional.empty(), out);
      case Misbehaviour.Garbage _ -> {
        out.write("\u0000\u0001 this is no HTTP \u0002\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        site.answered(new Exchange(request, 0, 0, 0, false));
        yield false;
      }
      case Misbehaviour.CloseUnanswered(boolean reset) -> {
        if (reset) {
          socket.setSoLinger(true, 0);
        }
        site.answered(new Exchange(request, 0, 0, 0, false));
        yield false;
      }
      case null, default -> send(request, site.answer(request), fault, out);
    };
  }

  /** Sends the answer; tells whether the connection stays. */
  private boolean send(
      ReceivedRequest request, Answer answer, Optional<Misbehaviour> fault, OutputStream out)
      throws IOException {
    boolean stays = persistent(request);
    boolean packed = answer.hasBody() && asks(request, "Accept-Encoding", "gzip");
    var framing = framing(request, answer);
    var sender = new AnswerSender(out, head(answer, packed, stays), framing, fault);
    boolean complete = false;
    try {
      if (answer.content().isPresent()) {
        write(answer.content().get(), packed, sender);
      }
      sender.finish();
      complete = true;
    } finally {
      site.answered(
          new Exchange(
              request, answer.status(), sender.bodyBytes(), sender.bodyCrc32c(), complete));
    }
    return stays && framing != AnswerSender.Framing.UNTIL_CLOSE;
  }

  private static void write(Answer.Content content, boolean packed, AnswerSender sender)
      throws IOException {
    if (packed) {
      var zip = new GZIPOutputStream(sender, 8192);
      content.writeTo(zip);
      zip.finish();
    } else {
      content.writeTo(sender);
    }
  }

  private AnswerSender.Framing framing(ReceivedRequest request, Answer answer) {
    if (request.method().equals("HEAD") || answer.status() == 204) {
      return AnswerSender.Framing.NONE;
    }
    if (!answer.hasBody() || site.dialect() == StandInDialect.PRESTO) {
      return request.version().equals("HTTP/1.0")
          ? AnswerSender.Framing.UNTIL_CLOSE
          : AnswerSender.Framing.MEASURED;
    }
    return request.version().equals("HTTP/1.0")
        ? AnswerSender.Framing.UNTIL_CLOSE
        : AnswerSender.Framing.CHUNKED;
  }

  private String head(Answer answer, boolean packed, boolean stays) {
    var head = new StringBuilder();
    head.append("HTTP/1.1 %d %s\r\n".formatted(answer.status(), reason(answer.status())));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    line(head, "Date", date);
    if (answer.hasBody()) {
      line(head, "Vary", "Accept-Encoding");
    }
    answer.headers().forEach(header -> line(head, header.name(), header.value()));
    if (packed) {
      line(head, "Content-Encoding", "gzip");
    }
    if (!stays) {
      line(head, "Connection", "close");
    }
    return head.toString();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static boolean persistent(ReceivedRequest request) {
    return request.version().equals("HTTP/1.1") && !asks(request, "Connection", "close");
  }

  private static boolean asks(ReceivedRequest request, String header, String word) {
    return request.headers(header).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 303 -> "See Other";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 410 -> "Gone";
      case 431 -> "Request Header Fields Too Large";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status " + status;
    };
  }
}
