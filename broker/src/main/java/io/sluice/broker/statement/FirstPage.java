package io.sluice.broker.statement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.sluice.broker.query.QueryId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What the broker reads of the answer to a statement. The id is its first field in all engines, and
 * nextUri stands among the next ones; nothing after it is read.
 *
 * @param queryId the query; empty when the answer is no page of one
 * @param nextUri where the client polls first; empty when it needs not poll
 */
record FirstPage(Optional<QueryId> queryId, Optional<String> nextUri) {
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build();
  private static final FirstPage NONE = new FirstPage(Optional.empty(), Optional.empty());

  /**
   * @param page its body's beginning
   */
  static FirstPage of(HttpResponse response, byte[] page) {
    if (response.getCode() != 200) {
      return NONE;
    }
    Header encoding = response.getFirstHeader("Content-Encoding");
    boolean gzip = encoding != null && "gzip".equalsIgnoreCase(encoding.getValue());
    Optional<QueryId> id = Optional.empty();
    InputStream bytes = new ByteArrayInputStream(page);
    try (JsonParser json = JSON.createParser(gzip ? new GZIPInputStream(bytes) : bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return NONE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("id")) {
          id = Optional.of(new QueryId(json.getText()));
        } else if (field.equals("nextUri")) {
          return new FirstPage(id, Optional.of(json.getText()));
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      // Cut off, or no page of the protocol: what was read until here tells.
      return new FirstPage(id, Optional.empty());
    }
    return new FirstPage(id, Optional.empty());
  }
}
