package io.sluice.broker.followup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the last page of a query tells of its end.
 *
 * @param state the engine's state, FINISHED or FAILED
 * @param errorCode the engine's number of the error
 * @param errorName the engine's name of the error
 * @param errorType the engine's kind of the error
 * @param elapsedMillis wall time
 * @param cpuMillis CPU time
 * @param rows rows processed
 * @param bytes bytes processed
 * @param peakMemoryBytes the most memory held at once
 */
record LastPage(
    String state,
    OptionalInt errorCode,
    Optional<String> errorName,
    Optional<String> errorType,
    OptionalLong elapsedMillis,
    OptionalLong cpuMillis,
    OptionalLong rows,
    OptionalLong bytes,
    OptionalLong peakMemoryBytes) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Collects the few fields that matter while everything else is skipped. */
  private static final class Reading {
    private boolean hasNext;
    private String state = "";
    private OptionalInt errorCode = OptionalInt.empty();
    private Optional<String> errorName = Optional.empty();
    private Optional<String> errorType = Optional.empty();
    private OptionalLong elapsedMillis = OptionalLong.empty();
    private OptionalLong cpuMillis = OptionalLong.empty();
    private OptionalLong rows = OptionalLong.empty();
    private OptionalLong bytes = OptionalLong.empty();
    private OptionalLong peakMemoryBytes = OptionalLong.empty();
  }

  /**
   * Reads a page.
   *
   * @return empty when it is not the last one, or not a page at all
   */
  static Optional<LastPage> read(InputStream page) throws IOException {
    var reading = new Reading();
    try (JsonParser json = JSON.createParser(page)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "nextUri" -> reading.hasNext = json.currentToken() == JsonToken.VALUE_STRING;
          case "stats" -> stats(json, reading);
          case "error" -> error(json, reading);
          default -> json.skipChildren();
        }
        if (reading.hasNext) {
          return Optional.empty();
        }
      }
    }
    return reading.state.isEmpty() ? Optional.empty() : Optional.of(of(reading));
  }

  private static void stats(JsonParser json, Reading reading) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "state" -> reading.state = json.getText();
        case "elapsedTimeMillis" -> reading.elapsedMillis = OptionalLong.of(json.getLongValue());
        case "cpuTimeMillis" -> reading.cpuMillis = OptionalLong.of(json.getLongValue());
        case "processedRows" -> reading.rows = OptionalLong.of(json.getLongValue());
        case "processedBytes" -> reading.bytes = OptionalLong.of(json.getLongValue());
        case "peakMemoryBytes" -> reading.peakMemoryBytes = OptionalLong.of(json.getLongValue());
        default -> json.skipChildren();
      }
    }
  }

  private static void error(JsonParser json, Reading reading) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "errorCode" -> reading.errorCode = OptionalInt.of(json.getIntValue());
        case "errorName" -> reading.errorName = Optional.of(json.getText());
        case "errorType" -> reading.errorType = Optional.of(json.getText());
        default -> json.skipChildren();
      }
    }
  }

  private static LastPage of(Reading reading) {
    return new LastPage(
        reading.state,
        reading.errorCode,
        reading.errorName,
        reading.errorType,
        reading.elapsedMillis,
        reading.cpuMillis,
        reading.rows,
        reading.bytes,
        reading.peakMemoryBytes);
  }
}
