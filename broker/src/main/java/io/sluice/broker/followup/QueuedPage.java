package io.sluice.broker.followup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Keeps a page while it passes, to tell whether its query is still queued. Only for queries whose
 * rules limit that: all other pages stay unread. A page of a queued query has no rows, so a longer
 * one is of a query that runs.
 *
 * <p>For one thread.
 */
final class QueuedPage {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST = 16 * 1024;
  private static final Set<String> QUEUED =
      Set.of("QUEUED", "WAITING_FOR_PREREQUISITES", "WAITING_FOR_RESOURCES");

  private final boolean gzip;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  QueuedPage(boolean gzip) {
    this.gzip = gzip;
  }

  /** Bytes that pass; leaves the buffer as it was. */
  void see(ByteBuffer bytes) {
    if (kept.size() <= LONGEST) {
      byte[] copy = new byte[Math.min(bytes.remaining(), LONGEST + 1 - kept.size())];
      bytes.duplicate().get(copy);
      kept.writeBytes(copy);
    }
  }

  /** Whether the whole page that passed says that its query is queued. */
  boolean isQueued() throws IOException {
    if (kept.size() > LONGEST) {
      return false;
    }
    InputStream page = new ByteArrayInputStream(kept.toByteArray());
    try (JsonParser json = JSON.createParser(gzip ? new GZIPInputStream(page) : page)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean stats = json.currentName().equals("stats");
        if (json.nextToken() == JsonToken.START_OBJECT && stats) {
          return QUEUED.contains(state(json));
        }
        json.skipChildren();
      }
    }
    return false;
  }

  private static String state(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean state = json.currentName().equals("state");
      json.nextToken();
      if (state) {
        return json.getText();
      }
      json.skipChildren();
    }
    return "";
  }
}
