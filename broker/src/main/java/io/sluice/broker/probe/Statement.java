package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.probe.ClusterLine.Question;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small statement of the broker's own, and its rows. It has a bounded number of pages, and is
 * cancelled when it has not ended in time.
 */
final class Statement {
  /** Its source, so that resource groups and event listeners can tell it from people's work. */
  static final String SOURCE = "sluice-probe";

  private static final int MAX_PAGES = 200;
  private static final Duration FOR_CANCELLING = Duration.ofMillis(200);

  private Statement() {}

  /**
   * The rows of a statement.
   *
   * @throws IOException when it fails, or has not ended in time; the message says which
   */
  static List<JsonNode> rows(Talk talk, String sql) throws IOException {
    var headers =
        new LinkedHashMap<String, String>(talk.caller().headers(Optional.of(talk.dialect())));
    headers.put(talk.dialect().headerPrefix() + "Source", SOURCE);
    Talk shorter = talk.until(talk.deadline().sparing(FOR_CANCELLING));
    Question post =
        new Question("POST", "/v1/statement", headers, Optional.of(ClusterLine.text(sql)));
    JsonNode page = shorter.line().ask(post, shorter.deadline()).good().json();
    var rows = new ArrayList<JsonNode>();
    for (int pages = 0; page.has("nextUri"); pages++) {
      String next = path(page.path("nextUri").asText());
      boolean read = false;
      try {
        if (pages == MAX_PAGES) {
          throw new IOException("more than %d pages".formatted(MAX_PAGES));
        }
        page =
            shorter
                .line()
                .ask(new Question("GET", next, headers, Optional.empty()), shorter.deadline())
                .good()
                .json();
        page.path("data").forEach(rows::add);
        read = true;
      } finally {
        if (!read) {
          cancel(talk, next, headers);
        }
      }
    }
    if (page.has("error")) {
      throw new IOException(
          "'%s' failed: %s".formatted(sql, page.at("/error/message").asText("without a message")));
    }
    return rows;
  }

  /** Whatever host a page names: questions, and what they carry, go to the cluster's url only. */
  private static String path(String nextUri) throws IOException {
    try {
      URI uri = URI.create(nextUri);
      return uri.getRawQuery() == null
          ? uri.getRawPath()
          : uri.getRawPath() + "?" + uri.getRawQuery();
    } catch (IllegalArgumentException e) {
      throw new IOException("a nextUri that is none", e);
    }
  }

  private static void cancel(Talk talk, String next, Map<String, String> headers) {
    try {
      talk.line().ask(new Question("DELETE", next, headers, Optional.empty()), talk.deadline());
    } catch (IOException _) {
      // It is abandoned: the engine ends it when nobody polls. Why it is, the caller is told.
      return;
    }
  }
}
