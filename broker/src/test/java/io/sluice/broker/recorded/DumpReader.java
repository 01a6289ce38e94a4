package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.recorded.Body.Wholeness;
import io.sluice.broker.recorded.RecordedExchange.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dumps of clients' connections: a line with the connection's name and direction before the
 * bytes of each read of a socket, of which 900 at most were kept.
 *
 * <p>Where a read was cut, the chunk or the announced length that it stands in is filled up, and
 * the body ends there; a body that ends with its connection is no longer than what was kept.
 */
final class DumpReader {
  private static final int KEPT = 900;
  private static final Pattern READ = Pattern.compile("\n--- (conn\\d+) (>>>|<<<)\n");

  private final List<RecordedExchange> exchanges = new ArrayList<>();
  private String connection = "";
  private @Nullable Message request;
  private StringBuilder answer = new StringBuilder();
  private boolean cut;

  private DumpReader() {}

  static List<RecordedExchange> read(byte[] file) {
    String text = new String(file, ISO_8859_1);
    var reader = new DumpReader();
    Matcher reads = READ.matcher(text);
    for (boolean more = reads.find(); more; ) {
      String name = reads.group(1);
      boolean client = reads.group(2).equals(">>>");
      int start = reads.end();
      more = reads.find();
      reader.take(name, client, text.substring(start, more ? reads.start() : text.length()));
    }
    reader.finish();
    return reader.exchanges;
  }

  private void take(String name, boolean client, String bytes) {
    if (client) {
      finish();
      connection = name;
      request = request(bytes);
    } else if (!cut) {
      answer.append(bytes);
      cut = bytes.length() == KEPT;
    }
  }

  private static Message request(String bytes) {
    if (bytes.length() >= KEPT) {
      throw new IllegalArgumentException("a request that was cut: " + bytes);
    }
    Message whole = message(bytes, false);
    if (whole.body().wholeness() != Wholeness.EXACT) {
      throw new IllegalArgumentException("a request without its end: " + bytes);
    }
    return whole;
  }

  private void finish() {
    if (answer.isEmpty()) {
      return;
    }
    exchanges.add(
        new RecordedExchange(
            exchanges.size() + 1,
            connection,
            Objects.requireNonNull(request, "an answer without a request"),
            message(answer.toString(), cut)));
    answer = new StringBuilder();
    cut = false;
  }

  private static Message message(String bytes, boolean cut) {
    int end = bytes.indexOf("\r\n\r\n");
    Head head = Head.of(Arrays.asList(bytes.substring(0, end).split("\r\n")));
    String rest = bytes.substring(end + 4);
    if (head.chunked()) {
      return new Chunks(rest).message(head);
    }
    if (head.header("Content-Length").isPresent()) {
      int length = Integer.parseInt(head.header("Content-Length").get());
      return Message.plain(head, Body.beginning(rest, length));
    }
    return Message.plain(head, new Body(rest, cut ? Wholeness.CUT : Wholeness.EXACT));
  }

  /** A body in chunks, which may break off. */
  private static final class Chunks {
    private final String recorded;
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder wire = new StringBuilder();
    private Wholeness wholeness = Wholeness.EXACT;
    private int at;

    Chunks(String recorded) {
      this.recorded = recorded;
    }

    Message message(Head head) {
      int size;
      do {
        String line = line();
        size = Integer.parseInt(line, 16);
        Body chunk = chunk(size);
        body.append(chunk.bytes());
        wire.append(line).append("\r\n").append(chunk.bytes()).append("\r\n");
      } while (size > 0);
      return new Message(head, new Body(body.toString(), wholeness), wire.toString());
    }

    private Body chunk(int size) {
      int end = Math.min(at + size, recorded.length());
      Body chunk = Body.beginning(recorded.substring(Math.min(at, end), end), size);
      at += size + 2;
      if (chunk.wholeness() != Wholeness.EXACT) {
        wholeness = chunk.wholeness();
      }
      return chunk;
    }

    /** The next chunk's size; where nothing is left, the last one. */
    private String line() {
      int start = at;
      int end = recorded.indexOf("\r\n", start);
      if (end < 0) {
        wholeness = Wholeness.CUT;
        return "0";
      }
      at = end + 2;
      return recorded.substring(start, end);
    }
  }
}
