package io.sluice.samples.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes back for one request.
 *
 * @param status the status code
 * @param headers the headers beside Date, Vary and those of the framing
 * @param content the body, if it has one
 */
record Answer(int status, List<ReceivedRequest.Header> headers, Optional<Content> content) {

  /** Writes a body; may be asked once only. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  Answer {
    headers = List.copyOf(headers);
  }

  static Answer of(int status) {
    return new Answer(status, List.of(), Optional.empty());
  }

  static Answer json(Content content) {
    return of(200)
        .with("Content-Type", "application/json")
        .with("X-Content-Type-Options", "nosniff")
        .body(content);
  }

  static Answer html(String page) {
    return of(200).with("Content-Type", "text/html;charset=utf-8").body(bytes(page));
  }

  static Answer openMetrics(String text) {
    return of(200)
        .with("Content-Type", "application/openmetrics-text;charset=utf-8;version=1.0.0")
        .body(bytes(text));
  }

  static Answer text(int status, String text) {
    return of(status).with("Content-Type", "text/plain;charset=utf-8").body(bytes(text));
  }

  static Answer canned(int status, List<ReceivedRequest.Header> headers, String body) {
    return new Answer(status, headers, Optional.of(bytes(body)));
  }

  boolean hasBody() {
    return content.isPresent();
  }

  Answer with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new ReceivedRequest.Header(name, value));
    return new Answer(status, more, content);
  }

  private Answer body(Content newContent) {
    return new Answer(status, headers, Optional.of(newContent));
  }

  private static Content bytes(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
