package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.Optional;

/**
 * One probe's talk with a cluster.
 *
 * @param line how to reach it
 * @param caller who asks
 * @param dialect which headers it speaks
 * @param deadline by when all must have ended
 */
record Talk(ClusterLine line, Caller caller, Dialect dialect, Deadline deadline) {

  /** The answer to a GET; any but a good one is an exception. */
  Reply get(String path) throws IOException {
    return line.ask(ClusterLine.get(path, caller.headers(Optional.of(dialect))), deadline).good();
  }

  JsonNode json(String path) throws IOException {
    return get(path).json();
  }

  Talk until(Deadline earlier) {
    return new Talk(line, caller, dialect, earlier);
  }

  /** A number that an answer must have. */
  static int number(JsonNode json, String field, String where) throws IOException {
    JsonNode value = json.path(field);
    if (!value.isNumber()) {
      throw new IOException("%s tells no %s".formatted(where, field));
    }
    return value.asInt();
  }
}
