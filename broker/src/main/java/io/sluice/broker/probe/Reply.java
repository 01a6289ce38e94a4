package io.sluice.broker.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * A coordinator's answer to one question.
 *
 * @param question method and path, for messages
 * @param status the status code
 * @param challenge its WWW-Authenticate; empty when it has none
 * @param cookies its Set-Cookie headers
 * @param body its body
 */
record Reply(String question, int status, String challenge, List<String> cookies, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean refused() {
    return status >= 300 && status < 500;
  }

  /** This reply, if it is a good one. */
  Reply good() throws IOException {
    if (status == 200) {
      return this;
    }
    throw refused()
        ? new Refusal(this)
        : new IOException("%s answered %d".formatted(question, status));
  }

  JsonNode json() throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("%s answered no JSON".formatted(question), e);
    }
  }
}
